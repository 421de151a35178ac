package dev.guildhouse.jobs.drafts;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.catalog.ReportsOf;
import dev.guildhouse.jobs.drafts.PracticePlanDraft.Learner;
import dev.guildhouse.jobs.drafts.PracticePlanDraft.Week;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.reports.Audience;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticePlanDraftTest {
  private static final PracticePlanDraft DRAFT = new PracticePlanDraft();

  /**
   * Ann was active on 2 days with 1 reply, so that her plan was 3 and 3, and was on 3 with 2: the days
   * are reached. Ben had no plan. Cat does nothing, so that the least is asked. Dan is at the most.
   */
  @Test
  void planIsAStepBeyondTheWeekAndIsCheckedTheWeekAfter() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(""),
        List.of(
            new Learner("bb", new Week(1, 0, 1), new Week(2, 1, 0), false),
            new Learner("aa", new Week(3, 2, 4), new Week(2, 1, 0), true),
            new Learner("cc", Week.NOTHING, Week.NOTHING, true),
            new Learner("dd", new Week(7, 40, 9), new Week(7, 40, 9), true)));
    assertThat(proposal.direct().get("aa"))
        .containsExactly(
            "Last week you were active on 3 days, wrote 2 replies and gave 4 reactions.",
            "Check-in: 3 of 3 active days, done, 2 of 3 replies.",
            "This week: be active on 4 days.",
            "This week: write 4 replies to others.");
    assertThat(proposal.direct().get("bb"))
        .containsExactly(
            "Last week you were active on 1 day, wrote 0 replies and gave 1 reaction.",
            "This week: be active on 2 days.",
            "This week: write 2 replies to others.");
    assertThat(proposal.direct().get("cc"))
        .contains("Check-in: 0 of 2 active days, 0 of 2 replies.");
    assertThat(proposal.direct().get("dd"))
        .contains(
            "Check-in: 7 of 6 active days, done, 40 of 20 replies, done.",
            "This week: be active on 6 days.",
            "This week: write 20 replies to others.");
    assertThat(rows(proposal.evidence().sections(), "What is sent"))
        .containsExactly(
            "aa | 3 | 2 | 4 | 4",
            "bb | 1 | 0 | 2 | 2",
            "cc | 0 | 0 | 2 | 2",
            "dd | 7 | 40 | 6 | 20");
    // In public not even how many asked for it is told.
    assertThat(proposal.post().toJson()).doesNotContain("\"aa\"", "4");
    assertThat(proposal.closesAt()).isEqualTo(Instant.parse("2026-03-16T00:00:00Z"));
  }

  /** A table of so many is cut where it is shown; the file is whole. */
  @Test
  void fileHoldsEveryPlanWordByWord() {
    List<Learner> learners = IntStream.range(0, 40)
        .mapToObj(i -> new Learner("m" + (10 + i), Week.NOTHING, Week.NOTHING, false))
        .toList();
    List<String> lines = ((Proposal.Post) DRAFT.compose(week(""), learners))
        .evidence()
        .files()
        .get(PracticePlanDraft.PLANS)
        .lines()
        .toList();
    assertThat(lines)
        .hasSize(40)
        .startsWith(
            "{\"user_id\":\"m10\",\"sentences\":[\"Last week you were active on 0 days, wrote 0"
                + " replies and gave 0 reactions.\",\"This week: be active on 2 days.\",\"This week: write"
                + " 2 replies to others.\"]}");
    assertThat(lines.get(39)).startsWith("{\"user_id\":\"m49\"");
  }

  /**
   * The plans of the week to 2 March were drafted on that day and posted on the 4th. Who asked on the
   * 1st was among them; who asked on the 2nd or 3rd may have been too late, so that a check-in would
   * be on a plan that was never sent.
   */
  @Test
  void checkInIsForThoseWhoWereSurelyAmongTheDraftedAlone(@TempDir Path folder) {
    ReportsOf tables = new ReportsOf(new TablesInMemory(TablesInMemory.session()), folder);
    ReportRequest request =
        tables.request("2026-03-02", "2026-03-09", PrivacyMode.PSEUDONYMOUS, Audience.MODERATORS);
    Map<Long, Instant> subscribers = Map.of(
        11L, Instant.parse("2026-03-01T23:59:59Z"),
        12L, Instant.parse("2026-03-02T00:00:00Z"),
        13L, Instant.parse("2026-03-03T12:00:00Z"));
    PostedDraft posted = new PostedDraft(
        "practice_plan",
        request.period().previous(),
        77,
        1,
        Instant.parse("2026-03-04T09:00:00Z"),
        Map.of());
    assertThat(checkedIn(new DraftInputs(request, tables.tables(), List.of(posted), subscribers)))
        .containsExactly(request.pseudonyms().of(7, YearMonth.of(2026, 3), 11));
    assertThat(checkedIn(new DraftInputs(request, tables.tables(), List.of(), subscribers)))
        .isEmpty();
  }

  private static List<String> checkedIn(DraftInputs inputs) {
    Map<String, List<String>> direct = ((Proposal.Post) DRAFT.propose(inputs)).direct();
    assertThat(direct).hasSize(3);
    return direct.entrySet().stream()
        .filter(plan -> plan.getValue().stream().anyMatch(line -> line.startsWith("Check-in")))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void withoutAnybodyWhoAskedThereIsNone() {
    assertThat(DRAFT.compose(week(""), List.of())).isInstanceOf(Proposal.TooLittle.class);
  }

  @Test
  void nobodyCanBeFollowedInAnonymousMode() {
    assertThat(DRAFT.propose(new DraftInputs(
            week(", privacy: {mode: anonymous}"),
            new TablesInMemory(TablesInMemory.session()),
            List.of(),
            Map.of(11L, Instant.EPOCH))))
        .isEqualTo(new Proposal.TooLittle("NOT_AVAILABLE: in anonymous mode nobody can be followed"
            + " from one month to the next."));
  }
}
