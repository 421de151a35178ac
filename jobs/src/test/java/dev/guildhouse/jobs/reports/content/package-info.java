/** What reports say, apart from tables and files. */
@NullMarked
package dev.guildhouse.jobs.reports.content;

import org.jspecify.annotations.NullMarked;
