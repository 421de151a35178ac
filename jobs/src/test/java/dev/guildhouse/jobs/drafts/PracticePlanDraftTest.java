package dev.guildhouse.jobs.drafts;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.PracticePlanDraft.Learner;
import dev.guildhouse.jobs.drafts.PracticePlanDraft.Week;
import dev.guildhouse.jobs.reports.TablesInMemory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
