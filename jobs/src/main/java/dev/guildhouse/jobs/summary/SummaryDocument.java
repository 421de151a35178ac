package dev.guildhouse.jobs.summary;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.guildhouse.schema.reports.ReportJson;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The summary as its JSON holds it. Discord ids are text. A number that nobody can tell is null, and
 * {@code notAvailable} or its own {@code state} says why; null is never zero.
 *
 * @param schemaVersion grows when something is added
 * @param guildId Discord id
 * @param guildName as the guild calls itself, or its id
 * @param audience {@code moderators} or {@code public}
 * @param window the days
 * @param release the release of the tables that all numbers are of
 * @param coverage how much of the window was watched
 * @param headline the main numbers beside the same number of days before
 * @param topChannels by messages
 * @param topMembers by messages, under export pseudonyms; empty for the public
 * @param topContent by reactions; empty for the public
 * @param segments where the present members stand on the last night of the window
 * @param segmentMoves who went where in the 7 days up to it
 * @param kpis every target with the last period that was judged
 * @param retention weeks of the window: new, retained, resurrected, lapsed
 * @param anomalies hours and days unlike the weeks before
 * @param heatMapPeaks the busiest watched hours of the week, by messages per watched hour
 * @param supportSignals who waits for an answer
 * @param moderation flags, AutoMod and moderator actions
 * @param insights statements that follow from the rest
 * @param notAvailable which parts cannot be told, and why
 */
public record SummaryDocument(
    int schemaVersion,
    String guildId,
    String guildName,
    String audience,
    Window window,
    long release,
    List<Coverage> coverage,
    List<Measure> headline,
    List<TopChannel> topChannels,
    List<TopMember> topMembers,
    List<TopContent> topContent,
    List<SegmentShare> segments,
    List<SegmentMove> segmentMoves,
    List<Kpi> kpis,
    List<RetentionWeek> retention,
    List<Anomaly> anomalies,
    List<Peak> heatMapPeaks,
    SupportSignals supportSignals,
    List<Measure> moderation,
    List<Insight> insights,
    List<Missing> notAvailable) {

  /** The version of this contract. */
  public static final int VERSION = 1;

  /** Sections that tell of single members and messages; no statement rests on them. */
  private static final List<String> MEMBERS = List.of("topMembers", "topContent");

  /**
   * Days in UTC.
   *
   * @param kind {@code day}, {@code last_7_days}, {@code last_30_days}, {@code last_90_days} or
   *     {@code custom}
   * @param from the first day
   * @param to the day after the last
   * @param startAt milliseconds since 1970 at which it begins
   * @param endAt milliseconds since 1970 at which it is over
   */
  public record Window(String kind, String from, String to, long startAt, long endAt) {
    public DayRange days() {
      return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    }
  }

  /** How much of the window was watched for a family of events, in percent. */
  public record Coverage(String family, @Nullable BigDecimal percent) {}

  /**
   * A number beside the one of the days before.
   *
   * @param metric its name in snake_case
   * @param label for people
   * @param value null when it is not known
   * @param previous of as many days just before; null when it is not known
   * @param changePercent null where the two cannot be compared
   * @param comparison of counts: what chance could explain; null where none is made
   * @param state {@code known}, or why there is no value
   */
  public record Measure(
      String metric,
      String label,
      @Nullable BigDecimal value,
      @Nullable BigDecimal previous,
      @Nullable BigDecimal changePercent,
      @Nullable Comparison comparison,
      String state) {}

  /**
   * What can honestly be said of a change.
   *
   * @param fromPercent lower end of the interval of the change
   * @param toPercent upper end
   * @param verdict {@code more}, {@code fewer}, {@code too few to tell}, …
   * @param isWeekdayAligned whether both sides hold each weekday equally often
   */
  public record Comparison(
      @Nullable BigDecimal fromPercent,
      @Nullable BigDecimal toPercent,
      String verdict,
      @JsonProperty("isWeekdayAligned") boolean isWeekdayAligned) {}

  /** A channel with its threads. */
  public record TopChannel(
      String channelId, String name, long messageCount, long reactionCount, int rank) {}

  /** A member under a pseudonym that changes every month. */
  public record TopMember(String member, long messagesSent, long reactionsAdded, int rank) {}

  /** A message by its reactions. */
  public record TopContent(
      String messageId,
      String channelId,
      String jumpUrl,
      long reactionCount,
      @Nullable BigDecimal reactionScore,
      int rank) {}

  /** A segment of the present members. */
  public record SegmentShare(
      String segment,
      @Nullable BigDecimal members,
      @Nullable BigDecimal sharePercent,
      @Nullable BigDecimal membersBefore,
      @Nullable BigDecimal changePercent,
      String suggestedAction) {}

  /** Members who went from one segment to another. */
  public record SegmentMove(
      String from, String to, @Nullable BigDecimal members) {}

  /** A target with the last period that was judged. */
  public record Kpi(
      String id,
      String rule,
      String period,
      @Nullable BigDecimal target,
      @Nullable BigDecimal value,
      @Nullable BigDecimal missPercent,
      String state) {}

  /** Members of an ISO week by what became of them. */
  public record RetentionWeek(
      String week,
      @Nullable BigDecimal newMembers,
      @Nullable BigDecimal retained,
      @Nullable BigDecimal resurrected,
      @Nullable BigDecimal lapsed,
      @Nullable BigDecimal nextWeekRetentionPercent) {}

  /** Something unlike the weeks before. */
  public record Anomaly(
      String when,
      String where,
      String what,
      @Nullable BigDecimal observed,
      @Nullable BigDecimal usual,
      String madeBy) {}

  /** An hour of the week in UTC or the guild's time zone. */
  public record Peak(String weekday, String hour, @Nullable BigDecimal messagesPerHour) {}

  /**
   * Who waits for an answer.
   *
   * @param commonKeywords of those that the guild has looked for, the most written first; empty where
   *     it has none
   */
  public record SupportSignals(
      @Nullable BigDecimal escalations,
      @Nullable BigDecimal unansweredThreads,
      @Nullable BigDecimal unansweredQuestions,
      @Nullable BigDecimal unansweredRatePercent,
      @Nullable BigDecimal medianFirstResponseHours,
      List<Keyword> commonKeywords) {}

  /** A keyword of the configuration, and the messages that hold it. */
  public record Keyword(String keyword, long count) {}

  /**
   * A statement that follows from rows of this document.
   *
   * @param id the same for the same statement every time
   * @param metric what it is about
   * @param direction {@code up}, {@code down}, {@code none} or {@code unknown}
   * @param size of the change in percent, or the number itself; null where there is none
   * @param confidence {@code high}, {@code medium} or {@code low}
   * @param evidence the rows of this document that it rests on, as JSON pointers
   * @param text one sentence in plain English
   */
  public record Insight(
      String id,
      String metric,
      String direction,
      @Nullable BigDecimal size,
      String confidence,
      List<String> evidence,
      String text) {}

  /** A part that cannot be told. */
  public record Missing(String section, String reason) {}

  /** The same document always gives the same text. */
  public String toJson() {
    return ReportJson.write(this);
  }

  /** The same with its statements. */
  SummaryDocument with(List<Insight> statements) {
    return with(topMembers, topContent, statements, notAvailable);
  }

  /** The form that tables keep: nothing in it tells of a single member or message. */
  SummaryDocument withoutMembers() {
    List<Missing> missing = new ArrayList<>(notAvailable);
    missing.removeIf(part -> MEMBERS.contains(part.section()));
    MEMBERS.forEach(section -> missing.add(new Missing(section, "it is not kept in tables")));
    return with(List.of(), List.of(), insights, missing);
  }

  private SummaryDocument with(
      List<TopMember> members,
      List<TopContent> content,
      List<Insight> statements,
      List<Missing> missing) {
    return new SummaryDocument(
        schemaVersion,
        guildId,
        guildName,
        audience,
        window,
        release,
        coverage,
        headline,
        topChannels,
        members,
        content,
        segments,
        segmentMoves,
        kpis,
        retention,
        anomalies,
        heatMapPeaks,
        supportSignals,
        moderation,
        statements,
        missing);
  }
}
