package dev.guildhouse.schema.metrics;

import static dev.guildhouse.schema.metrics.Metric.distinct;
import static dev.guildhouse.schema.metrics.Metric.sum;
import static dev.guildhouse.schema.metrics.Placements.LEFT_OUT;
import static dev.guildhouse.schema.metrics.Placements.MEMBERSHIP;
import static dev.guildhouse.schema.metrics.Placements.MODERATED;
import static dev.guildhouse.schema.metrics.Placements.OCCASION;
import static dev.guildhouse.schema.metrics.Placements.REACTED;
import static dev.guildhouse.schema.metrics.Placements.RECEIVED;
import static dev.guildhouse.schema.metrics.Placements.REMOVED;
import static dev.guildhouse.schema.metrics.Placements.REWARDED;
import static dev.guildhouse.schema.metrics.Placements.THREAD;
import static dev.guildhouse.schema.metrics.Placements.THREAD_BY_MEMBER;
import static dev.guildhouse.schema.metrics.Placements.VOICE;
import static dev.guildhouse.schema.metrics.Placements.VOTED;
import static dev.guildhouse.schema.metrics.Placements.WRITTEN;

import dev.guildhouse.schema.metrics.Metric.Coverage;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.metrics.Metric.DistinctIn;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metric.Level;
import dev.guildhouse.schema.metrics.Metric.Peak;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.tables.Unit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Every number of the rollups. To add one, declare it here: it becomes a column of the cube, of the
 * rollups it fits, of the dictionary and of every export.
 *
 * <p>Bots, webhooks and system messages are in none of them but {@link #BOT_MESSAGES}.
 */
public final class Metrics {
  public static final Sum MESSAGES_CREATED = sum("messages_created", Unit.MESSAGES)
      .over(WRITTEN)
      .doc("Every message, at its creation hour, whether it still stands or not.");

  public static final Sum MESSAGES_REMOVED = sum("messages_removed", Unit.MESSAGES)
      .over(REMOVED)
      .doc("Every delete, bulk deletes one by one, at the deletion hour.");

  public static final Sum MESSAGES = sum("messages", Unit.MESSAGES)
      .when(WRITTEN, "is_live")
      .doc("Live messages at their creation hour; a delete takes its message out of it.");

  public static final Sum POSTS = sum("posts", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND is_topic")
      .doc("Live messages that start a topic: a forum post, a thread's starter, or a channel"
          + " message that replies to none.");

  public static final Sum REPLIES = sum("replies", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND NOT is_topic")
      .doc("Live messages that reply to another, or stand in a thread and did not start it.");

  public static final Sum QUESTIONS = sum("questions", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND is_question")
      .doc("Live messages that ask something.");

  public static final Sum MESSAGES_EDITED = sum("messages_edited", Unit.MESSAGES)
      .when(WRITTEN, "edited_at IS NOT NULL")
      .doc("Messages really edited at least once, whether they still stand or not.");

  public static final Sum ATTACHMENTS = sum("attachments", Unit.ITEMS)
      .over(WRITTEN, "CASE WHEN is_live THEN attachments ELSE 0 END")
      .doc("Files on live messages.");

  public static final Sum EMBEDS = sum("embeds", Unit.ITEMS)
      .over(WRITTEN, "CASE WHEN is_live THEN embeds ELSE 0 END")
      .doc("Embeds on live messages, unfurled links included; the largest count seen.");

  public static final Sum STICKERS = sum("stickers", Unit.ITEMS)
      .over(WRITTEN, "CASE WHEN is_live THEN stickers ELSE 0 END")
      .doc("Stickers on live messages.");

  public static final Sum MENTIONS = sum("mentions", Unit.ITEMS)
      .over(WRITTEN, "CASE WHEN is_live THEN mentions ELSE 0 END")
      .doc("Members mentioned in live messages.");

  public static final Sum MESSAGES_WITH_FILES = sum("messages_with_files", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND attachments > 0")
      .doc("Live messages with a file.");

  public static final Sum MESSAGES_WITH_EMBEDS = sum("messages_with_embeds", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND embeds > 0")
      .doc("Live messages with an embed.");

  public static final Sum MESSAGES_WITH_STICKERS = sum("messages_with_stickers", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND stickers > 0")
      .doc("Live messages with a sticker.");

  public static final Sum MESSAGES_WITH_REACTIONS = sum("messages_with_reactions", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND reaction_score > 0")
      .doc("Live messages with a reaction that stands, given within 7 days of the message.");

  public static final Sum REACTIONS_GIVEN = sum("reactions_given", Unit.REACTIONS)
      .over(REACTED, "reactions")
      .doc("Reactions that still stand, at the hour of their last add, by reactor.");

  public static final Sum REACTIONS_RECEIVED = sum("reactions_received", Unit.REACTIONS)
      .over(RECEIVED, "reactions")
      .doc("Reactions that still stand, at the hour of their last add, by the author.");

  public static final Sum VOTES_UP = sum("votes_up", Unit.VOTES)
      .over(REACTED, "CASE WHEN vote > 0 THEN reactions ELSE 0 END")
      .doc("Standing reactions of the guild's up-vote emojis, by reactor.");

  public static final Sum VOTES_DOWN = sum("votes_down", Unit.VOTES)
      .over(REACTED, "CASE WHEN vote < 0 THEN reactions ELSE 0 END")
      .doc("Standing reactions of the guild's down-vote emojis, by reactor.");

  public static final Sum POLL_VOTES =
      sum("poll_votes", Unit.VOTES).over(VOTED).doc("Poll votes that still stand, by voter.");

  public static final Sum THREADS_CREATED = sum("threads_created", Unit.THREADS)
      .when(THREAD_BY_MEMBER, "change = 'created'")
      .doc("Threads and forum posts started, by the starter.");

  public static final Sum THREAD_JOINS = sum("thread_joins", Unit.MEMBERS)
      .when(THREAD_BY_MEMBER, "change = 'joined'")
      .doc("Joins of threads; a second join after leaving counts again.");

  public static final Sum THREAD_MESSAGES = sum("thread_messages", Unit.MESSAGES)
      .when(WRITTEN, "is_live AND thread_id <> 0")
      .doc("Live messages in threads.");

  public static final Sum THREADS_ARCHIVED = sum("threads_archived", Unit.THREADS)
      .only(Entity.CHANNEL, Entity.GUILD)
      .when(THREAD.byNobody(), "change = 'archived'")
      .doc("Threads archived; archiving again counts again.");

  public static final Sum VOICE_SECONDS = sum("voice_seconds", Unit.SECONDS)
      .over(VOICE, "voice_seconds")
      .doc("Time in voice, cut exactly at hour, day and month.");

  public static final Sum VOICE_SESSIONS = sum("voice_sessions", Unit.SESSIONS)
      .when(VOICE, "is_session_start")
      .doc("Stays in a voice channel of at least 60 s, at their first hour.");

  public static final Sum JOINS = sum("joins", Unit.MEMBERS)
      .only(Entity.GUILD, Entity.MEMBER)
      .when(MEMBERSHIP, "change = 'joined'")
      .doc("Joins of the guild, rejoins included.");

  public static final Sum LEAVES = sum("leaves", Unit.MEMBERS)
      .only(Entity.GUILD, Entity.MEMBER)
      .when(MEMBERSHIP, "change = 'left'")
      .doc("Members who left, were kicked or banned.");

  public static final Sum REWARD_AMOUNT = sum("reward_amount", Unit.RSNC)
      .decimal()
      .over(REWARDED, "amount")
      .doc("Completed reward grants, as an amount.");

  public static final Sum REWARDS =
      sum("rewards", Unit.ITEMS).over(REWARDED).doc("Completed reward grants.");

  public static final Sum AUTOMOD_HITS = sum("automod_hits", Unit.ITEMS)
      .when(MODERATED.by("target_key"), "kind = 'automod_hit'")
      .doc("AutoMod rules that fired, by the member they fired on.");

  public static final Sum FLAGS = sum("flags", Unit.ITEMS)
      .when(MODERATED.by("target_key"), "kind = 'flag'")
      .doc("Messages and members reported, by the flagged member, at the flag's hour.");

  public static final Sum MODERATOR_ACTIONS = sum("moderator_actions", Unit.ITEMS)
      .when(MODERATED, "kind = 'moderator_action'")
      .doc("What moderators did, by the moderator.");

  public static final Sum SCHEDULED_EVENTS = sum("scheduled_events", Unit.ITEMS)
      .only(Entity.GUILD)
      .when(OCCASION, "kind = 'scheduled_event'")
      .doc("Scheduled events made.");

  public static final Sum INVITES_CREATED = sum("invites_created", Unit.ITEMS)
      .only(Entity.GUILD, Entity.MEMBER)
      .when(OCCASION, "kind = 'invite_create'")
      .doc("Invites made.");

  public static final Sum INVITE_JOINS = sum("invite_joins", Unit.MEMBERS)
      .only(Entity.GUILD, Entity.MEMBER)
      .when(OCCASION, "kind = 'invite_join'")
      .doc("Members who came through an invite, by who came.");

  public static final Sum BOT_MESSAGES = sum("bot_messages", Unit.MESSAGES)
      .only(Entity.CHANNEL, Entity.GUILD)
      .over(LEFT_OUT)
      .doc("Live messages of bots, webhooks and Discord itself, which no other measure counts.");

  /** A message, a second of voice, a standing reaction given, or a thread started. */
  public static final String ACTIVE_ANY = String.join(
      " OR ",
      MESSAGES.isPositive(),
      VOICE_SECONDS.isPositive(),
      REACTIONS_GIVEN.isPositive(),
      THREADS_CREATED.isPositive());

  public static final Distinct UNIQUE_AUTHORS = distinct("unique_authors", Unit.MEMBERS)
      .where(MESSAGES.isPositive())
      .doc("Members with at least one live message; counted afresh for every period.");

  public static final Distinct UNIQUE_REACTORS = distinct("unique_reactors", Unit.MEMBERS)
      .where(REACTIONS_GIVEN.isPositive())
      .doc("Members with at least one standing reaction; counted afresh for every period.");

  public static final Distinct UNIQUE_VOICE_MEMBERS = distinct("unique_voice_members", Unit.MEMBERS)
      .where(VOICE_SECONDS.isPositive())
      .doc("Members with at least 1 s of voice; counted afresh for every period.");

  public static final Distinct ACTIVE_MEMBERS = distinct("active_members", Unit.MEMBERS)
      .where(ACTIVE_ANY)
      .doc("Members with a live message, a second of voice, a standing reaction given or a"
          + " thread started; counted afresh for every period.");

  /** Counted when it is asked for, over the very days asked; no rollup holds it. */
  public static final Distinct ACTIVE_CONTRIBUTORS = distinct("active_contributors", Unit.MEMBERS)
      .where(String.join(
          " OR ", MESSAGES.isPositive(), REACTIONS_GIVEN.isPositive(), POLL_VOTES.isPositive()))
      .doc("Members with a live message, a standing reaction given or a poll vote; counted afresh"
          + " for every period.");

  public static final DistinctIn THREADS_ACTIVE = new DistinctIn(
      "threads_active",
      Unit.THREADS,
      WRITTEN.where("is_counted AND is_live AND thread_id <> 0"),
      "thread_id",
      "Threads with a live message in the period.");

  public static final Peak PEAK_VOICE_MEMBERS = new Peak(
      "peak_voice_members", Unit.MEMBERS, "Most members in voice at one instant, by sweep.");

  public static final Level MEMBERS_TOTAL = new Level(
      "members_total",
      Unit.MEMBERS,
      "members",
      "Members at the end of the period, bots included; unknown when nobody counted.");

  public static final Level MEMBERS_BOTS =
      new Level("members_bots", Unit.MEMBERS, "bots", "Bots among them.");

  public static final Level CHANNELS_TEXT =
      new Level("channels_text", Unit.CHANNELS, "channels_text", "Text channels at the end.");

  public static final Level CHANNELS_VOICE =
      new Level("channels_voice", Unit.CHANNELS, "channels_voice", "Voice channels at the end.");

  public static final Level CHANNELS_FORUM =
      new Level("channels_forum", Unit.CHANNELS, "channels_forum", "Forums at the end.");

  public static final Level CHANNELS_STAGE =
      new Level("channels_stage", Unit.CHANNELS, "channels_stage", "Stages at the end.");

  public static final Level THREADS_OPEN =
      new Level("threads_open", Unit.THREADS, "threads_open", "Threads not archived at the end.");

  public static final List<Sum> SUMS = List.of(
      MESSAGES_CREATED,
      MESSAGES_REMOVED,
      MESSAGES,
      POSTS,
      REPLIES,
      QUESTIONS,
      MESSAGES_EDITED,
      ATTACHMENTS,
      EMBEDS,
      STICKERS,
      MENTIONS,
      MESSAGES_WITH_FILES,
      MESSAGES_WITH_EMBEDS,
      MESSAGES_WITH_STICKERS,
      MESSAGES_WITH_REACTIONS,
      REACTIONS_GIVEN,
      REACTIONS_RECEIVED,
      VOTES_UP,
      VOTES_DOWN,
      POLL_VOTES,
      THREADS_CREATED,
      THREAD_JOINS,
      THREAD_MESSAGES,
      THREADS_ARCHIVED,
      VOICE_SECONDS,
      VOICE_SESSIONS,
      JOINS,
      LEAVES,
      REWARD_AMOUNT,
      REWARDS,
      AUTOMOD_HITS,
      FLAGS,
      MODERATOR_ACTIONS,
      SCHEDULED_EVENTS,
      INVITES_CREATED,
      INVITE_JOINS,
      BOT_MESSAGES);

  public static final List<Distinct> DISTINCTS =
      List.of(UNIQUE_AUTHORS, UNIQUE_REACTORS, UNIQUE_VOICE_MEMBERS, ACTIVE_MEMBERS);

  public static final List<DistinctIn> DISTINCTS_IN = List.of(THREADS_ACTIVE);

  public static final List<Peak> PEAKS = List.of(PEAK_VOICE_MEMBERS);

  public static final List<Level> LEVELS = List.of(
      MEMBERS_TOTAL,
      MEMBERS_BOTS,
      CHANNELS_TEXT,
      CHANNELS_VOICE,
      CHANNELS_FORUM,
      CHANNELS_STAGE,
      THREADS_OPEN);

  /** The families of events that all must be watched before somebody is called inactive. */
  public static final List<String> ACTIVITY_FAMILIES = List.of("messages", "reactions", "voice");

  public static final List<Coverage> COVERAGES = Stream.of(
          "messages", "reactions", "voice", "members", "threads", "moderation")
      .map(family -> new Coverage(
          family + "_coverage",
          family,
          String.format(
              Locale.ROOT,
              "Share of the period in which %s were really watched; a gap is unknown,"
                  + " never zero.",
              inWords(family))))
      .toList();

  /** All of them, in the order of the rollups' columns. */
  public static final List<Metric> ALL = Stream.of(
          SUMS, DISTINCTS, DISTINCTS_IN, PEAKS, LEVELS, COVERAGES)
      .<Metric>flatMap(List::stream)
      .toList();

  private Metrics() {}

  /** What a family of events is, in words. */
  private static String inWords(String family) {
    return switch (family) {
      case "members" -> "joins and leaves";
      case "moderation" -> "flags, AutoMod hits and moderators' actions";
      default -> family;
    };
  }

  public static List<Sum> sumsOf(Entity entity) {
    return SUMS.stream().filter(metric -> metric.entities().contains(entity)).toList();
  }

  public static List<Metric> of(Entity entity) {
    return ALL.stream().filter(metric -> metric.entities().contains(entity)).toList();
  }
}
