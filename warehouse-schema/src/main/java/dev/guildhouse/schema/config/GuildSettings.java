package dev.guildhouse.schema.config;

import dev.guildhouse.schema.reports.Audience;
import java.math.BigDecimal;
import java.time.LocalDate;
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
 * @param reports where each report goes that is named, by its name
 * @param moderators who moderates, and where
 * @param ignoredChannels Discord ids of channels that no number counts
 * @param trustRoles roles that tell how far a member is trusted, the highest first
 * @param timeZone zone of hour-of-day and weekday tables
 * @param reactionWindowDays days after a message in which reactions count for it
 * @param votes which reactions are votes
 * @param emojiWeights weight of an emoji in the weighted score; one that is not named weighs 1
 * @param topContent messages per day in the ranking by reactions
 * @param voice what a voice session is
 * @param support what calls for help, and what answers it
 * @param segments what makes the segments of members
 * @param score what makes the activity score
 * @param kpis when a missed target is an alert
 * @param alerts where alerts go, and when
 * @param drafts which posts are drafted, and where they go
 * @param rewardTriggers what each reward trigger stands for, by its name
 * @param annotations announcements and events whose effect is to be seen
 */
public record GuildSettings(
    long id,
    @Nullable String name,
    Privacy privacy,
    Map<String, ReportSettings> reports,
    Moderators moderators,
    List<Long> ignoredChannels,
    List<TrustRole> trustRoles,
    ZoneId timeZone,
    int reactionWindowDays,
    Votes votes,
    Map<String, BigDecimal> emojiWeights,
    int topContent,
    Voice voice,
    Support support,
    SegmentSettings segments,
    ScoreSettings score,
    KpiSettings kpis,
    AlertSettings alerts,
    DraftSettings drafts,
    Map<String, String> rewardTriggers,
    List<Annotation> annotations) {

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

  /**
   * Where a report goes.
   *
   * @param channel Discord id of the channel it is posted to; null when it is only written
   * @param audience who reads that channel
   */
  public record ReportSettings(@Nullable Long channel, Audience audience) {
    /** What holds for a report that the configuration does not name. */
    public static final ReportSettings NONE = new ReportSettings(null, Audience.MODERATORS);
  }

  /**
   * Who moderates, and where.
   *
   * @param roles Discord ids of roles that may give moderators' commands
   * @param channels Discord ids of channels that moderators alone read
   */
  public record Moderators(List<Long> roles, List<Long> channels) {
    public Moderators {
      roles = List.copyOf(roles);
      channels = List.copyOf(channels);
    }
  }

  /**
   * A role that tells how far a member is trusted.
   *
   * @param role Discord id
   * @param name for people to read
   */
  public record TrustRole(long role, String name) {}

  /** Emoji that are votes. */
  public record Votes(List<String> up, List<String> down) {
    public Votes {
      up = List.copyOf(up);
      down = List.copyOf(down);
    }
  }

  /**
   * Something that may have changed what people do.
   *
   * @param date the UTC day on which it was
   * @param title for people to read
   * @param channels Discord ids of the channels that it was about
   */
  public record Annotation(LocalDate date, String title, List<Long> channels) {
    public Annotation {
      channels = List.copyOf(channels);
    }
  }

  /** What a voice session is. */
  public record Voice(int minimumSessionSeconds) {}

  /**
   * What calls for help, and what answers it.
   *
   * @param unansweredHours hours without a reply by another member after which a thread or question
   *     is unanswered
   * @param helpChannels Discord ids of channels in which whoever starts a thread asks something
   * @param escalationRoles Discord ids of roles that are pinged when a matter must go higher
   * @param acceptedEmoji reactions by which the owner of a thread accepts an answer
   * @param positiveEmoji reactions that praise a reply
   * @param flagEmoji reactions that report a message to moderators
   * @param keywords words and phrases to count in messages, by the name of their group
   */
  public record Support(
      int unansweredHours,
      List<Long> helpChannels,
      List<Long> escalationRoles,
      List<String> acceptedEmoji,
      List<String> positiveEmoji,
      List<String> flagEmoji,
      Map<String, List<String>> keywords) {
    /** Nothing configured that the collector looks for. */
    public static final Support NONE =
        new Support(1, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    public Support {
      helpChannels = List.copyOf(helpChannels);
      escalationRoles = List.copyOf(escalationRoles);
      acceptedEmoji = List.copyOf(acceptedEmoji);
      positiveEmoji = List.copyOf(positiveEmoji);
      flagEmoji = List.copyOf(flagEmoji);
      keywords = Map.copyOf(keywords);
    }
  }

  public GuildSettings {
    reports = Map.copyOf(reports);
    ignoredChannels = List.copyOf(ignoredChannels);
    trustRoles = List.copyOf(trustRoles);
    emojiWeights = Map.copyOf(emojiWeights);
    rewardTriggers = Map.copyOf(rewardTriggers);
    annotations = List.copyOf(annotations);
  }

  /** Where a report goes, whether it is named or not. */
  public ReportSettings report(String reportName) {
    return reports.getOrDefault(reportName, ReportSettings.NONE);
  }

  /** The same settings for a guild that has none of its own. */
  GuildSettings forGuild(long guildId) {
    return new GuildSettings(
        guildId,
        null,
        privacy,
        reports,
        moderators,
        ignoredChannels,
        trustRoles,
        timeZone,
        reactionWindowDays,
        votes,
        emojiWeights,
        topContent,
        voice,
        support,
        segments,
        score,
        kpis,
        alerts,
        drafts,
        rewardTriggers,
        annotations);
  }
}
