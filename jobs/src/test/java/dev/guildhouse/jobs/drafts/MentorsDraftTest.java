package dev.guildhouse.jobs.drafts;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.MentorsDraft.Mentor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MentorsDraftTest {
  private static final MentorsDraft DRAFT = new MentorsDraft();
  private static final String ROLE = ", drafts: {kinds: {mentors: {channel: 77, role: 5003}}}";

  private static final Mentor ANN = new Mentor("aa", 40, 12, 9, 5_400, 91.666, Map.of(10L, 2L));
  private static final Mentor BEN = new Mentor("bb", 25, 3, 6, 900, 88, Map.of(10L, 5L, 11L, 1L));
  private static final Mentor CAT = new Mentor("cc", 21, 0, 5, 60, 80, Map.of(10L, 1L));

  @Test
  void routesWhatWaitsToWhoAnsweredMostInThatChannel() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(ROLE),
        List.of(open("thread", 10, 1), open("question", 11, 2), open("question", 12, 3)),
        List.of(ANN, BEN, CAT),
        Optional.empty());
    assertThat(rows(proposal.post().sections(), "Waiting longest"))
        .containsExactly(
            "thread | #c10 | 2026-03-03 | " + link(1),
            "question | #c11 | 2026-03-03 | " + link(2),
            "question | #c12 | 2026-03-03 | " + link(3));
    assertThat(proposal.post().mention()).isEqualTo(5003);
    // In channel 10 Ben answered 5, Ann 2 and Cat 1; in 11 Ben alone; in 12 nobody.
    assertThat(rows(proposal.evidence().sections(), "Who is likely to know"))
        .containsExactly(
            "#c10 | 2026-03-03 | bb | aa",
            "#c11 | 2026-03-03 | bb | ",
            "#c12 | 2026-03-03 | nobody yet | ");
    assertThat(rows(proposal.evidence().sections(), "Mentors to recognise"))
        .containsExactly(
            "aa | 40 | 12 | 9 | 1.50 | 91.67",
            "bb | 25 | 3 | 6 | 0.25 | 88.00",
            "cc | 21 | 0 | 5 | 0.02 | 80.00");
    assertThat(proposal.post().toJson()).doesNotContain("\"aa\"", "\"bb\"", "\"cc\"");
  }

  @Test
  void beginsWithHowManyWaitAndWhere() {
    List<OpenCase> open = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      open.add(open("thread", i < 9 ? 10 : i < 12 ? 11 : 12, i));
    }
    Proposal.Post proposal =
        (Proposal.Post) DRAFT.compose(week(""), open, List.of(), Optional.empty());
    assertThat(proposal.opening().sentences())
        .extracting(Sentence::measured)
        .containsExactly(
            "13 questions and threads are unanswered.",
            "In #c10 there are 9.",
            "In #c11 there are 3.",
            "In #c12 there is 1.");
    // A model sees no name of a channel.
    assertThat(proposal.opening().sentences())
        .extracting(Sentence::text)
        .contains("In {1} there are 9.");
    assertThat(rows(proposal.post().sections(), "")).hasSize(12);
    assertThat(proposal.post().mention()).isNull();
    assertThat(proposal.evidence().notes())
        .anyMatch(note -> note.contains("Nobody is a candidate"));
  }

  @Test
  void whereMembersCannotBeFollowedNobodyIsNamedAndWhatWaitsIsTold() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(""), List.of(open("thread", 10, 1)), List.of(), Optional.of("NOT_AVAILABLE: so."));
    assertThat(proposal.evidence().notes()).startsWith("NOT_AVAILABLE: so.");
    assertThat(rows(proposal.evidence().sections(), "Who is likely"))
        .containsExactly("#c10 | 2026-03-03 | nobody yet | ");
  }

  @Test
  void proposesNothingWhereNothingWaits() {
    assertThat(DRAFT.compose(week(ROLE), List.of(), List.of(ANN), Optional.empty()))
        .isInstanceOf(Proposal.TooLittle.class);
  }

  private static OpenCase open(String kind, long channel, long id) {
    return new OpenCase(kind, id, channel, "#c" + channel, LocalDate.of(2026, 3, 3), link(id));
  }

  private static String link(long message) {
    return "https://discord.com/channels/7/10/" + message;
  }
}
