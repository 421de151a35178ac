package dev.guildhouse.schema.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of raw events. A type is stored as its {@link #code()}, which never changes and is never
 * used again; JSON and CSV write its lower-case name.
 */
public enum EventType {
  MESSAGE_CREATE(1, Subject.MESSAGE, Family.MESSAGES, "a message was written"),
  MESSAGE_UPDATE(
      2, Subject.MESSAGE, Family.MESSAGES, "a message was edited, or its links unfurled"),
  MESSAGE_DELETE(3, Subject.MESSAGE, Family.MESSAGES, "a message was deleted, singly or in bulk"),
  MESSAGE_APPROVE(4, Subject.MESSAGE, Family.MESSAGES, "a pending message was approved"),
  MESSAGE_RESTORE(5, Subject.MESSAGE, Family.MESSAGES, "a deleted message was put back"),

  REACTION_ADD(10, Subject.MESSAGE, Family.REACTIONS, "a reaction was given"),
  REACTION_REMOVE(11, Subject.MESSAGE, Family.REACTIONS, "a reaction was taken back"),
  REACTION_REMOVE_ALL(12, Subject.MESSAGE, Family.REACTIONS, "all reactions were cleared"),
  REACTION_REMOVE_EMOJI(13, Subject.MESSAGE, Family.REACTIONS, "one emoji was cleared"),
  REACTION_SNAPSHOT(14, Subject.MESSAGE, Family.REACTIONS, "reactions of one emoji as found later"),

  THREAD_CREATE(20, Subject.THREAD, Family.THREADS, "a thread was started"),
  THREAD_UPDATE(21, Subject.THREAD, Family.THREADS, "a thread was archived, reopened or tagged"),
  THREAD_DELETE(22, Subject.THREAD, Family.THREADS, "a thread was deleted"),
  THREAD_MEMBER_JOIN(23, Subject.THREAD, Family.THREADS, "a member joined a thread"),
  THREAD_MEMBER_LEAVE(24, Subject.THREAD, Family.THREADS, "a member left a thread"),

  MEMBER_JOIN(30, Subject.MOMENT, Family.MEMBERS, "a member joined the guild"),
  MEMBER_LEAVE(31, Subject.MOMENT, Family.MEMBERS, "a member left the guild, or was kicked"),
  MEMBER_UPDATE(32, Subject.MOMENT, Family.MEMBERS, "a member's roles changed"),
  MEMBER_BAN(33, Subject.MOMENT, Family.MEMBERS, "a member was banned"),
  MEMBER_SNAPSHOT(34, Subject.MOMENT, Family.MEMBERS, "a member who is present"),

  VOICE_JOIN(40, Subject.MOMENT, Family.VOICE, "a member entered a voice channel"),
  VOICE_MOVE(41, Subject.MOMENT, Family.VOICE, "a member changed the voice channel"),
  VOICE_LEAVE(42, Subject.MOMENT, Family.VOICE, "a member left voice"),
  VOICE_STATE(43, Subject.MOMENT, Family.VOICE, "a member in voice was seen, muted or not"),

  CHANNEL_CREATE(50, Subject.MOMENT, Family.GUILD, "a channel was made"),
  CHANNEL_UPDATE(51, Subject.MOMENT, Family.GUILD, "a channel was renamed, moved or seen"),
  CHANNEL_DELETE(52, Subject.MOMENT, Family.GUILD, "a channel was deleted"),
  ROLE_CREATE(53, Subject.MOMENT, Family.GUILD, "a role was made"),
  ROLE_UPDATE(54, Subject.MOMENT, Family.GUILD, "a role was changed"),
  ROLE_DELETE(55, Subject.MOMENT, Family.GUILD, "a role was deleted"),

  AUTOMOD_HIT(60, Subject.MOMENT, Family.MODERATION, "an AutoMod rule fired"),
  FLAG(61, Subject.MOMENT, Family.MODERATION, "a message or member was reported"),
  MODERATOR_ACTION(62, Subject.MOMENT, Family.MODERATION, "a moderator acted"),
  ESCALATION(
      63, Subject.MESSAGE, Family.MESSAGES, "a message pinged a role that escalations go to"),

  POLL_VOTE_ADD(70, Subject.MESSAGE, Family.REACTIONS, "a poll vote was given"),
  POLL_VOTE_REMOVE(71, Subject.MESSAGE, Family.REACTIONS, "a poll vote was taken back"),

  SCHEDULED_EVENT(80, Subject.MOMENT, Family.GUILD, "a scheduled event was made"),
  INVITE_CREATE(81, Subject.MOMENT, Family.MEMBERS, "an invite was made"),
  INVITE_JOIN(82, Subject.MOMENT, Family.MEMBERS, "a member came through an invite"),

  REWARD_GRANT(90, Subject.MOMENT, Family.REWARDS, "a reward was granted, or its status changed"),

  GUILD_SNAPSHOT(100, Subject.MOMENT, Family.GUILD, "members and channels of the guild, counted"),

  COLLECTOR_START(110, Subject.MOMENT, Family.COVERAGE, "a collector session began"),
  COLLECTOR_HEARTBEAT(111, Subject.MOMENT, Family.COVERAGE, "a stretch of time was watched"),
  COLLECTOR_GAP(112, Subject.MOMENT, Family.COVERAGE, "a stretch of time was not watched"),
  COLLECTOR_END(113, Subject.MOMENT, Family.COVERAGE, "a collector session ended");

  /** What an event is about, and so on which day its facts are folded. */
  public enum Subject {
    /** A message: the day inside the message's id, whenever the event comes. */
    MESSAGE,
    /** A thread: the day inside the thread's id. */
    THREAD,
    /** The moment itself: the day of {@code event_at}. */
    MOMENT
  }

  /** Kinds of events that are watched, or missed, together. */
  public enum Family {
    MESSAGES,
    REACTIONS,
    THREADS,
    MEMBERS,
    VOICE,
    GUILD,
    MODERATION,
    REWARDS,
    /** The collector's own word on what it watched. */
    COVERAGE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Map<Integer, EventType> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::code, Function.identity()));
  private static final Map<String, EventType> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::text, Function.identity()));

  private final int code;
  private final Subject subject;
  private final Family family;
  private final String meaning;

  EventType(int code, Subject subject, Family family, String meaning) {
    this.code = code;
    this.subject = subject;
    this.family = family;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public Subject subject() {
    return subject;
  }

  public Family family() {
    return family;
  }

  /** What happened, in half a sentence. */
  public String meaning() {
    return meaning;
  }

  /** As JSON Lines and CSV write it: {@code message_create}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<EventType> ofText(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  public static Optional<EventType> ofCode(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
