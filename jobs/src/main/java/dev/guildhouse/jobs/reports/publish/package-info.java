/** Lets reports appear in their folders, whole and with a manifest. */
@NullMarked
package dev.guildhouse.jobs.reports.publish;

import org.jspecify.annotations.NullMarked;
