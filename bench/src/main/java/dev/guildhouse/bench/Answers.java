package dev.guildhouse.bench;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The questions that both sides must answer alike. */
final class Answers {
  /** Tables whose rows are counted only. */
  private static final List<String> COUNTED = List.of(
      "events",
      "messages",
      "reactions",
      "removals",
      "polls",
      "threads",
      "memberships",
      "voice_sessions",
      "rewards",
      "moderation",
      "occasions");

  private Answers() {}

  /** By table a query of one row, in SQL that Spark and DuckDB both read. */
  static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    COUNTED.forEach(table -> queries.put(table, query(table, List.of())));
    queries.put(
        "activity_hourly",
        query("activity_hourly", Metrics.SUMS.stream().map(Metric::name).toList()));
    for (Entity entity : Entity.values()) {
      for (Period period : Period.values()) {
        String table = Rollups.of(entity, period).name();
        queries.put(table, query(table, numbers(entity)));
      }
    }
    queries.put("top_content", query("top_content", List.of("reaction_score", "rank")));
    return queries;
  }

  /** Sums, uniques, active threads and voice peaks; levels and coverage are no part of it. */
  private static List<String> numbers(Entity entity) {
    return Stream.of(
            Metrics.sumsOf(entity).stream(),
            Metrics.DISTINCTS.stream(),
            Metrics.DISTINCTS_IN.stream(),
            Metrics.PEAKS.stream())
        .flatMap(metrics -> metrics)
        .map(Metric.class::cast)
        .filter(metric -> metric.entities().contains(entity))
        .map(Metric::name)
        .toList();
  }

  private static String query(String table, List<String> columns) {
    List<String> numbers = new ArrayList<>();
    numbers.add("count(*) AS row_count");
    columns.forEach(column -> numbers.add("sum(" + column + ") AS " + column));
    return "SELECT " + String.join(", ", numbers) + " FROM " + table;
  }

  /** The line by which a child tells an answer. */
  static String line(String table, String column, @Nullable Object value) {
    BigDecimal number = value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    return Child.ANSWER + table + "." + column + " "
        + number.stripTrailingZeros().toPlainString();
  }

  /** What the two do not agree on, a line each. */
  static List<String> differences(SortedMap<String, String> ours, SortedMap<String, String> peers) {
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(peers.keySet());
    return names.stream()
        .filter(name -> !ours.getOrDefault(name, "").equals(peers.getOrDefault(name, "")))
        .map(name -> name + ": Guildhouse " + ours.get(name) + ", DuckDB " + peers.get(name))
        .toList();
  }
}
