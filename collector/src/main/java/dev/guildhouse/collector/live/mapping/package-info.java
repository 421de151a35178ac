/** Gateway dispatches become raw events, one small class for each family. */
@NullMarked
package dev.guildhouse.collector.live.mapping;

import org.jspecify.annotations.NullMarked;
