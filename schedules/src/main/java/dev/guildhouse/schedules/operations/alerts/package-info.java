/** What operators are to see to and guilds are to know: raised once, resolved by itself, told once each. */
@NullMarked
package dev.guildhouse.schedules.operations.alerts;

import org.jspecify.annotations.NullMarked;
