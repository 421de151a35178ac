/** Text that Discord shows as it stands: no markup, link or mention, whoever chose the words. */
@NullMarked
package dev.guildhouse.schedules.embeds;

import org.jspecify.annotations.NullMarked;
