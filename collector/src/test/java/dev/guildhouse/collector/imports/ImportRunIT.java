package dev.guildhouse.collector.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.imports.ImportResult.Imported;
import dev.guildhouse.collector.imports.ImportResult.Known;
import dev.guildhouse.collector.imports.ImportResult.Refused;
import dev.guildhouse.collector.imports.ImportResult.Skipped;
import dev.guildhouse.schema.WarehouseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRunIT {
  private static final Path DAY = ImportHome.SAMPLE.resolve("ubuntu-2020-08-09-train-c.json");
  private static final Path OTHER_DAY = ImportHome.SAMPLE.resolve("ubuntu-2020-08-11-train-c.json");
  private static final String CSV = """
      AuthorID,Author,Date,Content,Attachments,Reactions
      "101","anna#0001","05-Dec-19 10:20 AM","hi","",""
      """;

  @TempDir
  Path folder;

  private ImportHome home;
  private Path inbox;

  @BeforeEach
  void prepare() throws IOException {
    home = new ImportHome(folder.resolve("home"));
    inbox = Files.createDirectories(folder.resolve("inbox"));
  }

  @Test
  void aFileBecomesOneLandingFileAndOneRecord() throws IOException {
    ImportReport report = home.run(DAY);

    Imported imported = (Imported) report.results().get(0);
    assertThat(imported.format()).isEqualTo(ExportFormat.CHAT_EXPORTER_JSON);
    assertThat(imported.line())
        .isEqualTo("1235 messages, 201 joins, 2020-08-09T08:07:00Z to 2020-08-09T10:08:50Z"
            + " (DiscordChatExporter JSON)");
    assertThat(home.filesOfData()).hasSize(2);
    String sha = home.files().stream()
        .filter(file -> file.startsWith("landing/imports/"))
        .map(file -> file.replaceAll("landing/imports/|\\.json", ""))
        .collect(Collectors.joining());
    assertThat(sha).hasSize(64);
    assertThat(imported.landingFile())
        .isEqualTo(home.layout().file("import-" + sha.substring(0, 16), ImportHome.NOW));
    JsonNode record = new ObjectMapper()
        .readTree(home.layout().imports().resolve(sha + ".json").toFile());
    assertThat(record.get("file").asText()).isEqualTo("ubuntu-2020-08-09-train-c.json");
    assertThat(record.get("messages").asLong()).isEqualTo(1235);
    assertThat(record.get("joins").asLong()).isEqualTo(201);
    assertThat(record.get("events").asLong()).isEqualTo(1438);
    assertThat(record.get("guild_ids").get(0).asText()).isEqualTo("700000000000000000");
    assertThat(home.events())
        .hasSize(1438)
        .allSatisfy(
            event -> assertThat(event.get("received_at")).isEqualTo(1_796_112_000_000_000L));
  }

  @Test
  void aSecondImportKnowsTheFilesAndWritesNothing() throws IOException {
    home.run(ImportHome.SAMPLE);
    List<String> before = home.files();
    // Known by content, not by name.
    Path copy = Files.copy(DAY, inbox.resolve("another name.txt"));

    ImportReport report = home.run(DAY, OTHER_DAY, copy);

    assertThat(report.results()).hasSize(3).allMatch(Known.class::isInstance);
    assertThat(report.results().get(0).line()).isEqualTo("known since 2026-12-01T08:00:00Z");
    assertThat(report.hasRefusals()).isFalse();
    assertThat(home.files()).isEqualTo(before);
  }

  @Test
  void aRerunAfterADeathBeforeTheRecordOverwritesTheSameFile() throws IOException {
    home.run(DAY);
    List<String> files = home.files();
    List<Map<String, Object>> events = home.events();
    for (String file : files) {
      if (file.contains("/imports/")) {
        Files.delete(folder.resolve("home").resolve(file));
      }
    }
    home.run(DAY);
    assertThat(home.files()).isEqualTo(files);
    assertThat(home.events()).isEqualTo(events);
  }

  @Test
  void overlappingExportsBringTheSharedMessagesUnderTheSameIdentity() throws IOException {
    home.run(DAY);
    ImportHome other = new ImportHome(folder.resolve("home"));
    Path half = inbox.resolve("half.json");
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(DAY.toFile());
    var messages = (ArrayNode) tree.get("messages");
    while (messages.size() > 500) {
      messages.remove(0);
    }
    tree.put("messageCount", 500);
    Files.writeString(half, tree.toString());
    other.run(half);

    Map<List<Object>, Long> times = home.events().stream()
        .filter(event -> (Long) event.get("message_id") != 0)
        .collect(Collectors.groupingBy(
            event -> List.of(
                event.get("guild_id"),
                event.get("event_type"),
                event.get("subject_id"),
                event.get("ordinal")),
            Collectors.counting()));
    assertThat(times).hasSize(1436);
    assertThat(times.values().stream().filter(count -> count == 2)).hasSize(500);
  }

  @Test
  void aBrokenFileLeavesNothingAndStopsNoOther() throws IOException {
    byte[] whole = Files.readAllBytes(DAY);
    Files.write(inbox.resolve("a-cut.json"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(inbox.resolve("b-empty.json"), new byte[0]);
    Files.writeString(inbox.resolve("c-blank.csv"), " \n ");
    Files.write(inbox.resolve("d-latin.json"), broken(whole, 300_000));
    Files.write(inbox.resolve("e-utf16.json"), encoded(whole, StandardCharsets.UTF_16));
    Files.write(inbox.resolve("f-utf16le.json"), encoded(whole, StandardCharsets.UTF_16LE));
    Files.write(inbox.resolve("g-packed.json"), gzipped(whole));
    Files.writeString(inbox.resolve("h-package.json"), "[{\"ID\": 1}]");
    Files.writeString(inbox.resolve("i-other.json"), "{\"servers\": []}");
    Files.writeString(inbox.resolve("j-tabs.csv"), CSV.replace(',', '\t'));
    Files.writeString(inbox.resolve("k-columns.csv"), "AuthorID,Date,Content\n1,2,3\n");
    Files.copy(OTHER_DAY, inbox.resolve("z-good.json"));

    ImportReport report = home.run(inbox);

    assertThat(report.hasRefusals()).isTrue();
    assertThat(report
            .of(Refused.class)
            .map(refused ->
                refused.path().getFileName().toString().charAt(0) + " " + refused.line()))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("a message ").endsWith("it was cut off"),
            line -> assertThat(line).isEqualTo("b it is empty"),
            line -> assertThat(line).isEqualTo("c it is empty"),
            line -> assertThat(line)
                .isEqualTo("d byte 300001: it is not UTF-8 there; save it as UTF-8"),
            line -> assertThat(line).startsWith("e byte 1: it is UTF-16"),
            line -> assertThat(line).startsWith("f byte 1: it is UTF-16"),
            line -> assertThat(line).isEqualTo("g it is compressed; unpack it first"),
            line -> assertThat(line).startsWith("h it is a JSON array, as Discord's own data"),
            line -> assertThat(line).startsWith("i it is JSON, but neither an export"),
            line -> assertThat(line).startsWith("j its cells are separated neither by"),
            line -> assertThat(line).startsWith("k its columns are not those of the exporter"));
    assertThat(report.of(Imported.class)).hasSize(1);
    // One landing file, one record, and nothing half done.
    assertThat(home.filesOfData()).hasSize(2);
    assertThat(home.events()).hasSize(1445);
  }

  @Test
  void foldersAreWalkedInOrderAndWhatIsNoExportIsPassedOverWithANote() throws IOException {
    Files.copy(OTHER_DAY, Files.createDirectories(inbox.resolve("b")).resolve("no suffix"));
    Files.copy(DAY, Files.createDirectories(inbox.resolve("a")).resolve("x.json"));
    Files.writeString(inbox.resolve("picture.png"), "\u0001\u0002");
    Files.writeString(inbox.resolve("chat.html"), "<!DOCTYPE html>");
    Files.write(inbox.resolve("nothing.txt"), new byte[0]);
    Files.writeString(inbox.resolve(".hidden.json"), "{");
    Files.writeString(
        Files.createDirectories(inbox.resolve("a/x.json_Files")).resolve("sent.json"), "{}");

    ImportReport report = home.run(inbox, inbox.resolve("a/x.json"));

    assertThat(report.hasRefusals()).isFalse();
    assertThat(report.of(Imported.class).map(imported -> inbox.relativize(imported.path())))
        .containsExactly(Path.of("a/x.json"), Path.of("b/no suffix"));
    assertThat(report
            .of(Skipped.class)
            .map(skipped -> inbox.relativize(skipped.path()).toString()))
        .containsExactlyInAnyOrder(
            "picture.png", "chat.html", "nothing.txt", ".hidden.json", "a/x.json_Files");
  }

  @Test
  void aFileThatIsNotThereIsToldAndTheOthersGoOn() {
    ImportReport report = home.run(inbox.resolve("missing.json"), DAY);
    assertThat(report.results()).hasSize(2);
    assertThat(report.results().get(0).line())
        .isEqualTo("it cannot be read: there is no such file");
    assertThat(report.results().get(1)).isInstanceOf(Imported.class);
  }

  @Test
  void aGivenFileThatIsNoExportIsAnError() throws IOException {
    Path page = Files.writeString(inbox.resolve("chat.html"), "<!DOCTYPE html>");
    assertThat(home.run(page).of(Refused.class).map(Refused::reason))
        .singleElement()
        .asString()
        .startsWith("it is HTML; export as JSON");
  }

  @Test
  void aByteOrderMarkChangesNothing() throws IOException {
    Path json = marked(inbox.resolve("marked.json"), Files.readString(DAY));
    Path csv = marked(inbox.resolve("marked [702].csv"), CSV);
    Path lines = marked(
        inbox.resolve("marked.jsonl"),
        "{\"event_type\": \"flag\", \"event_at\": \"2026-11-01T00:00:00Z\"}\n");
    ImportReport report =
        home.run(home.options().from(700_000_000_000_000_000L, null, ZoneId.of("UTC")), inbox);

    assertThat(report.of(Imported.class).map(Imported::path)).containsExactly(csv, json, lines);
    assertThat(report.total().messages()).isEqualTo(1236);
  }

  @Test
  void aDryRunCountsEverythingAndWritesNothing() throws IOException {
    Files.copy(DAY, inbox.resolve("good.json"));
    Files.writeString(inbox.resolve("bad.json"), "{\"guild\": {");
    ImportReport report = home.run(home.options().dryRun(), inbox);

    assertThat(report.hasRefusals()).isTrue();
    assertThat(report.total().messages()).isEqualTo(1235);
    assertThat(report.of(Imported.class).map(Imported::landingFile)).containsExactly((Path) null);
    assertThat(folder.resolve("home")).doesNotExist();

    home.run(DAY);
    assertThat(home.run(home.options().dryRun(), DAY).results()).allMatch(Known.class::isInstance);
  }

  @Test
  void anExportThatHoldsNothingIsKnownAfterwards() throws IOException {
    Path empty = Files.writeString(
        inbox.resolve("general [702].csv"), CSV.lines().findFirst().get());
    ImportOptions options = home.options().from(5L, null, ZoneId.of("UTC"));
    assertThat(home.run(options, empty).of(Imported.class).map(Imported::landingFile))
        .containsExactly((Path) null);
    assertThat(home.run(options, empty).results()).allMatch(Known.class::isInstance);
    assertThat(home.events()).isEmpty();
  }

  @Test
  void theSameCsvUnderOtherOptionsIsRefusedInsteadOfCountedTwice() throws IOException {
    Path csv = Files.writeString(inbox.resolve("general [702].csv"), CSV);
    home.run(home.options().from(5L, null, ZoneId.of("UTC")), csv);
    ImportReport again = home.run(home.options().from(5L, null, ZoneId.of("Asia/Tokyo")), csv);

    assertThat(again.of(Refused.class).map(Refused::reason))
        .singleElement()
        .asString()
        .contains("was imported at 2026-12-01T08:00:00Z with --guild 5 --zone UTC");
    assertThat(home.events()).hasSize(3);
  }

  @Test
  void aDiskThatCannotBeWrittenEndsTheRunWithTheNextStep() throws IOException {
    Files.createDirectories(home.layout().root());
    Files.writeString(home.layout().events(), "in the way");
    assertThatThrownBy(() -> home.run(DAY))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("See that the disk of the home folder has room");
    assertThat(home.files()).noneMatch(file -> file.contains(".staging"));
  }

  @Test
  void organizationAndPrivacyModeOfTheGuildDecide() {
    home.run(home.options().guilds(guild -> 4, guild -> true), ImportHome.SAMPLE);
    assertThat(home.events())
        .allSatisfy(event -> assertThat(event).containsEntry("organization_id", 4L));
    assertThat(home.files())
        .filteredOn(file -> file.endsWith(".secret"))
        .containsExactly("secrets/guild-700000000000000000-2020-08.secret");
  }

  @Test
  void theListenerHearsTheWholeWay() throws IOException {
    List<Long> progress = new ArrayList<>();
    List<String> told = new ArrayList<>();
    new ImportRun(home.options(), new ImportListener() {
          @Override
          public void started(int files, long bytes) {
            told.add(files + " files, " + bytes + " bytes");
          }

          @Override
          public void progressed(long bytesDone) {
            progress.add(bytesDone);
          }

          @Override
          public void finished(ImportResult result) {
            told.add(result.getClass().getSimpleName());
          }
        })
        .of(List.of(DAY, OTHER_DAY));

    long bytes = Files.size(DAY) + Files.size(OTHER_DAY);
    assertThat(told).containsExactly("2 files, " + bytes + " bytes", "Imported", "Imported");
    assertThat(progress).isSorted().endsWith(bytes);
  }

  private static Path marked(Path file, String text) throws IOException {
    return Files.writeString(file, "\uFEFF" + text);
  }

  private static byte[] broken(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) 0xE9;
    copy[at + 1] = 'x';
    return copy;
  }

  private static byte[] encoded(byte[] utf8, Charset charset) {
    return new String(utf8, StandardCharsets.UTF_8).getBytes(charset);
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
