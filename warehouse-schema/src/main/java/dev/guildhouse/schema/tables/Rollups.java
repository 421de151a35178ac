package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.tables.TableDef.Storage;
import dev.guildhouse.schema.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The activity cube and the rollups, compiled from the metric declarations. */
public final class Rollups {
  private static final Column GUILD = Column.of("guild_id", ColumnType.LONG, "guild");
  private static final Column UPDATED = Column.of(
      "updated_at",
      ColumnType.TIMESTAMP,
      "newest receipt among the events that contributed, never the clock");

  /** The one cube: every additive count of every other table is a fold of it. */
  public static final TableDef ACTIVITY_HOURLY = cube();

  /**
   * The cube without its members: what channels, guilds, heat maps and anomalies are counted from, for
   * as far back as kept.
   */
  public static final TableDef CHANNEL_HOURLY = hours();

  private Rollups() {}

  /** The rollup of an entity by a period, such as {@code channel_daily}. */
  public static TableDef of(Entity entity, Period period) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        Column.of("organization_id", ColumnType.LONG, "organization of the guild; 0 when none"));
    columns.add(GUILD);
    switch (entity) {
      case CHANNEL -> {
        columns.add(Column.of("channel_id", ColumnType.LONG, "channel; its threads count here"));
        columns.add(Column.of("channel_type", ColumnType.STRING, "last known kind of channel")
            .orUnknown());
      }
      case MEMBER -> columns.add(Column.of("member_key", ColumnType.LONG, "member"));
      case GUILD -> {}
    }
    columns.add(
        Column.of("period_start_date", ColumnType.DATE, "first day of the " + period.sqlUnit()));
    columns.add(Column.of("period_end_date", ColumnType.DATE, "day after the " + period.sqlUnit()));
    Metrics.of(entity).forEach(metric -> columns.add(column(metric, period)));
    columns.add(Column.of(
            "last_active_at", ColumnType.TIMESTAMP, "start of the last hour with any activity")
        .orUnknown());
    columns.add(UPDATED);
    TableDef.Builder table = TableDef.named(name(entity, period), Layer.ROLLUPS)
        .oneRowPer(grain(entity, period))
        .stored(entity == Entity.MEMBER ? Storage.BY_MONTH : Storage.MEMBER_FREE)
        .columns(columns)
        .by("period_start_date");
    return switch (entity) {
      case CHANNEL -> table.key("guild_id", "channel_id", "period_start_date").build();
      case MEMBER -> table.key("guild_id", "member_key", "period_start_date").build();
      case GUILD -> table.key("guild_id", "period_start_date").build();
    };
  }

  public static String name(Entity entity, Period period) {
    return entity.name().toLowerCase(Locale.ROOT) + "_" + period.adjective();
  }

  /** All nine, days before weeks before months. */
  public static List<TableDef> all() {
    List<TableDef> tables = new ArrayList<>();
    for (Period period : Period.values()) {
      for (Entity entity : Entity.values()) {
        tables.add(of(entity, period));
      }
    }
    return tables;
  }

  private static TableDef hours() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("activity_date", ColumnType.DATE, "day of hour_at"));
    columns.add(GUILD);
    columns.add(Column.of("hour_at", ColumnType.TIMESTAMP, "start of the UTC hour"));
    columns.add(Column.of(
        "channel_id", ColumnType.LONG, "channel, for threads the parent; 0 when it has none"));
    Metrics.SUMS.forEach(metric -> columns.add(column(metric, Period.DAY)));
    columns.add(UPDATED);
    return TableDef.named("channel_hourly", Layer.ROLLUPS)
        .oneRowPer("guild, hour and channel with any activity")
        .columns(columns)
        .key("guild_id", "hour_at", "channel_id")
        .by("activity_date")
        .build();
  }

  private static TableDef cube() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("activity_date", ColumnType.DATE, "day of hour_at"));
    columns.add(GUILD);
    columns.add(Column.of("hour_at", ColumnType.TIMESTAMP, "start of the UTC hour"));
    columns.add(Column.of(
        "channel_id", ColumnType.LONG, "channel, for threads the parent; 0 when it has none"));
    columns.add(Column.of("member_key", ColumnType.LONG, "member; 0 is the unknown member"));
    Metrics.SUMS.forEach(metric -> columns.add(column(metric, Period.DAY)));
    columns.add(UPDATED);
    return TableDef.named("activity_hourly", Layer.ACTIVITY)
        .oneRowPer("guild, hour, channel and member with any activity")
        .stored(Storage.BY_MONTH)
        .columns(columns)
        .key("guild_id", "hour_at", "channel_id", "member_key")
        .by("activity_date")
        .build();
  }

  private static Column column(Metric metric, Period period) {
    if (metric instanceof Metric.Distinct && period == Period.WEEK) {
      String doc = metric.doc() + " Unknown for a week over the end of a month when members have"
          + " new keys in the next (anonymous mode), or one of both months is sealed.";
      return Column.of(metric.name(), metric.type(), metric.unit(), doc).orUnknown();
    }
    Column column = Column.of(metric.name(), metric.type(), metric.unit(), metric.doc());
    boolean isAlwaysKnown = metric instanceof Metric.Sum
        || metric instanceof Metric.Distinct
        || metric instanceof Metric.DistinctIn;
    return isAlwaysKnown ? column : column.orUnknown();
  }

  private static String grain(Entity entity, Period period) {
    String when = period == Period.WEEK ? "ISO week" : period.sqlUnit();
    return switch (entity) {
      case CHANNEL -> "channel and " + when + " with any activity";
      case MEMBER -> "member and " + when + " with any activity";
      case GUILD -> "guild and " + when + " with any activity or any watched time";
    };
  }
}
