/** What a simulated guild is made of: its days, its people, its channels and who watched it when. */
@NullMarked
package dev.guildhouse.collector.simulate.world;

import org.jspecify.annotations.NullMarked;
