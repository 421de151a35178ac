/** Tables as files for other programs: rows as they are, but for people, who leave as pseudonyms. */
@NullMarked
package dev.guildhouse.jobs.reports.export;

import org.jspecify.annotations.NullMarked;
