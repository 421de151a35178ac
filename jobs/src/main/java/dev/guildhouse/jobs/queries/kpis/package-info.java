/** Questions about targets: where they stand, what alerts, what became of them. */
@NullMarked
package dev.guildhouse.jobs.queries.kpis;

import org.jspecify.annotations.NullMarked;
