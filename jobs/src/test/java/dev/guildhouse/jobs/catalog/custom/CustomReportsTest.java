package dev.guildhouse.jobs.catalog.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomReportsTest {
  private static final String GOOD = """
      name: busy_channels
      title: Busy channels
      period: week
      sheets:
        - table: channel_daily
          columns: [channel_id, messages]
      """;

  @TempDir
  private Path folder;

  private List<Report> read() {
    return CustomReports.read(folder, Set.of("daily_brief"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aHomeWithoutTheFolderHasNone() {
    assertThat(CustomReports.read(folder.resolve("none"), Set.of())).isEmpty();
  }

  @Test
  void aFileIsAReport() throws IOException {
    write("b.yaml", GOOD);
    write("a.yml", GOOD.replace("busy_channels", "another"));
    write("notes.txt", "no report");
    assertThat(read()).extracting(Report::name).containsExactly("another", "busy_channels");
    Report report = read().get(1);
    assertThat(report.title()).isEqualTo("Busy channels");
    assertThat(report.period()).isEqualTo(Period.WEEK);
    assertThat(report.audiences()).containsExactly(Audience.MODERATORS);
    assertThat(report.doc()).isEqualTo("The home's own: channel_daily (channel_daily).");
  }

  @Test
  void tellsAllErrorsOfAllFilesWithFilePlaceValueAndNearestName() throws IOException {
    write("a.yaml", """
        name: Busy channels
        title: ''
        period: fortnight
        audience: everyone
        sheeets: []
        sheets:
          - table: channel_dayly
            columns: [messages]
          - table: channel_daily
            columns: [mesages, channel_id, channel_id]
            metrics: [channel_type]
            range: whenever
            filters:
              - {column: messages, is: at_leest, value: 3}
              - {column: messages, is: at_least, value: many}
              - {column: channel_type, is: among}
            order: [{column: messages, direction: up}]
            limit: 100000
        figures: [mesages]
        """);
    write("b.yaml", GOOD.replace("busy_channels", "daily_brief"));
    write("c.yaml", "name: [x");
    String message = catchThrowable(this::read).getMessage();
    assertThat(message.lines().map(String::strip))
        .contains(
            "a.yaml: name (line 1): \"Busy channels\"; allowed is a to z, 0 to 9 and _, a letter"
                + " first, at most 40, such as busy_channels",
            "a.yaml: title (line 2): \"\"; allowed is text of 1 to 100 characters",
            "a.yaml: period (line 3): \"fortnight\"; allowed: day, month, week",
            "a.yaml: audience (line 4): \"everyone\"; allowed: moderators, public",
            "a.yaml: sheeets (line 5): unknown key; did you mean sheets?",
            "a.yaml: sheets[0].table (line 7): \"channel_dayly\"; did you mean channel_daily?",
            "a.yaml: sheets[1].columns[0] (line 10): \"mesages\"; did you mean messages?",
            "a.yaml: sheets[1].columns[2] (line 10): \"channel_id\"; allowed is each column once",
            "a.yaml: sheets[1].metrics[0] (line 11): \"channel_type\"; allowed is a metric; other"
                + " columns stand under columns",
            "a.yaml: sheets[1].filters[0].is (line 14): \"at_leest\"; did you mean at_least?",
            "a.yaml: sheets[1].filters[1].value (line 15): \"many\"; allowed is a whole number",
            "a.yaml: sheets[1].filters[2].values (line 16): missing; allowed is a list of values",
            "a.yaml: sheets[1].limit (line 18): 100000; allowed is a whole number from 1 to 5000",
            "a.yaml: figures[0] (line 19): \"mesages\"; did you mean messages?",
            "b.yaml: name (line 1): \"daily_brief\"; allowed is a name that no other report has")
        .anyMatch(line -> line.startsWith("a.yaml: sheets[1].range (line 12): \"whenever\""))
        .anyMatch(line -> line.startsWith("a.yaml: sheets[1].order[0].direction (line 17)"))
        .anyMatch(line -> line.startsWith("c.yaml: line 1: no valid YAML"));
    assertThat(message).contains("they have 18 errors");
  }

  @Test
  void filtersAreNeverSqlAndNeverNameAnybody() throws IOException {
    write("a.yaml", GOOD + """
            filters: ["messages > 3", {column: "messages OR 1=1", is: at_least, value: 1}]
      """.replace("      filters", "    filters"));
    assertThatThrownBy(this::read)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("sheets[0].filters[0]")
        .hasMessageContaining("sheets[0].filters[1].column");
    write(
        "a.yaml",
        GOOD.replace("channel_daily", "member_daily").replace("channel_id", "member_key")
            + "    filters: [{column: member_key, is: equals, value: 7}]\n");
    assertThatThrownBy(this::read).hasMessageContaining("a column that names nobody");
  }

  @Test
  void thePublicSeesPublicTablesAndRangesAlone() throws IOException {
    String open = GOOD + "audience: public\n";
    write("a.yaml", open);
    assertThat(read().get(0).audiences())
        .containsExactlyInAnyOrder(Audience.MODERATORS, Audience.PUBLIC);
    write(
        "a.yaml",
        open.replace("channel_daily", "member_daily").replace("channel_id", "member_key"));
    assertThatThrownBy(this::read)
        .hasMessageContaining("sheets[0].table (line 5): \"member_daily\"")
        .hasMessageContaining("for the public: guild and channel tables");
    write("a.yaml", open.replace("messages]", "last_active_at]"));
    assertThatThrownBy(this::read).hasMessageContaining("\"last_active_at\"");
    write("a.yaml", open.replace("audience: public", "figures: [members_total]\naudience: public"));
    assertThatThrownBy(this::read).hasMessageContaining("no state of the guild");
    write("a.yaml", "audience: public\n" + GOOD + "    range: last 3 days\n");
    assertThatThrownBy(this::read).hasMessageContaining("period alone in a report for the public");
  }

  @Test
  void aReferenceOfAFileToItselfIsRefusedAndEndsNothing() throws IOException {
    write("a.yaml", "name: &a [*a]\n");
    assertThatThrownBy(this::read).isInstanceOf(WarehouseException.class);
  }
}
