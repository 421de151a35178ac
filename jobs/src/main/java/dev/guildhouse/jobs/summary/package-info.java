/**
 * What a model or a person can reason over without touching tables: the summary of a guild and a
 * window of days as JSON, and the statements that follow from it. A stable contract, evolving only by
 * adding; its schema is {@code summary.schema.json}.
 */
@NullMarked
package dev.guildhouse.jobs.summary;

import org.jspecify.annotations.NullMarked;
