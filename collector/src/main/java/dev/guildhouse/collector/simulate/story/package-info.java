/** What happens in a simulated guild: each story is decided to its end, told as events, and booked. */
@NullMarked
package dev.guildhouse.collector.simulate.story;

import org.jspecify.annotations.NullMarked;
