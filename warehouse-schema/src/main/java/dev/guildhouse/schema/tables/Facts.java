package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.tables.TableDef.Storage;
import java.util.List;

/**
 * The facts: what is true of each message, reaction, stay and so on once all its events are folded.
 * Each stands on the day it counts on.
 */
public final class Facts {
  public static final TableDef MESSAGES = TableDef.named("messages", Layer.FACTS)
      .oneRowPer("message, deleted ones included")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of("created_date", ColumnType.DATE, "day of created_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("message_id", ColumnType.LONG, "message"),
          Column.of("created_at", ColumnType.TIMESTAMP, "when it was written"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("thread_id", ColumnType.LONG, "thread; 0 when none"),
          Column.of("member_key", ColumnType.LONG, "author; 0 when unknown"),
          Column.of("target_key", ColumnType.LONG, "author replied to; 0 when none or unknown"),
          Column.of(
              "is_counted",
              ColumnType.BOOLEAN,
              "whether measures count it: no bot, webhook or system message"),
          Column.of("is_bot", ColumnType.BOOLEAN, "whether a bot or webhook wrote it"),
          Column.of(
              "is_live",
              ColumnType.BOOLEAN,
              "whether it stands: not deleted, not waiting for approval"),
          Column.of(
              "is_topic", ColumnType.BOOLEAN, "whether it starts a topic; else it is a reply"),
          Column.of(
                  "is_question",
                  ColumnType.BOOLEAN,
                  "whether it asks something; unknown without its text")
              .orUnknown(),
          Column.of(
                  "has_poll",
                  ColumnType.BOOLEAN,
                  "whether it holds a poll; unknown without its content")
              .orUnknown(),
          Column.of("attachments", ColumnType.INT, Unit.ITEMS, "files").orUnknown(),
          Column.of("embeds", ColumnType.INT, Unit.ITEMS, "largest number of embeds seen")
              .orUnknown(),
          Column.of("stickers", ColumnType.INT, Unit.ITEMS, "stickers").orUnknown(),
          Column.of("mentions", ColumnType.INT, Unit.ITEMS, "members mentioned").orUnknown(),
          Column.of("role_mentions", ColumnType.INT, Unit.ITEMS, "roles mentioned")
              .orUnknown(),
          Column.of("text_length", ColumnType.INT, Unit.CHARACTERS, "length of the newest text")
              .orUnknown(),
          Column.of(
                  "keywords",
                  ColumnType.STRING,
                  "names of the guild's keywords (config) that the newest text holds, with commas"
                      + " between; unknown when none, or without the text")
              .orUnknown(),
          Column.of("edited_at", ColumnType.TIMESTAMP, "newest real edit").orUnknown(),
          Column.of(
              "reaction_score",
              ColumnType.LONG,
              Unit.REACTIONS,
              "standing reactions given within 7 days (config) of it"),
          Column.of(
              "weighted_score",
              ColumnType.DOUBLE,
              Unit.POINTS,
              "the same, weighted by emoji (config)"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "message_id")
      .by("created_date")
      .build();

  public static final TableDef REMOVALS = TableDef.named("removals", Layer.FACTS)
      .oneRowPer("removal of a message")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of(
              "subject_date", ColumnType.DATE, "day inside the message id, on which it is folded"),
          Column.of("removed_date", ColumnType.DATE, "day of removed_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("message_id", ColumnType.LONG, "message"),
          Column.of("removed_at", ColumnType.TIMESTAMP, "when it was deleted"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("member_key", ColumnType.LONG, "author; 0 when unknown"),
          Column.of(
              "is_counted",
              ColumnType.BOOLEAN,
              "whether measures count it: no bot, webhook or system message"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "message_id", "removed_at")
      .by("subject_date", "removed_date")
      .build();

  public static final TableDef REACTIONS = TableDef.named("reactions", Layer.FACTS)
      .oneRowPer(
          "message, emoji and member whose reaction stands; of unknown members one row per message and emoji")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of(
              "subject_date", ColumnType.DATE, "day inside the message id, on which it is folded"),
          Column.of("added_date", ColumnType.DATE, "day of added_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("message_id", ColumnType.LONG, "message reacted to"),
          Column.of("emoji", ColumnType.STRING, "emoji"),
          Column.of("member_key", ColumnType.LONG, "who reacted; 0 when unknown"),
          Column.of("target_key", ColumnType.LONG, "author of the message; 0 when unknown"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of(
              "added_at",
              ColumnType.TIMESTAMP,
              "when the standing reaction was given; the time of the message when estimated"),
          Column.of(
              "reactions",
              ColumnType.LONG,
              Unit.REACTIONS,
              "how many stand: 1, or for unknown members their number"),
          Column.of(
              "vote",
              ColumnType.INT,
              Unit.VOTES,
              "1 for an up-vote, -1 for a down-vote, else 0 (config)"),
          Column.of("is_estimated", ColumnType.BOOLEAN, "whether the time is that of the message"),
          Column.of(
              "is_counted",
              ColumnType.BOOLEAN,
              "whether measures count it: no bot, webhook or system message"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "message_id", "emoji", "member_key")
      .by("subject_date", "added_date")
      .build();

  public static final TableDef POLLS = TableDef.named("polls", Layer.FACTS)
      .oneRowPer("message, answer and member whose poll vote stands")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of(
              "subject_date", ColumnType.DATE, "day inside the message id, on which it is folded"),
          Column.of("voted_date", ColumnType.DATE, "day of voted_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("message_id", ColumnType.LONG, "message that holds the poll"),
          Column.of("answer", ColumnType.STRING, "answer voted for"),
          Column.of("member_key", ColumnType.LONG, "who voted"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("voted_at", ColumnType.TIMESTAMP, "when the standing vote was given"),
          Column.of(
              "is_counted",
              ColumnType.BOOLEAN,
              "whether measures count it: no bot, webhook or system message"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "message_id", "answer", "member_key")
      .by("subject_date", "voted_date")
      .build();

  public static final TableDef THREADS = TableDef.named("threads", Layer.FACTS)
      .oneRowPer("thread and change of it that counts")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of(
              "subject_date", ColumnType.DATE, "day inside the thread id, on which it is folded"),
          Column.of("changed_date", ColumnType.DATE, "day of changed_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("thread_id", ColumnType.LONG, "thread"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("changed_at", ColumnType.TIMESTAMP, "when it changed"),
          Column.of(
              "change",
              ColumnType.STRING,
              "created, joined, left, archived, reopened, solved, unsolved, escalated,"
                  + " deescalated or deleted"),
          Column.of(
              "member_key", ColumnType.LONG, "owner, or who joined or left; 0 for other changes"),
          Column.of(
              "is_counted",
              ColumnType.BOOLEAN,
              "whether measures count it: no bot, webhook or system message"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "thread_id", "changed_at", "change", "member_key")
      .by("subject_date", "changed_date")
      .build();

  public static final TableDef VOICE_SESSIONS = TableDef.named("voice_sessions", Layer.FACTS)
      .oneRowPer("member, stay in a voice channel and hour of it")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of("voice_date", ColumnType.DATE, "day of started_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("member_key", ColumnType.LONG, "who was in voice"),
          Column.of(
              "session_started_at", ColumnType.TIMESTAMP, "when the stay in this channel began"),
          Column.of("started_at", ColumnType.TIMESTAMP, "start of this piece, to the second"),
          Column.of("ended_at", ColumnType.TIMESTAMP, "end of this piece, to the second"),
          Column.of("voice_seconds", ColumnType.LONG, Unit.SECONDS, "length of this piece"),
          Column.of(
              "is_session_start",
              ColumnType.BOOLEAN,
              "whether the stay begins with this piece and lasts 60 s (config) or more"),
          Column.of(
              "is_open", ColumnType.BOOLEAN, "whether the stay goes on at the end of the day"),
          Column.of(
              "is_cut",
              ColumnType.BOOLEAN,
              "whether it ends at the last proof of life before a gap"),
          Column.of(
              "is_counted",
              ColumnType.BOOLEAN,
              "whether measures count it: no bot, webhook or system message"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "member_key", "started_at", "channel_id")
      .by("voice_date")
      .build();

  public static final TableDef MEMBERSHIPS = TableDef.named("memberships", Layer.FACTS)
      .oneRowPer("join or leave that counts")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of("changed_date", ColumnType.DATE, "day of changed_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("member_key", ColumnType.LONG, "who joined or left"),
          Column.of("changed_at", ColumnType.TIMESTAMP, "when"),
          Column.of("change", ColumnType.STRING, "joined or left"),
          Column.of(
              "is_counted",
              ColumnType.BOOLEAN,
              "whether measures count it: no bot, webhook or system message"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "member_key", "changed_at", "change")
      .by("changed_date")
      .build();

  public static final TableDef MEMBERS = TableDef.named("members", Layer.FACTS)
      .oneRowPer("member of whom a join, a leave or a snapshot of the present ones told within the"
          + " linkable window, as of the last day folded")
      .stored(Storage.WHOLE)
      .columns(
          Column.of("as_of_date", ColumnType.DATE, "last day folded into the row"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("member_key", ColumnType.LONG, "member"),
          Column.of("is_bot", ColumnType.BOOLEAN, "whether it is a bot"),
          Column.of("first_joined_at", ColumnType.TIMESTAMP, "first join").orUnknown(),
          Column.of("joined_at", ColumnType.TIMESTAMP, "last join").orUnknown(),
          Column.of("left_at", ColumnType.TIMESTAMP, "last leave").orUnknown(),
          Column.of("first_seen_at", ColumnType.TIMESTAMP, "first snapshot that names the member")
              .orUnknown(),
          Column.of("seen_at", ColumnType.TIMESTAMP, "last snapshot that names the member")
              .orUnknown(),
          Column.of(
                  "trust_level",
                  ColumnType.STRING,
                  "name of the member's highest role that tells trust (config), as of that snapshot;"
                      + " unknown when none does")
              .orUnknown())
      .key("guild_id", "member_key")
      .by("as_of_date")
      .build();

  public static final TableDef REWARDS = TableDef.named("rewards", Layer.FACTS)
      .oneRowPer("reward grant")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of("granted_date", ColumnType.DATE, "day of granted_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("reward_id", ColumnType.LONG, "the grant"),
          Column.of("granted_at", ColumnType.TIMESTAMP, "when it was granted"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("member_key", ColumnType.LONG, "who got it"),
          Column.of("reward_trigger", ColumnType.STRING, "what it was for").orUnknown(),
          Column.of("amount", ColumnType.DECIMAL, Unit.RSNC, "how much"),
          Column.of("reward_status", ColumnType.STRING, "pending, completed or failed"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "reward_id")
      .by("granted_date")
      .build();

  public static final TableDef MODERATION = TableDef.named("moderation", Layer.FACTS)
      .oneRowPer("AutoMod hit, flag, moderator action or ping of a role that escalations go to")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of("happened_date", ColumnType.DATE, "day of happened_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("case_id", ColumnType.LONG, "the event"),
          Column.of("kind", ColumnType.STRING, "automod_hit, flag, moderator_action or escalation"),
          Column.of("happened_at", ColumnType.TIMESTAMP, "when"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("message_id", ColumnType.LONG, "message it is about; 0 when none"),
          Column.of(
              "member_key",
              ColumnType.LONG,
              "moderator who acted, who flagged, or who pinged; 0 when unknown"),
          Column.of("target_key", ColumnType.LONG, "member acted on; 0 when unknown"),
          Column.of(
              "is_counted", ColumnType.BOOLEAN, "whether measures count it: no action of a bot"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "kind", "case_id")
      .by("happened_date")
      .build();

  public static final TableDef OCCASIONS = TableDef.named("occasions", Layer.FACTS)
      .oneRowPer("scheduled event made, invite made, or join through an invite")
      .stored(Storage.BY_MONTH)
      .columns(
          Column.of("happened_date", ColumnType.DATE, "day of happened_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("occasion_id", ColumnType.LONG, "the event"),
          Column.of("kind", ColumnType.STRING, "scheduled_event, invite_create or invite_join"),
          Column.of("happened_at", ColumnType.TIMESTAMP, "when"),
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          Column.of("member_key", ColumnType.LONG, "who did it; 0 when unknown"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "kind", "occasion_id")
      .by("happened_date")
      .build();

  public static final TableDef CHANNELS = TableDef.named("channels", Layer.FACTS)
      .oneRowPer("channel and day on which it changed or was seen")
      .stored(Storage.MEMBER_FREE)
      .columns(
          Column.of("changed_date", ColumnType.DATE, "day"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("channel_id", ColumnType.LONG, "channel"),
          Column.of("parent_channel_id", ColumnType.LONG, "category; 0 when none"),
          Column.of("channel_name", ColumnType.STRING, "last name of that day").orUnknown(),
          Column.of(
                  "channel_type",
                  ColumnType.STRING,
                  "text, voice, forum, stage, announcement, category")
              .orUnknown(),
          Column.of(
                  "user_limit",
                  ColumnType.INT,
                  Unit.MEMBERS,
                  "how many may be in voice at once, 0 for as many as like; unknown when nobody told")
              .orUnknown(),
          Column.of(
              "is_deleted", ColumnType.BOOLEAN, "whether it was deleted at the end of that day"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "channel_id", "changed_date")
      .by("changed_date")
      .build();

  public static final TableDef GUILD_SNAPSHOTS = TableDef.named("guild_snapshots", Layer.FACTS)
      .oneRowPer("count of a guild")
      .stored(Storage.MEMBER_FREE)
      .columns(
          Column.of("snapshot_date", ColumnType.DATE, "day of snapshot_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("snapshot_at", ColumnType.TIMESTAMP, "when it was counted"),
          Column.of("members", ColumnType.LONG, Unit.MEMBERS, "members, bots included")
              .orUnknown(),
          Column.of("bots", ColumnType.LONG, Unit.MEMBERS, "bots").orUnknown(),
          Column.of("channels_text", ColumnType.LONG, Unit.CHANNELS, "text channels")
              .orUnknown(),
          Column.of("channels_voice", ColumnType.LONG, Unit.CHANNELS, "voice channels")
              .orUnknown(),
          Column.of("channels_forum", ColumnType.LONG, Unit.CHANNELS, "forums").orUnknown(),
          Column.of("channels_stage", ColumnType.LONG, Unit.CHANNELS, "stages").orUnknown(),
          Column.of("channels_category", ColumnType.LONG, Unit.CHANNELS, "categories")
              .orUnknown(),
          Column.of("threads_open", ColumnType.LONG, Unit.THREADS, "threads not archived")
              .orUnknown(),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "snapshot_at")
      .by("snapshot_date")
      .build();

  public static final TableDef COLLECTOR_COVERAGE = TableDef.named(
          "collector_coverage", Layer.FACTS)
      .oneRowPer("guild, channel, event family and hour that was watched at least in part")
      .stored(Storage.MEMBER_FREE)
      .columns(
          Column.of("covered_date", ColumnType.DATE, "day of hour_at"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("channel_id", ColumnType.LONG, "channel; 0 for the whole guild"),
          Column.of("family", ColumnType.STRING, "family of events"),
          Column.of("hour_at", ColumnType.TIMESTAMP, "start of the hour"),
          Column.of(
              "covered_seconds",
              ColumnType.LONG,
              Unit.SECONDS,
              "seconds of the hour that were watched"),
          Column.of(
              "updated_at",
              ColumnType.TIMESTAMP,
              "newest receipt among the events it was folded from"))
      .key("guild_id", "channel_id", "family", "hour_at")
      .by("covered_date")
      .build();

  public static final List<TableDef> ALL = List.of(
      MESSAGES,
      REMOVALS,
      REACTIONS,
      POLLS,
      THREADS,
      VOICE_SESSIONS,
      MEMBERSHIPS,
      MEMBERS,
      REWARDS,
      MODERATION,
      OCCASIONS,
      CHANNELS,
      GUILD_SNAPSHOTS,
      COLLECTOR_COVERAGE);

  private Facts() {}
}
