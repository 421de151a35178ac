package dev.guildhouse.schema.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderIT {
  private static final DayRange WEEK =
      DayRange.through(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-08"));

  private static final ReportDocument DOCUMENT = new ReportDocument(
      "Weekly community report",
      "",
      9_007_199_254_740_993L,
      WEEK,
      List.of(
          new ReportDocument.Figure("Messages", "1,234", "+4.2 %"),
          new ReportDocument.Figure("Joins", "3", null)),
      List.of(new ReportDocument.Section(
          "Top channels", List.of("Channel", "Messages"), List.of(List.of("#general", "17")))),
      List.of("Voice was not watched."),
      "chart.png",
      List.of("chart.png"));

  @TempDir
  private Path reports;

  private ReportFolder folder;

  @BeforeEach
  void write() throws Exception {
    folder = ReportFolder.of(reports, 8, "weekly_community", WEEK, 2);
    folder.write("document.json", DOCUMENT);
    Files.writeString(folder.file("chart.png"), "picture");
  }

  @Test
  void documentAndManifestComeBackAsTheyWere() throws Exception {
    ReportManifest manifest = manifest(4711L);
    folder.finish(manifest);

    assertThat(folder.path())
        .isEqualTo(reports.resolve("8/weekly_community/2026-03-02_2026-03-08/2"));
    assertThat(folder.manifest()).isEqualTo(manifest);
    assertThat(folder.document(manifest)).isEqualTo(DOCUMENT);
    assertThat(folder.manifestFile())
        .content()
        .contains("\"channel_id\" : \"4711\"", "\"created_at\" : \"2026-03-09T01:00:00Z\"");
    assertThat(folder.file("document.json")).content().contains("\"9007199254740993\"");
  }

  @Test
  void reportThatIsOnlyWrittenHasNoChannel() throws Exception {
    folder.finish(manifest(null));
    assertThat(folder.manifest().channelId()).isNull();
  }

  @Test
  void onlyFinishedReportsCount() throws Exception {
    assertThat(ReportFolder.all(reports)).isEmpty();
    folder.finish(manifest(null));
    assertThat(ReportFolder.all(reports)).containsExactly(folder);
    assertThat(ReportFolder.all(reports.resolve("nowhere"))).isEmpty();
  }

  @Test
  void changedOrMissingFileIsNamed() throws Exception {
    ReportManifest manifest = manifest(null);
    Files.writeString(folder.file("chart.png"), "another");
    assertThatThrownBy(() -> folder.document(manifest))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("chart.png is not the file that the manifest describes");

    Files.delete(folder.file("chart.png"));
    assertThatThrownBy(() -> folder.document(manifest)).hasMessageContaining("NoSuchFile");
  }

  @Test
  void fieldsOfANewerProgramAreLeftAlone() throws Exception {
    folder.finish(manifest(null));
    Files.writeString(
        folder.manifestFile(),
        Files.readString(folder.manifestFile()).replaceFirst("\\{", "{\"weather\": {\"a\": 1},"));
    assertThat(folder.manifest()).isEqualTo(manifest(null));
  }

  @Test
  void brokenManifestIsNamed() throws Exception {
    Files.writeString(folder.manifestFile(), "{");
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot read " + folder.manifestFile());
  }

  @Test
  void namesThatOthersWouldChangeAreRefused() {
    for (String name : List.of("a b.csv", "../a.csv", "ä.csv", ".hidden", "")) {
      assertThatThrownBy(() -> new ReportManifest.ReportFile(name, "", 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private ReportManifest manifest(Long channel) throws Exception {
    return new ReportManifest(
        "weekly_community",
        8,
        WEEK,
        2,
        17,
        "def",
        "abc",
        List.of(folder.describe("document.json"), folder.describe("chart.png")),
        List.of("chart.png"),
        "document.json",
        channel,
        Instant.parse("2026-03-09T01:00:00Z"));
  }
}
