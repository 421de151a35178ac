package dev.guildhouse.schema.config;

import dev.guildhouse.schema.reports.Audience;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one guild: its own settings over {@code defaults} over the built-in ones.
 *
 * @param id Discord id; 0 in {@link Config#defaults()}
 * @param name for people to read
 * @param privacy how long members stay linkable
 * @param reports which reports go where
 * @param timeZone zone of hour-of-day and weekday tables
 * @param reactionWindowDays days after a message in which reactions count for it
 * @param votes which reactions are votes
 * @param emojiWeights weight of an emoji in the weighted score; one that is not named weighs 1
 * @param topContent messages per day in the ranking by reactions
 * @param voice what a voice session is
 */
public record GuildSettings(
    long id,
    @Nullable String name,
    Privacy privacy,
    Reports reports,
    ZoneId timeZone,
    int reactionWindowDays,
    Votes votes,
    Map<String, BigDecimal> emojiWeights,
    int topContent,
    Voice voice) {

  /** Whose secret a member's key is made under. */
  public enum PrivacyMode {
    /** One secret per guild. */
    PSEUDONYMOUS,
    /** One secret per guild and month. */
    ANONYMOUS
  }

  /**
   * How long members stay linkable.
   *
   * @param windowDays days after which a month is sealed in pseudonymous mode
   */
  public record Privacy(PrivacyMode mode, int windowDays) {}

  /** Which reports go where. */
  public record Reports(WeeklyCommunity weeklyCommunity) {}

  /**
   * The weekly community report.
   *
   * @param channel Discord id of the channel it is posted to; null when it is only written
   * @param audience who reads that channel
   */
  public record WeeklyCommunity(@Nullable Long channel, Audience audience) {}

  /** Emoji that are votes. */
  public record Votes(List<String> up, List<String> down) {
    public Votes {
      up = List.copyOf(up);
      down = List.copyOf(down);
    }
  }

  /** What a voice session is. */
  public record Voice(int minimumSessionSeconds) {}

  public GuildSettings {
    emojiWeights = Map.copyOf(emojiWeights);
  }

  /** The same settings for a guild that has none of its own. */
  GuildSettings forGuild(long guildId) {
    return new GuildSettings(
        guildId,
        null,
        privacy,
        reports,
        timeZone,
        reactionWindowDays,
        votes,
        emojiWeights,
        topContent,
        voice);
  }
}
