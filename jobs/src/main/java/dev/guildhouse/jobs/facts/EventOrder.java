package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.time.Instant;
import org.apache.spark.sql.Column;

/** The order in which events are folded, whatever order they come in. */
final class EventOrder {
  /** Edit or event time, then session start, then sequence; greater is later. */
  static final Column ORDER = struct(
      coalesce(col("edited_at"), col("event_at")).as("at"),
      coalesce(col("session_started_at"), lit(Instant.EPOCH)).as("session"),
      col("sequence"));

  /** Whether measures count who did it. */
  static final Column IS_COUNTED =
      col("is_bot").or(col("is_webhook")).or(col("is_system")).equalTo(false);

  private EventOrder() {}
}
