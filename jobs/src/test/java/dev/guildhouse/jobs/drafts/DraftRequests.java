package dev.guildhouse.jobs.drafts;

import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What is asked of the first week of March for guild 7, of which moderators read channel 900. */
public final class DraftRequests {
  private DraftRequests() {}

  /**
   * The request.
   *
   * @param settings of the guild beside its moderators, in YAML
   */
  public static ReportRequest week(String settings) {
    Config config = Config.load(
        Path.of("none.yaml"),
        Map.of(
            "GUILDHOUSE_GUILDS",
            "[{id: 7, name: Seven, moderators: {channels: [900]}" + settings + "}]"));
    return new ReportRequest(
        7,
        "Seven",
        new DayRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 9)),
        Audience.MODERATORS,
        config.guild(7),
        new ExportPseudonyms(new GuildSecrets(Path.of("none"))));
  }

  /** All rows of the tables under some headings, one text each. */
  public static List<String> rows(List<Section> sections, String heading) {
    return sections.stream()
        .filter(section -> section.heading().startsWith(heading))
        .flatMap(section -> section.table().rows().stream())
        .map(row -> String.join(" | ", row))
        .toList();
  }
}
