package dev.guildhouse.schema.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderIT {
  private static final DayRange WEEK =
      DayRange.through(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-08"));

  private static final ReportDocument DOCUMENT = new ReportDocument(
      "Weekly community report",
      "A guild",
      9_007_199_254_740_993L,
      "2 to 8 March 2026",
      List.of(new ReportDocument.Figure("Messages", "1,234", "+4.20 %")),
      List.of(new ReportDocument.Section(
          "Top channels",
          new ReportDocument.Table(
              List.of("Channel", "Messages"), List.of(List.of("#general", "17"))))),
      List.of("Voice was not watched."),
      "chart.png",
      List.of());

  @TempDir
  private Path reports;

  private ReportFolder folder;
  private ReportManifest manifest;

  @BeforeEach
  void write() throws Exception {
    folder = new ReportFolder(reports.resolve("8/weekly_community/2026-W10/revision-2"));
    Files.createDirectories(folder.path());
    Files.writeString(folder.file("document.json"), DOCUMENT.toJson());
    Files.writeString(folder.file("chart.png"), "picture");
    List<ReportManifest.ContentFile> files = new ArrayList<>();
    for (String name : List.of("chart.png", "document.json")) {
      byte[] content = Files.readAllBytes(folder.file(name));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      files.add(
          new ReportManifest.ContentFile(name, HexFormat.of().formatHex(hash), content.length));
    }
    manifest = new ReportManifest(
        "weekly_community",
        8,
        WEEK,
        Audience.PUBLIC,
        2,
        17,
        3,
        "1",
        "abc",
        files,
        List.of(),
        "document.json",
        4711L,
        List.of(4712L, 9_007_199_254_740_993L),
        Instant.parse("2026-03-09T01:00:00Z"),
        null);
  }

  @Test
  void documentAndManifestComeBackAsTheyWere() throws Exception {
    Files.writeString(folder.manifestFile(), manifest.toJson(), StandardCharsets.UTF_8);
    assertThat(folder.manifest()).isEqualTo(manifest);
    assertThat(folder.document(manifest)).isEqualTo(DOCUMENT);
  }

  @Test
  void onlyFoldersWithAManifestCount() throws Exception {
    assertThat(ReportFolder.all(reports)).isEmpty();
    Files.writeString(folder.manifestFile(), manifest.toJson());
    assertThat(ReportFolder.all(reports)).containsExactly(folder);
    assertThat(ReportFolder.all(reports.resolve("nowhere"))).isEmpty();
  }

  @Test
  void changedOrMissingFileIsNamed() throws Exception {
    Files.writeString(folder.file("chart.png"), "another");
    assertThatThrownBy(() -> folder.document(manifest))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("chart.png is not the file that the manifest describes");

    Files.delete(folder.file("chart.png"));
    assertThatThrownBy(() -> folder.document(manifest)).hasMessageContaining("NoSuchFile");
  }

  @Test
  void brokenManifestIsNamed() throws Exception {
    Files.writeString(folder.manifestFile(), "{");
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot read " + folder.manifestFile());
  }
}
