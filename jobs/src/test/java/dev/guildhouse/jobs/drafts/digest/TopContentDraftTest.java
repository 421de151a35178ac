package dev.guildhouse.jobs.drafts.digest;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.schema.reports.ReportDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TopContentDraftTest {
  private static final TopContentDraft DRAFT = new TopContentDraft();

  @Test
  void proposesWhatAtLeastFiveReactedToOutsideOfModeratorsChannels() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(", drafts: {kinds: {top_content: {channel: 77, note: No advice.}}}"),
        List.of(
            new ContentCandidate(900, "#staff", "aa", List.of(), 40, OptionalLong.of(9), link(1)),
            new ContentCandidate(
                10, "#setups", "bb", List.of("breakout"), 30, OptionalLong.of(5), link(2)),
            new ContentCandidate(11, "#lounge", "cc", List.of(), 20, OptionalLong.of(4), link(3)),
            new ContentCandidate(11, "#lounge", "", List.of(), 10, OptionalLong.empty(), link(4)),
            new ContentCandidate(11, "#lounge", "dd", List.of(), 6, OptionalLong.of(6), link(5))));
    assertThat(rows(proposal.post().sections(), "Most reactions"))
        .containsExactly("#setups | breakout | 30 | " + link(2), "#lounge |  | 6 | " + link(5));
    assertThat(proposal.post().notes()).endsWith("No advice.");
    assertThat(proposal.opening().sentences())
        .containsExactly(new Sentence(
            "5 members reacted to the message in first place, in {1}, about {2}.",
            List.of("#setups", "breakout")));
    assertThat(rows(proposal.evidence().sections(), "The ranking"))
        .containsExactly(
            "#staff | aa | 40 | 9 | moderators' channel",
            "#setups | bb | 30 | 5 | proposed",
            "#lounge | cc | 20 | 4 | under 5 reactors",
            "#lounge |  | 10 | not available | reactors unknown",
            "#lounge | dd | 6 | 6 | proposed");
    // Nobody is named outside of the moderators' form.
    assertThat(proposal.post().toJson()).doesNotContain("\"bb\"", "\"dd\"", "staff");
  }

  @Test
  void takesNineOfTheNamedChannelsThreeToAPart() {
    List<ContentCandidate> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(new ContentCandidate(
          i == 0 ? 11 : 10, "#c" + i, "", List.of(), 50 - i, OptionalLong.of(8), link(i)));
    }
    Proposal.Post proposal = (Proposal.Post)
        DRAFT.compose(week(", drafts: {kinds: {top_content: {sources: [10]}}}"), many);
    ReportDocument post = proposal.post();
    assertThat(post.sections())
        .extracting(ReportDocument.Section::heading)
        .containsExactly("Most reactions", "From place 4", "From place 7");
    assertThat(rows(post.sections(), "")).hasSize(9).first().asString().startsWith("#c1 |");
    assertThat(rows(post.sections(), "From place 7")).last().asString().startsWith("#c9 |");
    assertThat(rows(proposal.evidence().sections(), "The ranking"))
        .contains("#c0 |  | 50 | 8 | not a source", "#c10 |  | 40 | 8 | no room");
  }

  @Test
  void proposesNothingWhereNothingMayBeShown() {
    assertThat(DRAFT.compose(
            week(""),
            List.of(
                new ContentCandidate(10, "#a", "", List.of(), 4, OptionalLong.of(4), link(1)),
                new ContentCandidate(10, "#a", "", List.of(), 3, OptionalLong.empty(), link(2)))))
        .isEqualTo(new Proposal.TooLittle("None of the 2 messages of ISO week 2026-W10: Mon 2 Mar"
            + " 2026 to Sun 8 Mar 2026, UTC with reactions may be shown: at least 5 members have to"
            + " have reacted, in a channel that it is drawn from. NOT_AVAILABLE: how many members"
            + " reacted to 1 of them."));
  }

  private static String link(long message) {
    return "https://discord.com/channels/7/10/" + message;
  }
}
