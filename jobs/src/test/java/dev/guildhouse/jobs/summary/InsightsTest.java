package dev.guildhouse.jobs.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.summary.SummaryDocument.Comparison;
import dev.guildhouse.jobs.summary.SummaryDocument.Coverage;
import dev.guildhouse.jobs.summary.SummaryDocument.Insight;
import dev.guildhouse.jobs.summary.SummaryDocument.Kpi;
import dev.guildhouse.jobs.summary.SummaryDocument.Measure;
import dev.guildhouse.jobs.summary.SummaryDocument.SegmentShare;
import dev.guildhouse.jobs.summary.SummaryDocument.SupportSignals;
import dev.guildhouse.jobs.summary.SummaryDocument.Window;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be said of a summary, and what must not. */
class InsightsTest {
  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static Measure messages(@Nullable Comparison comparison) {
    return new Measure(
        "messages", "Messages", number("150"), number("100"), number("50.00"), comparison, "known");
  }

  private static List<Insight> of(
      List<Coverage> coverage,
      List<Measure> headline,
      List<SegmentShare> segments,
      List<Kpi> kpis) {
    return Insights.of(new SummaryDocument(
        1,
        "1",
        "A guild",
        "moderators",
        new Window("last_7_days", "2026-03-02", "2026-03-09", 0, 1),
        1,
        coverage,
        headline,
        List.of(),
        List.of(),
        List.of(),
        segments,
        List.of(),
        kpis,
        List.of(),
        List.of(),
        List.of(),
        new SupportSignals(null, number("2"), number("3"), number("33"), null, List.of()),
        List.of(),
        List.of(),
        List.of()));
  }

  @Test
  void aChangeBeyondChanceIsToldWithItsInterval() {
    Comparison sure = new Comparison(number("20"), number("88"), "more", true);
    Insight told = of(List.of(), List.of(messages(sure)), List.of(), List.of()).get(0);
    assertThat(told.direction()).isEqualTo("up");
    assertThat(told.confidence()).isEqualTo("high");
    assertThat(told.evidence()).containsExactly("/headline/0");
    assertThat(told.text())
        .isEqualTo("Messages went up by 50.00 %, from 100 to 150; chance leaves room from 20 to"
            + " 88 %.");
  }

  @Test
  void aChangeThatChanceExplainsHasNoDirection() {
    Comparison unsure = new Comparison(number("-3"), number("140"), "too few to tell", false);
    Insight told =
        of(List.of(), List.of(messages(unsure)), List.of(), List.of()).get(0);
    assertThat(told.direction()).isEqualTo("none");
    assertThat(told.confidence()).isEqualTo("low");
    assertThat(told.text())
        .contains("too little to tell from chance", "do not hold the same weekdays");
  }

  @Test
  void withoutAComparisonNothingIsSaidOfAChange() {
    assertThat(of(List.of(), List.of(messages(null)), List.of(), List.of())).isEmpty();
  }

  @Test
  void whatWasNotWatchedIsSaidFirst() {
    List<Insight> told = of(
        List.of(
            new Coverage("messages", number("90")),
            new Coverage("voice", number("89.99")),
            new Coverage("members", null)),
        List.of(),
        List.of(),
        List.of(new Kpi("dau", "dau", "week", number("10"), number("8"), number("20"), "warning")));
    assertThat(told)
        .extracting(Insight::id)
        .containsExactly("coverage.voice", "coverage.members", "kpi.dau");
    assertThat(told.get(1).text()).startsWith("Nobody watched joins and leaves");
    assertThat(told.get(2).text()).contains("missed by 20 %: 8 instead of 10");
  }

  @Test
  void onlyWorryingSegmentsThatGrewMuchAreTold() {
    List<Insight> told = of(
        List.of(),
        List.of(),
        List.of(
            segment("at_risk", "25"), segment("dormant", "25.01"), segment("power_users", "300")),
        List.of());
    assertThat(told).extracting(Insight::id).containsExactly("segment.dormant");
  }

  private static SegmentShare segment(String name, String change) {
    return new SegmentShare(
        name, number("12"), number("10"), number("9"), number(change), "Do something");
  }
}
