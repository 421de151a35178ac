package dev.guildhouse.schedules.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.rest.MemberList.ListedMember;
import dev.guildhouse.schedules.names.MemberNames;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedDraftsTest {
  private static final String ANN = "00112233445566aa";
  private static final String GONE = "00112233445566bb";
  private static final ReportDocument DRAFT = new ReportDocument(
      "Draft: Streaks",
      "Seven",
      7,
      "a week",
      List.of(),
      List.of(new Section(
          "Members",
          new Table(List.of("Member", "Days"), List.of(List.of(ANN, "9"), List.of(GONE, "8"))))),
      List.of("A note."),
      null,
      List.of("rewards.jsonl"));

  private static final MemberNames NAMES =
      MemberNames.of(Map.of(ANN, new ListedMember(310_000_000_000_000_041L, "Ann")));

  @Test
  void namesStandForPseudonymsAndLinesOfWhoIsGoneAreLeftOut() {
    Presentation.Shown shown = NamedDrafts.shown(
        DRAFT, Map.of("rewards.jsonl", line(ANN) + "\n" + line(GONE) + "\n"), NAMES);
    assertThat(shown.document().sections().get(0).table().rows())
        .containsExactly(List.of("Ann", "9"), List.of(GONE, "8"));
    assertThat(shown.made())
        .containsExactly(Map.entry(
            "rewards.jsonl",
            "{\"id\":\"streak-" + ANN + "\",\"user_id\":\"310000000000000041\"}\n"));
    assertThat(shown.document().attachments()).containsExactly("rewards.jsonl");
    assertThat(shown.document().notes())
        .startsWith("A note.")
        .endsWith("rewards.jsonl lacks 1 of 2 lines, whose members Discord does not list.");
  }

  @Test
  void fileWithoutAnyKnownMemberIsNotSent() {
    Presentation.Shown shown =
        NamedDrafts.shown(DRAFT, Map.of("rewards.jsonl", line(ANN)), MemberNames.NOBODY);
    assertThat(shown.made()).isEmpty();
    assertThat(shown.document().attachments()).isEmpty();
    assertThat(shown.document().sections()).isEqualTo(DRAFT.sections());
    assertThat(shown.document().notes()).anyMatch(note -> note.contains("lacks 1 of 1"));
  }

  private static String line(String pseudonym) {
    return "{\"id\":\"streak-" + pseudonym + "\",\"user_id\":\"" + pseudonym + "\"}";
  }
}
