/** The live collector: watches the gateway, journals what it tells, and vouches for what it watched. */
@NullMarked
package dev.guildhouse.collector.live;

import org.jspecify.annotations.NullMarked;
