/** The demonstration: everything from import to report, without Discord. */
@NullMarked
package dev.guildhouse.schedules.demo;

import org.jspecify.annotations.NullMarked;
