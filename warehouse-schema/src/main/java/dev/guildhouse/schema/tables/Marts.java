package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.tables.TableDef.Storage;
import java.util.List;

/** What reports read beside the rollups. */
public final class Marts {
  private static final Column GUILD = Column.of("guild_id", ColumnType.LONG, "guild");

  public static final TableDef TOP_CONTENT = TableDef.named("top_content", Layer.MARTS)
      .oneRowPer("live message among the 50 (config) of its guild and day with most reactions")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of("content_date", ColumnType.DATE, "day on which the message was written"),
          GUILD,
          Column.of("rank", ColumnType.INT, "1 for the highest score; ties by message id"),
          Column.of("message_id", ColumnType.LONG, "message"),
          Column.of("channel_id", ColumnType.LONG, "channel it counts under"),
          Column.of("thread_id", ColumnType.LONG, "thread it stands in; 0 when none"),
          Column.of("member_key", ColumnType.LONG, "author; 0 when unknown or sealed"),
          Column.of(
              "reaction_score",
              ColumnType.LONG,
              Unit.REACTIONS,
              "standing reactions given within 7 days (config) of the message"),
          Column.of(
              "weighted_score",
              ColumnType.DOUBLE,
              Unit.POINTS,
              "the same, weighted by emoji (config)"),
          Column.of("updated_at", ColumnType.TIMESTAMP, "newest receipt of the message"))
      .key("guild_id", "content_date", "rank")
      .by("content_date")
      .build();

  public static final TableDef KEYWORD_DAILY = TableDef.named("keyword_daily", Layer.MARTS)
      .oneRowPer("keyword (config) that at least 5 members wrote in a channel on a day, and for the"
          + " guild as a whole")
      .stored(Storage.MEMBER_FREE)
      .columns(
          Column.of("keyword_date", ColumnType.DATE, "day on which the messages were written"),
          GUILD,
          Column.of("channel_id", ColumnType.LONG, "channel; 0 for the whole guild"),
          Column.of("keyword", ColumnType.STRING, "name that the configuration gives the words"),
          Column.of(
              "messages",
              ColumnType.LONG,
              Unit.MESSAGES,
              "live messages whose text holds one of the words"),
          Column.of("members", ColumnType.LONG, Unit.MEMBERS, "members who wrote them, at least 5"),
          Column.of("updated_at", ColumnType.TIMESTAMP, "newest receipt of the messages"))
      .key("guild_id", "keyword_date", "channel_id", "keyword")
      .by("keyword_date")
      .build();

  public static final TableDef GUILD_ROLLING = TableDef.named("guild_rolling", Layer.MARTS)
      .oneRowPer("guild and day, looking back from the end of it")
      .columns(
          Column.of("as_of_date", ColumnType.DATE, "last day of the windows"),
          GUILD,
          Column.of(
              "daily_active_members",
              ColumnType.LONG,
              Unit.MEMBERS,
              "DAU: members with any activity on the day"),
          Column.of(
                  "weekly_active_members",
                  ColumnType.LONG,
                  Unit.MEMBERS,
                  "WAU: members with any activity in the 7 days; unknown where the privacy"
                      + " mode cuts the window")
              .orUnknown(),
          Column.of(
                  "monthly_active_members",
                  ColumnType.LONG,
                  Unit.MEMBERS,
                  "MAU: members with any activity in the 30 days; unknown where the privacy"
                      + " mode cuts the window")
              .orUnknown(),
          Column.of(
                  "stickiness",
                  ColumnType.DOUBLE,
                  Unit.SHARE,
                  "mean DAU of the 30 days / MAU; unknown without any active member")
              .orUnknown())
      .key("guild_id", "as_of_date")
      .by("as_of_date")
      .build();

  public static final TableDef MEMBER_STATE = TableDef.named("member_state", Layer.MARTS)
      .oneRowPer("member ever active within the linkable window, as of the last day folded")
      .stored(Storage.WHOLE)
      .columns(
          Column.of("as_of_date", ColumnType.DATE, "last day folded into the row"),
          GUILD,
          Column.of("member_key", ColumnType.LONG, "member"),
          Column.of("first_active_date", ColumnType.DATE, "first day with any activity"),
          Column.of("last_active_date", ColumnType.DATE, "last day with any activity"),
          Column.of(
              "active_days_mask",
              ColumnType.LONG,
              "bit n is set when the member was active n days before as_of_date; 64 days"),
          Column.of(
              "streak_days",
              ColumnType.INT,
              Unit.DAYS,
              "consecutive active days that end exactly on as_of_date; 0 when it was none; a day"
                  + " covered less than half neither breaks nor counts"))
      .key("guild_id", "member_key")
      .by("as_of_date")
      .build();

  public static final TableDef RESTATEMENTS = TableDef.named("restatements", Layer.MARTS)
      .oneRowPer("number of a rollup of guilds or channels that a release changed after it had been"
          + " published: its day, week or month was over and filled")
      .columns(
          GUILD,
          Column.of("table_name", ColumnType.STRING, "the rollup, as guild_daily"),
          Column.of("channel_id", ColumnType.LONG, "channel; 0 for the guild itself"),
          Column.of("period_start_date", ColumnType.DATE, "first day of its period"),
          Column.of("metric", ColumnType.STRING, "which number of the row, by its column"),
          Column.of("release", ColumnType.LONG, "first release that has the new number"),
          Column.of(
                  "old_value",
                  ColumnType.DECIMAL,
                  "what was published, to 4 digits; unknown where nobody had counted, and after an"
                      + " erasure, because the difference is the erased member")
              .orUnknown(),
          Column.of("new_value", ColumnType.DECIMAL, "what holds since; unknown likewise")
              .orUnknown(),
          Column.of(
              "reason",
              ColumnType.STRING,
              "late, duplicate, delete, erasure or definition; several with commas between"),
          Column.of("run", ColumnType.LONG, "run that changed it"),
          Column.of("restated_at", ColumnType.TIMESTAMP, "when that run compared"))
      .key("guild_id", "table_name", "channel_id", "period_start_date", "metric", "release")
      .by("period_start_date")
      .build();

  public static final List<TableDef> ALL =
      List.of(TOP_CONTENT, KEYWORD_DAILY, GUILD_ROLLING, MEMBER_STATE, RESTATEMENTS);

  private Marts() {}
}
