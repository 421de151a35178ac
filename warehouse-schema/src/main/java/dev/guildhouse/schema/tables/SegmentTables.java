package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.tables.TableDef.Storage;
import java.util.List;

/** Where members stand, night by night: snapshots of what was known then. */
public final class SegmentTables {
  private static final Column AS_OF =
      Column.of("as_of_date", ColumnType.DATE, "last complete day before the night");
  private static final Column GUILD = Column.of("guild_id", ColumnType.LONG, "guild");

  public static final TableDef MEMBER_SEGMENTS = TableDef.named("member_segments", Layer.MARTS)
      .oneRowPer("night and member who was present and no bot; none in anonymous mode, where nobody"
          + " can be followed long enough")
      .stored(Storage.BY_MONTH)
      .columns(
          AS_OF,
          GUILD,
          Column.of("member_key", ColumnType.LONG, "member"),
          Column.of(
              "segment",
              ColumnType.STRING,
              "the first that holds of never_active, dormant, at_risk, new_users, whales,"
                  + " power_users, voice_regulars, else regular; unknown where too little was"
                  + " watched to tell"),
          flag("is_never_active", "no activity was ever seen"),
          flag(
                  "is_dormant",
                  "active once, not in the last 30 days (config); unknown below 90 % of"
                      + " coverage in them")
              .orUnknown(),
          flag(
                  "is_at_risk",
                  "activity fell improbably far below the member's own habit; unknown"
                      + " likewise")
              .orUnknown(),
          flag("is_new_user", "joined within the last 7 days (config)"),
          flag("is_whale", "among the top 5 % (config) of earners"),
          flag(
              "is_power_user",
              "active on 6 of the last 7 days (config) and in the top quarter by" + " messages"),
          flag("is_voice_regular", "5 voice sessions (config) in 7 days"),
          Column.of(
                  "idle_days", ColumnType.INT, Unit.DAYS, "complete days since the last active one")
              .orUnknown(),
          Column.of(
              "activity_score",
              ColumnType.DOUBLE,
              Unit.POINTS,
              "0 to 100: weighted midrank percentile among members active in 30 days, halved every"
                  + " 14 idle days (config)"))
      .key("guild_id", "member_key", "as_of_date")
      .by("as_of_date")
      .build();

  public static final TableDef SEGMENT_COUNTS = TableDef.named("segment_counts", Layer.MARTS)
      .oneRowPer("guild, night and segment, empty ones included")
      .columns(
          AS_OF,
          GUILD,
          Column.of("segment", ColumnType.STRING, "segment"),
          Column.of("members", ColumnType.LONG, Unit.MEMBERS, "members whose first segment it is"),
          Column.of(
              "flagged_members",
              ColumnType.LONG,
              Unit.MEMBERS,
              "members who meet its rule, whatever their first segment is"),
          Column.of(
              "members_total",
              ColumnType.LONG,
              Unit.MEMBERS,
              "members who were present and no bots"))
      .key("guild_id", "as_of_date", "segment")
      .by("as_of_date")
      .build();

  public static final TableDef SEGMENT_MOVES = TableDef.named("segment_moves", Layer.MARTS)
      .oneRowPer("guild, night, distance of 1, 7 or 30 days, segment then and segment now")
      .columns(
          AS_OF,
          GUILD,
          Column.of("days_apart", ColumnType.INT, Unit.DAYS, "how long before the night then was"),
          Column.of(
              "from_segment", ColumnType.STRING, "segment then; absent when not present then"),
          Column.of("to_segment", ColumnType.STRING, "segment now; absent when not present now"),
          Column.of("members", ColumnType.LONG, Unit.MEMBERS, "members who went that way"))
      .key("guild_id", "as_of_date", "days_apart", "from_segment", "to_segment")
      .by("as_of_date")
      .build();

  public static final List<TableDef> ALL = List.of(MEMBER_SEGMENTS, SEGMENT_COUNTS, SEGMENT_MOVES);

  private SegmentTables() {}

  private static Column flag(String name, String comment) {
    return Column.of(name, ColumnType.BOOLEAN, comment);
  }
}
