/** Tests. */
@NullMarked
package dev.guildhouse.jobs.marts.kpis;

import org.jspecify.annotations.NullMarked;
