/** Asks Discord by REST for what no gateway event told: gaps, history, and what a recount finds. */
@NullMarked
package dev.guildhouse.collector.catchup;

import org.jspecify.annotations.NullMarked;
