package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.collector.simulate.truth.GuildTruth;
import dev.guildhouse.collector.simulate.truth.GuildTruth.TopMessage;
import dev.guildhouse.collector.simulate.truth.Truth;
import dev.guildhouse.collector.simulate.truth.TruthMember;
import dev.guildhouse.collector.simulate.truth.TruthRow;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Every number of every rollup beside the simulator's truth, which never folded an event. */
public final class TruthComparison {
  private final Truth truth;
  private final TableReader tables;
  private final List<String> differences = new ArrayList<>();
  private int compared;

  public TruthComparison(Truth truth, TableReader tables) {
    this.truth = truth;
    this.tables = tables;
  }

  /** What differs, in words; empty when every number is right. */
  public List<String> differences() {
    for (Period period : Period.values()) {
      compareGuilds(period);
      compareChannels(period);
    }
    compareMembers();
    compareTopContent();
    compareRolling();
    compareStreaks();
    return differences;
  }

  int compared() {
    return compared;
  }

  private void compareGuilds(Period period) {
    TableDef table = Rollups.of(Entity.GUILD, period);
    Map<String, Row> rows = rows(table, "guild_id", "period_start_date");
    truth
        .guilds()
        .forEach((guild, of) -> rowsOf(of, period)
            .forEach((day, row) ->
                compare(table, rows.remove(guild + " " + day), row, guild + " " + day)));
    rows.forEach((key, row) ->
        compare(table, row, new TruthRow(new TreeMap<>()), "more than the truth: " + key));
  }

  private static SortedMap<LocalDate, TruthRow> rowsOf(GuildTruth of, Period period) {
    return of.guild().getOrDefault(period, new TreeMap<>());
  }

  private void compareChannels(Period period) {
    TableDef table = Rollups.of(Entity.CHANNEL, period);
    Map<String, Row> rows = rows(table, "guild_id", "channel_id", "period_start_date");
    truth
        .guilds()
        .forEach((guild, of) -> of.channels()
            .getOrDefault(period, new TreeMap<>())
            .forEach((channel, days) -> {
              if (channel != 0) {
                days.forEach((day, row) -> {
                  String key = guild + " " + channel + " " + day;
                  compare(table, rows.remove(key), row, key);
                });
              }
            }));
    rows.forEach((key, row) ->
        compare(table, row, new TruthRow(new TreeMap<>()), "more than the truth: " + key));
  }

  private void compareMembers() {
    TableDef table = Rollups.of(Entity.MEMBER, Period.DAY);
    Map<String, Row> rows = rows(table, "guild_id", "member_key", "period_start_date");
    truth
        .guilds()
        .forEach((guild, of) -> of.members().forEach((member, days) -> {
          if (member != 0) {
            days.forEach((day, row) -> {
              String key = guild + " " + member + " " + day;
              compare(table, rows.remove(key), row, key);
            });
          }
        }));
    rows.forEach((key, row) ->
        compare(table, row, new TruthRow(new TreeMap<>()), "more than the truth: " + key));
  }

  private void compare(
      TableDef table, @org.jspecify.annotations.Nullable Row row, TruthRow wanted, String key) {
    for (Column column : table.columns()) {
      if (!isCounted(column)) {
        continue;
      }
      Object found = row == null ? null : row.getAs(column.name());
      BigDecimal number = found == null ? BigDecimal.ZERO : new BigDecimal(found.toString());
      compared++;
      boolean isUnknownInTruth = column.isNullable() && !wanted.values().containsKey(column.name());
      if (!isUnknownInTruth && number.compareTo(wanted.value(column.name())) != 0) {
        differences.add(table.name() + " " + key + " " + column.name() + ": " + number
            + " instead of " + wanted.value(column.name()));
      }
    }
  }

  /** Coverage has tests of its own. */
  private static boolean isCounted(Column column) {
    boolean isNumber = column.type() == ColumnType.LONG || column.type() == ColumnType.DECIMAL;
    return isNumber
        && !column.name().endsWith("_id")
        && !column.name().endsWith("_key")
        && !column.name().startsWith("channels_")
        && !column.name().startsWith("threads_open")
        && !column.name().startsWith("threads_active");
  }

  private void compareTopContent() {
    Map<String, List<TopMessage>> found = new HashMap<>();
    for (Row row : tables
        .table(Marts.TOP_CONTENT)
        .orderBy("guild_id", "content_date", "rank")
        .collectAsList()) {
      found
          .computeIfAbsent(
              row.getAs("guild_id") + " " + row.getAs("content_date"), k -> new ArrayList<>())
          .add(new TopMessage(row.getAs("message_id"), row.getAs("reaction_score")));
    }
    truth
        .guilds()
        .forEach((guild, of) -> of.topContent().forEach((day, wanted) -> {
          compared++;
          List<TopMessage> there = found.remove(guild + " " + day);
          if (!wanted.equals(there == null ? List.of() : there)) {
            differences.add("top_content " + day + ": " + there + " instead of " + wanted);
          }
        }));
    found
        .keySet()
        .forEach(key -> differences.add("top_content " + key + " is more than the truth"));
  }

  private void compareRolling() {
    Map<String, Row> rows = rows(Marts.GUILD_ROLLING, "guild_id", "as_of_date");
    truth
        .guilds()
        .forEach((guild, of) -> of.rolling().forEach((day, wanted) -> {
          compared++;
          Row row = rows.get(guild + " " + day);
          String there = row == null
              ? "nothing"
              : row.getAs("daily_active_members") + " " + row.getAs("weekly_active_members") + " "
                  + row.getAs("monthly_active_members");
          String want = wanted.dau() + " " + wanted.wau() + " " + wanted.mau();
          if (!want.equals(there)) {
            differences.add("guild_rolling " + day + ": " + there + " instead of " + want);
          }
        }));
  }

  private void compareStreaks() {
    Set<String> found = new HashSet<>();
    for (Row row : tables.table(Marts.MEMBER_STATE).where("streak_days > 0").collectAsList()) {
      found.add(row.getAs("guild_id") + " " + member(row) + " " + row.getAs("streak_days"));
    }
    Set<String> wanted = new HashSet<>();
    truth
        .guilds()
        .forEach((guild, of) ->
            of.streaks().forEach((member, days) -> wanted.add(guild + " " + member + " " + days)));
    compared += wanted.size();
    Set<String> missing = new HashSet<>(wanted);
    missing.removeAll(found);
    found.removeAll(wanted);
    missing.forEach(streak -> differences.add("member_state lacks the streak " + streak));
    found.forEach(streak -> differences.add("member_state has the streak " + streak));
  }

  /** How the truth calls the member of a row. */
  private static long member(Row row) {
    return TruthMember.number(row.<Long>getAs("guild_id"), row.<Long>getAs("member_key"));
  }

  private Map<String, Row> rows(TableDef table, String... key) {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : tables.table(table).collectAsList()) {
      StringBuilder name = new StringBuilder();
      for (String column : key) {
        Object part = column.equals("member_key") ? member(row) : row.<Object>getAs(column);
        name.append(name.isEmpty() ? "" : " ").append(part);
      }
      if (rows.put(name.toString(), row) != null) {
        differences.add(table.name() + " has two rows for " + name);
      }
    }
    return rows;
  }
}
