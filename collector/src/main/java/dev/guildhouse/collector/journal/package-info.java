/** Takes events for good: appended and on the disk before they count, then moved to landing files. */
@NullMarked
package dev.guildhouse.collector.journal;

import org.jspecify.annotations.NullMarked;
