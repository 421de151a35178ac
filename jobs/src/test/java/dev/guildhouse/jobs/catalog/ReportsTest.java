package dev.guildhouse.jobs.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schema.config.ConfigProblem;
import dev.guildhouse.schema.config.ConfigReading;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir
  private Path folder;

  private final Reports reports = Reports.comingAlong();

  private ConfigReading read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("guildhouse.yaml"), yaml);
    return ConfigReading.of(file, Map.of()).checkedBy(reports.rule());
  }

  @Test
  void namesAreDistinctAndFitFoldersAndConfiguration() {
    assertThat(Reports.ALL)
        .extracting(Report::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9_]{0,39}"));
    assertThat(Reports.ALL).allSatisfy(report -> {
      assertThat(report.title()).isNotBlank();
      assertThat(report.doc()).endsWith(".");
    });
  }

  @Test
  void isUsuallyAboutItsLastWholePeriod() {
    LocalDate tuesday = LocalDate.of(2026, 3, 31);
    assertThat(reports.named("daily_brief").usualPeriod(tuesday))
        .isEqualTo(DayRange.of(LocalDate.of(2026, 3, 30)));
    assertThat(reports.named("weekly_community").usualPeriod(tuesday))
        .isEqualTo(new DayRange(LocalDate.of(2026, 3, 23), LocalDate.of(2026, 3, 30)));
    assertThat(reports.named("weekly_community").usualPeriod(LocalDate.of(2026, 3, 30)))
        .isEqualTo(new DayRange(LocalDate.of(2026, 3, 23), LocalDate.of(2026, 3, 30)));
  }

  @Test
  void aConfigurationMayNameOnlyReportsThereAre() throws IOException {
    ConfigReading reading = read("""
        defaults:
          reports: {daily_breif: {channel: 1}}
        guilds:
          - id: 7
            reports:
              weekly_community: {channel: 2, audience: public}
              daily_brief: {audience: public}
              something: {channel: 3}
        """);
    assertThat(reading.problems())
        .extracting(ConfigProblem::text)
        .containsExactly(
            "defaults.reports.daily_breif (line 2): unknown report; did you mean daily_brief?",
            "guilds[0].reports.daily_brief.audience (line 7): \"public\"; the report daily_brief"
                + " has no public form; allowed is \"moderators\"",
            "guilds[0].reports.something (line 8): unknown report; reports: "
                + String.join(
                    ", ", Reports.ALL.stream().map(Report::name).sorted().toList()));
    assertThatThrownBy(reading::config).hasMessageContaining("3 errors");
  }

  @Test
  void aGuildHasTheReportsOfTheDefaultsAndItsOwn() throws IOException {
    var guild = read("""
        defaults: {reports: {daily_brief: {channel: 1}, weekly_community: {audience: public}}}
        guilds: [{id: 7, reports: {weekly_community: {channel: 2}}}]
        """).config().guild(7);
    assertThat(reports.configured(guild))
        .extracting(Report::name)
        .containsExactly("daily_brief", "weekly_community");
    assertThat(guild.report("daily_brief").channel()).isEqualTo(1);
    assertThat(guild.report("weekly_community").channel()).isEqualTo(2);
    assertThat(guild.report("weekly_community").audience().text()).isEqualTo("public");
  }

  @Test
  void tellsTheNearestName() {
    assertThatThrownBy(() -> reports.named("weekly_comunity"))
        .hasMessageContaining("Did you mean weekly_community?");
  }
}
