package dev.guildhouse.collector.live.guilds;

import java.util.Locale;

/** Kinds of channels, as tables name them. */
public enum ChannelKind {
  TEXT,
  VOICE,
  CATEGORY,
  ANNOUNCEMENT,
  STAGE,
  FORUM,
  /** A directory, or what Discord has yet to invent. */
  OTHER;

  /** Of Discord's number. */
  public static ChannelKind of(int type) {
    return switch (type) {
      case 0 -> TEXT;
      case 2 -> VOICE;
      case 4 -> CATEGORY;
      case 5 -> ANNOUNCEMENT;
      case 13 -> STAGE;
      case 15, 16 -> FORUM;
      default -> OTHER;
    };
  }

  /** Whether Discord's number is that of a thread. */
  public static boolean isThread(int type) {
    return type >= 10 && type <= 12;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
