package dev.guildhouse.schedules.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.schedules.embeds.PlainText;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportEmbedTest {
  private static final String ID = "0123456789abcdef";

  @Test
  void showsHeadlinesTablesAndNotes() {
    MessageEmbed embed = embed(new ReportDocument(
        "Weekly report",
        "23 February to 1 March 2026",
        8,
        "a week",
        List.of(new Figure("Messages", "1,234", "+4.2 %"), new Figure("Joins", "3", "")),
        List.of(section(
            "Top channels",
            List.of("Channel", "Messages"),
            List.of(List.of("general", "1,000"), List.of("off-topic", "17")))),
        List.of("Voice was not watched.", "Two days are missing."),
        null,
        List.of()));

    assertThat(embed.getTitle()).isEqualTo("Weekly report");
    assertThat(embed.getDescription()).isEqualTo("23 February to 1 March 2026");
    assertThat(embed.getFooter().getText()).isEqualTo("delivery " + ID);
    assertThat(embed.getImage()).isNull();
    assertThat(embed.getFields())
        .extracting(MessageEmbed.Field::getName, MessageEmbed.Field::getValue)
        .containsExactly(
            tuple("Messages", "**1,234** (+4.2 %)"),
            tuple("Joins", "**3**"),
            tuple("Top channels", """
                ```
                Channel    Messages
                general       1,000
                off-topic        17
                ```"""),
            tuple("Notes", "• Voice was not watched.\n• Two days are missing."));
  }

  @Test
  void staysWithinDiscordsLimitsAndCountsWhatIsLeftOut() {
    String longText = "a very long name of something 😀 ".repeat(200);
    List<Section> sections = IntStream.range(0, 40)
        .mapToObj(i -> section(
            longText + i,
            List.of("Channel", "Messages", "Authors"),
            Collections.nCopies(500, List.of(longText, "1,000", "17"))))
        .toList();
    MessageEmbed embed = embed(new ReportDocument(
        longText,
        longText,
        8,
        "a week",
        Collections.nCopies(40, new Figure(longText, longText, longText)),
        sections,
        Collections.nCopies(40, longText),
        null,
        List.of()));

    assertThat(embed.getLength()).isLessThanOrEqualTo(6_000);
    assertThat(embed.getFields()).hasSizeLessThanOrEqualTo(25);
    assertThat(embed.getFields())
        .allMatch(field -> field.getName().length() <= 256 && field.getValue().length() <= 1_024);
    assertThat(tables(embed))
        .isNotEmpty()
        .allSatisfy(table -> assertThat(rowsOf(table)).isEqualTo(500));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 40})
  void everyRowIsShownOrCounted(int rows) {
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      cells.add(
          List.of("a channel with a long name " + i, "1,000", "17", "text that fills the line"));
    }
    MessageEmbed embed =
        embed(report("Report", section("Top", List.of("Channel", "A", "B", "C"), cells)));
    assertThat(tables(embed))
        .singleElement()
        .satisfies(table -> assertThat(rowsOf(table)).isEqualTo(rows));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<@123>",
        "<@&5>",
        "<#5>",
        "</cmd:5>",
        "@everyone",
        "@here",
        "[click](https://example.org)",
        "https://example.org",
        "**bold** _it_ ~~s~~ ||spoiler||",
        "```",
        "`code`",
        "# heading",
        "> quote",
        "- list",
        "1. list",
        "back\\slash",
        "\\<@123>",
        "a\n# b",
        "\u202egnp.exe"
      })
  void textOfMembersIsNeverMarkup(String hostile) {
    MessageEmbed embed = embed(new ReportDocument(
        hostile,
        hostile,
        8,
        "a week",
        List.of(new Figure(hostile, hostile, hostile)),
        List.of(section(hostile, List.of(hostile, "B"), List.of(List.of(hostile, "1")))),
        List.of(hostile),
        null,
        List.of()));

    Stream.concat(
            Stream.of(embed.getTitle(), embed.getDescription()),
            embed.getFields().stream()
                .flatMap(field -> Stream.of(field.getName(), field.getValue())))
        .forEach(text -> {
          String prose = text.replaceFirst("(?s)^```\\n.*```$", "");
          assertThat(prose).doesNotContain("@everyone", "@here", "://", "\u202e");
          // Whatever is markup has a backslash of its own before it, once bold figures are set
          // aside.
          String bare =
              prose.replaceAll("^\\*\\*(.*)\\*\\*( \\(.*\\))?$", "$1$2").replaceAll("\\\\.", "x");
          assertThat(bare).doesNotContainPattern("[<*_~|`\\[\\]\\\\]");
          assertThat(bare).doesNotContainPattern("(?m)^(• )?([#>]|[+-][ #]|\\d+\\.)");
          assertThat(text.replaceFirst("(?s)^```\\n(.*)```$", "$1").replace("\\`", ""))
              .doesNotContain("`");
        });
  }

  @Test
  void emojiAreNotCutInHalf() {
    for (int padding = 0; padding < 4; padding++) {
      String cut = PlainText.cut("x".repeat(padding) + "😀".repeat(300), 256);
      assertThat(cut.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE))
          .isEmpty();
      assertThat(cut).hasSizeLessThanOrEqualTo(256).endsWith("…");
    }
  }

  @Test
  void whereTheOtherRowsStandIsToldOnlyWhereAWorkbookComesAlong() {
    ReportDocument draft = report(
        "Draft",
        section("Roles", List.of("Member", "Days"), Collections.nCopies(300, List.of("a", "30"))),
        section(
            "Links",
            List.of("Channel", "Message"),
            Collections.nCopies(90, List.of("a", "https://discord.com/channels/7/1/2"))));
    assertThat(embed(draft).getFields())
        .hasSize(2)
        .allMatch(field -> field.getValue().matches("(?s).*…and [0-9]+ more"));
    assertThat(embed(draft.with(draft.sections(), List.of(), List.of("a.csv", "a.xlsx")))
            .getFields())
        .hasSize(2)
        .allMatch(field -> field.getValue().matches("(?s).*…and [0-9]+ more in the workbook"));
  }

  private static MessageEmbed embed(ReportDocument report) {
    return ReportEmbed.of(report, ID);
  }

  private static ReportDocument report(String title, Section... sections) {
    return new ReportDocument(
        title, "", 8, "a week", List.of(), List.of(sections), List.of(), null, List.of());
  }

  private static Section section(String heading, List<String> columns, List<List<String>> rows) {
    return new Section(heading, new Table(columns, rows));
  }

  private static List<String> tables(MessageEmbed embed) {
    return embed.getFields().stream()
        .map(MessageEmbed.Field::getValue)
        .filter(value -> value.startsWith("```"))
        .toList();
  }

  /** Rows that are shown and rows that are said to be left out. */
  private static int rowsOf(String table) {
    Matcher more = Pattern.compile("…and (\\d+) more").matcher(table);
    long lines = table.lines().count();
    return (int) lines - 3 + (more.find() ? Integer.parseInt(more.group(1)) - 1 : 0);
  }
}
