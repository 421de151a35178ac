package dev.guildhouse.jobs.summary;

import dev.guildhouse.jobs.summary.SummaryDocument.Anomaly;
import dev.guildhouse.jobs.summary.SummaryDocument.Comparison;
import dev.guildhouse.jobs.summary.SummaryDocument.Coverage;
import dev.guildhouse.jobs.summary.SummaryDocument.Insight;
import dev.guildhouse.jobs.summary.SummaryDocument.Kpi;
import dev.guildhouse.jobs.summary.SummaryDocument.Measure;
import dev.guildhouse.jobs.summary.SummaryDocument.Peak;
import dev.guildhouse.jobs.summary.SummaryDocument.SegmentShare;
import dev.guildhouse.jobs.summary.SummaryDocument.SupportSignals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statements that follow from a summary, the most important first. Nothing but the document decides
 * them; each names the rows it rests on.
 */
final class Insights {
  private static final String HIGH = "high";
  private static final String MEDIUM = "medium";
  private static final String LOW = "low";
  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String NONE = "none";
  private static final String UNKNOWN = "unknown";

  /** Below this nothing is compared, anywhere. */
  private static final BigDecimal WATCHED_ENOUGH = BigDecimal.valueOf(90);

  /** A share of questions without an answer that deserves a word. */
  private static final BigDecimal MANY_UNANSWERED = BigDecimal.valueOf(33);

  /** Segments whose growth is bad news. */
  private static final Set<String> WORRYING = Set.of("at_risk", "dormant", "never_active");

  private static final BigDecimal LARGE_CHANGE = BigDecimal.valueOf(25);

  private final SummaryDocument summary;
  private final List<Insight> insights = new ArrayList<>();

  private Insights(SummaryDocument summary) {
    this.summary = summary;
  }

  static List<Insight> of(SummaryDocument summary) {
    Insights all = new Insights(summary);
    all.coverage();
    all.kpis();
    all.headline();
    all.anomalies();
    all.segments();
    all.support();
    all.peak();
    return List.copyOf(all.insights);
  }

  private void coverage() {
    for (int i = 0; i < summary.coverage().size(); i++) {
      Coverage one = summary.coverage().get(i);
      BigDecimal percent = one.percent();
      if (percent == null || percent.compareTo(WATCHED_ENOUGH) < 0) {
        String family = one.family().equals("members") ? "joins and leaves" : one.family();
        insights.add(new Insight(
            "coverage." + one.family(),
            "coverage",
            UNKNOWN,
            percent,
            HIGH,
            List.of("/coverage/" + i),
            percent == null || percent.signum() == 0
                ? "Nobody watched " + family + " in these days, so nothing is known of them."
                : "Only " + percent.toPlainString() + " % of the time was watched for " + family
                    + ", so no change of them is told."));
      }
    }
  }

  private void kpis() {
    for (int i = 0; i < summary.kpis().size(); i++) {
      Kpi kpi = summary.kpis().get(i);
      BigDecimal miss = kpi.missPercent();
      if (miss != null && miss.signum() > 0) {
        insights.add(new Insight(
            "kpi." + kpi.id(),
            kpi.id(),
            DOWN,
            miss,
            HIGH,
            List.of("/kpis/" + i),
            "The target " + kpi.id() + " was missed by " + miss.toPlainString() + " %: "
                + plain(kpi.value()) + " instead of " + plain(kpi.target()) + "."));
      }
    }
  }

  private void headline() {
    for (int i = 0; i < summary.headline().size(); i++) {
      Measure measure = summary.headline().get(i);
      Comparison comparison = measure.comparison();
      BigDecimal change = measure.changePercent();
      if (comparison == null || change == null) {
        continue;
      }
      BigDecimal low = comparison.fromPercent();
      BigDecimal high = comparison.toPercent();
      boolean isSure = low != null && high != null && low.signum() * high.signum() > 0;
      String room = plain(low) + " to " + plain(high);
      String label = measure.label();
      String direction = change.signum() > 0 ? UP : change.signum() < 0 ? DOWN : NONE;
      String aligned = comparison.isWeekdayAligned()
          ? ""
          : " The two stretches of days do not hold the same weekdays.";
      insights.add(new Insight(
          "headline." + measure.metric(),
          measure.metric(),
          isSure ? direction : NONE,
          change,
          isSure ? (comparison.isWeekdayAligned() ? HIGH : MEDIUM) : LOW,
          List.of("/headline/" + i),
          isSure
              ? label + " went " + direction + " by " + change.abs().toPlainString() + " %, from "
                  + plain(measure.previous()) + " to " + plain(measure.value())
                  + "; chance leaves room from " + room + " %." + aligned
              : label + " changed by " + change.toPlainString() + " %, from "
                  + plain(measure.previous()) + " to " + plain(measure.value())
                  + ", which is too little to tell from chance." + aligned));
    }
  }

  private void anomalies() {
    for (int i = 0; i < summary.anomalies().size(); i++) {
      Anomaly anomaly = summary.anomalies().get(i);
      BigDecimal observed = anomaly.observed();
      BigDecimal usual = anomaly.usual();
      boolean isMore = observed != null && usual != null && observed.compareTo(usual) > 0;
      insights.add(new Insight(
          "anomaly." + i,
          anomaly.what(),
          isMore ? UP : DOWN,
          observed,
          MEDIUM,
          List.of("/anomalies/" + i),
          anomaly.when() + ", " + anomaly.where() + ": " + plain(observed) + " "
              + anomaly.what().toLowerCase(Locale.ROOT) + " where " + plain(usual)
              + " are usual."
              + (anomaly.madeBy().isBlank() ? "" : " Behind it: " + anomaly.madeBy() + ".")));
    }
  }

  private void segments() {
    for (int i = 0; i < summary.segments().size(); i++) {
      SegmentShare segment = summary.segments().get(i);
      BigDecimal change = segment.changePercent();
      if (change != null
          && WORRYING.contains(segment.segment())
          && change.compareTo(LARGE_CHANGE) > 0) {
        insights.add(new Insight(
            "segment." + segment.segment(),
            segment.segment(),
            UP,
            change,
            MEDIUM,
            List.of("/segments/" + i),
            "The segment " + segment.segment() + " grew by " + change.toPlainString()
                + " % in 7 days, to " + plain(segment.members()) + " members. Suggested: "
                + segment.suggestedAction() + "."));
      }
    }
  }

  private void support() {
    SupportSignals support = summary.supportSignals();
    BigDecimal rate = support.unansweredRatePercent();
    if (rate != null && rate.compareTo(MANY_UNANSWERED) > 0) {
      insights.add(new Insight(
          "support.unanswered",
          "unanswered_rate",
          NONE,
          rate,
          HIGH,
          List.of("/supportSignals/unansweredRatePercent"),
          rate.toPlainString() + " % of questions and threads went unanswered: "
              + plain(support.unansweredQuestions()) + " questions and "
              + plain(support.unansweredThreads()) + " threads."));
    }
  }

  private void peak() {
    if (!summary.heatMapPeaks().isEmpty()) {
      Peak peak = summary.heatMapPeaks().get(0);
      insights.add(new Insight(
          "peak.messages",
          "messages",
          NONE,
          peak.messagesPerHour(),
          MEDIUM,
          List.of("/heatMapPeaks/0"),
          "Most is written on " + peak.weekday() + " at " + peak.hour() + ": "
              + plain(peak.messagesPerHour()) + " messages an hour."));
    }
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "an unknown number" : number.stripTrailingZeros().toPlainString();
  }
}
