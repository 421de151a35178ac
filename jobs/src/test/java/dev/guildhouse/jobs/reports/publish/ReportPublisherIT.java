package dev.guildhouse.jobs.reports.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.reports.publish.Published.Outcome;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("acceptance")
class ReportPublisherIT {
  @TempDir
  private Path folder;

  private Home home;
  private Path place;

  @BeforeEach
  void prepare() {
    home = new Home(folder.resolve("home")).prepare();
    place = home.reports().resolve("42/sample/2026-W10");
  }

  @Test
  void putsAWholeReportWithItsManifestInPlace() throws IOException {
    Published published = PublishOnce.into(home, "Guild");
    assertThat(published.outcome()).isEqualTo(Outcome.NEW);
    assertThat(published.folder().path()).isEqualTo(place.resolve("revision-1"));
    ReportManifest manifest = published.folder().manifest();
    assertThat(manifest).isEqualTo(published.manifest());
    assertThat(manifest.release()).isEqualTo(7);
    assertThat(manifest.channelId()).isEqualTo(77L);
    assertThat(manifest.configurationHash()).isEqualTo("c0ffee");
    assertThat(manifest.createdAt()).isEqualTo(Instant.parse("2026-03-09T02:00:00.123Z"));
    assertThat(manifest.definitions()).matches("[0-9a-f]{16}");
    assertThat(manifest.inputs())
        .extracting(ReportManifest.Input::name)
        .containsExactly("content.json");
    assertThat(published.folder().document(manifest).title()).isEqualTo("Weekly community report");
    assertThat(names(published.folder().path()))
        .hasSize(manifest.files().size() + 1)
        .contains("manifest.json", manifest.documentFile());
    assertThat(ReportFolder.all(home.reports())).containsExactly(published.folder());
  }

  @Test
  void publishesTheSameOnceAndSomethingElseAsTheNextRevision() throws IOException {
    PublishOnce.into(home, "Guild");
    Published again = PublishOnce.into(home, "Guild");
    assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(again.manifest().revision()).isEqualTo(1);
    Published changed = PublishOnce.into(home, "Renamed");
    assertThat(changed.outcome()).isEqualTo(Outcome.NEW);
    assertThat(changed.folder().path()).isEqualTo(place.resolve("revision-2"));
    assertThat(PublishOnce.into(home, "Guild").manifest().revision()).isEqualTo(3);
    assertThat(names(place)).containsExactly("revision-1", "revision-2", "revision-3");
    assertThat(home.temporary()).isEmptyDirectory();
  }

  @Test
  void publishesOnceWhenTwoDoItAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Outcome> publish = () -> PublishOnce.into(home, "Guild").outcome();
      List<Future<Outcome>> outcomes = threads.invokeAll(List.of(publish, publish));
      assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
          .containsExactlyInAnyOrder(Outcome.NEW, Outcome.UNCHANGED);
      assertThat(names(place)).containsExactly("revision-1");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void leavesNothingWhenItDiesBeforePublishing() throws Exception {
    assertThat(run("report.staged")).startsWith("137 ");
    assertThat(home.reports()).doesNotExist();
    assertThat(run("")).isEqualTo("0 NEW 1");
  }

  @Test
  void leavesAWholeReportWhenItDiesAfterPublishing() throws Exception {
    assertThat(run("report.published")).startsWith("137 ");
    assertThat(names(place)).containsExactly("revision-1");
    assertThat(run("")).isEqualTo("0 UNCHANGED 1");
  }

  @Test
  void drawsTheSameOnAMachineWithoutASingleFont() throws Exception {
    PublishOnce.into(home, "Guild");
    Path noFonts = Files.writeString(
        folder.resolve("fonts.conf"),
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>" + "<dir>"
            + Files.createDirectory(folder.resolve("fonts")) + "</dir></fontconfig>");
    assertThat(run("", Map.of("FONTCONFIG_FILE", noFonts.toString()))).isEqualTo("0 UNCHANGED 1");
  }

  @Test
  void saysWhatToDoWhenItCannotBeWritten() throws IOException {
    Files.writeString(home.reports(), "a file where the folder should be");
    assertThatThrownBy(() -> PublishOnce.into(home, "Guild"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageStartingWith(
            "Cannot write the report sample of guild 42 for 2026-03-02 to 2026-03-09: ")
        .hasMessageContaining("Nothing was published.");
    assertThat(home.temporary()).isEmptyDirectory();
  }

  /** Exit code and output of a process of its own. */
  private String run(String stopAt) throws IOException, InterruptedException {
    return run(stopAt, Map.of());
  }

  private String run(String stopAt, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            // Java remembers the fonts it once found there.
            "-Duser.home=" + folder,
            "-D" + StopPoint.PROPERTY + "=" + stopAt,
            "-cp",
            System.getProperty("java.class.path"),
            PublishOnce.class.getName(),
            home.root().toString(),
            "Guild")
        .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + output.strip();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
