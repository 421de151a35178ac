/** Which jobs run when, on which days, in which order, and what came of it. */
@NullMarked
package dev.guildhouse.jobs.runs;

import org.jspecify.annotations.NullMarked;
