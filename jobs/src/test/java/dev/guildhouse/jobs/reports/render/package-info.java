/** Files of reports, read back by the programs that others would read them with. */
@NullMarked
package dev.guildhouse.jobs.reports.render;

import org.jspecify.annotations.NullMarked;
