package dev.guildhouse.schedules.delivery;

import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes reports as the jobs do: document and files first, the manifest last. */
final class WrittenReport {
  static final long GUILD = 8;
  private static final String CHART = "chart.png";
  private static final String DOCUMENT = "document.json";
  static final DayRange WEEK =
      DayRange.through(LocalDate.parse("2026-02-23"), LocalDate.parse("2026-03-01"));

  private final Path reports;
  private final Instant createdAt;
  private final Map<String, byte[]> files = new TreeMap<>();
  private int revision = 1;
  private Long channel = 99L;

  WrittenReport(Path reports, Instant createdAt) {
    this.reports = reports;
    this.createdAt = createdAt;
  }

  WrittenReport revision(int number) {
    revision = number;
    return this;
  }

  WrittenReport channel(Long id) {
    channel = id;
    return this;
  }

  WrittenReport file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  ReportFolder write() throws IOException {
    ReportFolder folder = ReportFolder.of(reports, GUILD, "weekly_community", WEEK, revision);
    Files.createDirectories(folder.path());
    List<ReportManifest.ReportFile> described = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.file(file.getKey()), file.getValue());
      described.add(folder.describe(file.getKey()));
    }
    folder.write(DOCUMENT, document());
    described.add(folder.describe(DOCUMENT));
    folder.finish(new ReportManifest(
        "weekly_community",
        GUILD,
        WEEK,
        revision,
        17,
        "1",
        "abc",
        described,
        List.of(),
        DOCUMENT,
        channel,
        createdAt));
    return folder;
  }

  private ReportDocument document() {
    return new ReportDocument(
        "Weekly report of @everyone",
        "23 February to 1 March 2026",
        GUILD,
        WEEK,
        List.of(new ReportDocument.Figure("Messages", "1,234", "+4.20 %")),
        List.of(new ReportDocument.Section(
            "Top channels",
            List.of("Channel", "Messages"),
            List.of(List.of("general", "1,000"), List.of("`<@1>`", "17")))),
        List.of("Voice was not watched."),
        files.containsKey(CHART) ? CHART : null,
        List.copyOf(files.keySet()));
  }
}
