package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.substring_index;

import org.apache.spark.sql.Column;

/** What the configuration calls an emoji: events tell a custom one as {@code name:id}. */
public final class EmojiName {
  private EmojiName() {}

  public static Column of(Column emoji) {
    return substring_index(emoji, ":", 1);
  }
}
