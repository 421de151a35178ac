package dev.guildhouse.collector.simulate.truth;

import java.util.Locale;

/** The additive measures, named as tables name them. */
public enum Measure {
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
  /** Booked in ten-thousandths, the digits that the column holds. */
  REWARD_AMOUNT,
  REWARDS,
  AUTOMOD_HITS,
  FLAGS,
  MODERATOR_ACTIONS,
  SCHEDULED_EVENTS,
  INVITES_CREATED,
  INVITE_JOINS,
  BOT_MESSAGES;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The column's name. */
  public String text() {
    return text;
  }

  /** Its place in an array of all measures; never stored. */
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  /** Digits behind the point of a booked number. */
  public int scale() {
    return this == REWARD_AMOUNT ? 4 : 0;
  }
}
