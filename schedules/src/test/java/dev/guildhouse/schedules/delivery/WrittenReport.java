package dev.guildhouse.schedules.delivery;

import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes reports as the jobs do: document and files first, the manifest last. */
public final class WrittenReport {
  static final long GUILD = 8;
  private static final String CHART = "chart.png";
  static final DayRange WEEK =
      DayRange.through(LocalDate.parse("2026-02-23"), LocalDate.parse("2026-03-01"));

  private final Path reports;
  private final Instant createdAt;
  private final Map<String, byte[]> files = new TreeMap<>();
  private long guild = GUILD;
  private String report = "weekly_community";
  private DayRange period = WEEK;
  private String title = "Weekly report of @everyone";
  private int revision = 1;
  private Long channel = 99L;
  private List<Long> more = List.of();

  public WrittenReport(Path reports, Instant createdAt) {
    this.reports = reports;
    this.createdAt = createdAt;
  }

  WrittenReport revision(int number) {
    revision = number;
    return this;
  }

  /** Another report than that of a week, which bears its name and first day as its title. */
  public WrittenReport of(long guildId, String name, DayRange days) {
    guild = guildId;
    report = name;
    period = days;
    title = name + " " + days.from();
    return this;
  }

  public WrittenReport channel(Long id) {
    channel = id;
    return this;
  }

  WrittenReport moreChannels(Long... ids) {
    more = List.of(ids);
    return this;
  }

  public WrittenReport file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  public ReportFolder write() throws IOException {
    ReportFolder folder = new ReportFolder(reports
        .resolve(Long.toString(guild))
        .resolve(report)
        .resolve(period.from().toString())
        .resolve("revision-" + revision));
    Files.createDirectories(folder.path());
    files.put("document.json", document().toJson().getBytes(StandardCharsets.UTF_8));
    List<ReportManifest.ContentFile> described = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.file(file.getKey()), file.getValue());
      described.add(new ReportManifest.ContentFile(
          file.getKey(), sha256(file.getValue()), file.getValue().length));
    }
    ReportManifest manifest = new ReportManifest(
        report,
        guild,
        period,
        Audience.MODERATORS,
        revision,
        17,
        0,
        "1",
        "abc",
        described,
        List.of(),
        "document.json",
        channel,
        more,
        createdAt,
        null);
    Files.writeString(folder.manifestFile(), manifest.toJson());
    return folder;
  }

  private ReportDocument document() {
    return new ReportDocument(
        title,
        "A guild",
        guild,
        "23 February to 1 March 2026",
        List.of(new ReportDocument.Figure("Messages", "1,234", "+4.20 %")),
        List.of(new ReportDocument.Section(
            "Top channels",
            new ReportDocument.Table(
                List.of("Channel", "Messages"),
                List.of(List.of("general", "1,000"), List.of("`<@1>`", "17"))))),
        List.of("Voice was not watched."),
        files.containsKey(CHART) ? CHART : null,
        files.keySet().stream().filter(name -> !name.equals(CHART)).toList());
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
