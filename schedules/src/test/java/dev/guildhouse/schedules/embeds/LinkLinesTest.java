package dev.guildhouse.schedules.embeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.reports.ReportDocument;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkLinesTest {
  private static final String LINK = "https://discord.com/channels/7/101/601";

  private static ReportDocument.Table table(List<List<String>> rows) {
    return new ReportDocument.Table(List.of("Channel", "Reactions", "Message"), rows);
  }

  @Test
  void eachRowOpensItsMessage() {
    ReportDocument.Table table = table(List.of(
        List.of("#general", "12", LINK),
        List.of("#off-topic", "3", "https://discord.com/channels/7/9")));
    assertThat(LinkLines.areIn(table)).isTrue();
    assertThat(LinkLines.of(table, 1_000, ""))
        .isEqualTo("• [\\#general · 12 reactions](" + LINK + ")\n"
            + "• [\\#off-topic · 3 reactions](https://discord.com/channels/7/9)");
  }

  @Test
  void aNameCanNeitherEndTheLinkNorBecomeOneNorMentionAnybody() {
    String line = LinkLines.of(
        table(List.of(List.of("](https://evil.example) @everyone [x", "1", LINK))), 1_000, "");
    assertThat(line)
        .endsWith("](" + LINK + ")")
        .contains("\\](https:\u200b//evil.example)", "@\u200beveryone");
  }

  @Test
  void onlyAddressesOnDiscordAreLinks() {
    for (String address : List.of(
        "http://discord.com/channels/7/101/601",
        "https://discord.com.evil.example/channels/7/101",
        "https://discord.com/channels/7/101/601)](x",
        "https://discord.com/invite/7",
        "")) {
      assertThat(LinkLines.areIn(table(List.of(List.of("a", "1", address)))))
          .as(address)
          .isFalse();
    }
    assertThat(LinkLines.areIn(table(List.of()))).isFalse();
  }

  @Test
  void saysHowManyDoNotFit() {
    ReportDocument.Table table = table(Collections.nCopies(50, List.of("#general", "12", LINK)));
    String lines = LinkLines.of(table, 1_024, " in the workbook");
    assertThat(lines.length()).isLessThanOrEqualTo(1_024);
    assertThat(lines).matches("(?s).*\n…and [0-9]+ more in the workbook");
    long shown = lines.lines().filter(line -> line.startsWith("•")).count();
    assertThat(lines).contains("…and " + (50 - shown) + " more");
  }
}
