package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandIT {
  private static final String EVENTS = """
      {"event_type": "message_create", "guild_id": "5", "channel_id": "6", "message_id": "175928847299117063", "user_id": "99887766554433", "event_at": "2016-04-30T11:18:25.796Z"}
      {"event_type": "message_create", "guild_id": "5", "channel_id": "6", "message_id": "175928847299117064", "user_id": "99887766554433", "event_at": "2016-04-30T11:18:25.796Z"}
      """;

  @TempDir
  private Path folder;

  private Path home;
  private Path exports;

  @BeforeEach
  void layOut() throws IOException {
    home = folder.resolve("home");
    exports = Files.createDirectory(folder.resolve("exports"));
    Files.writeString(exports.resolve("good.jsonl"), EVENTS);
  }

  @Test
  void importsOnceAndKnowsTheFileAfterwards() throws IOException {
    CommandRun first = CommandRun.in(home).of("import", exports.toString(), "--json");
    assertThat(first.exitCode()).as(first.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(first.out());
    assertThat(answer.path("imported_files").asInt()).isEqualTo(1);
    assertThat(answer.path("messages").asInt()).isEqualTo(2);
    assertThat(answer.at("/guild_ids/0").textValue()).isEqualTo("5");
    assertThat(filesIn(home.resolve("landing/events"))).hasSize(1);

    CommandRun second = CommandRun.in(home).of("import", exports.toString());
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).containsPattern("known +" + exports.resolve("good.jsonl"));
    assertThat(filesIn(home.resolve("landing/events"))).hasSize(1);
  }

  @Test
  void aRefusedFileStopsNoOtherButEndsWithOne() throws IOException {
    Files.writeString(exports.resolve("broken.jsonl"), EVENTS + "{\"event_type\": \"mess");
    CommandRun run = CommandRun.in(home).of("import", exports.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("refused +" + exports.resolve("broken.jsonl") + " +line 3")
        .containsPattern("imported +" + exports.resolve("good.jsonl"))
        .containsPattern("refused_files +1\n");
    assertThat(filesIn(home.resolve("landing/events"))).hasSize(1);
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    CommandRun run = CommandRun.in(home).of("import", "--dry-run", exports.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("messages +2\n");
    assertThat(filesIn(home)).isEmpty();
  }

  @Test
  void nothingToImportIsAWrongCall() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandRun run = CommandRun.in(home).of("import", empty.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("Cannot import " + empty);

    CommandRun missing =
        CommandRun.in(home).of("import", folder.resolve("nowhere").toString());
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.out()).contains("there is no such file");

    assertThat(CommandRun.in(home).of("import").exitCode()).isEqualTo(2);
  }

  @Test
  void aWrongConfigurationStopsItBeforeAnythingIsRead() throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("guildhouse.yaml"), "guild: []");
    CommandRun run = CommandRun.in(home).of("import", exports.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean guilds?");
    assertThat(home.resolve("landing")).doesNotExist();
  }

  @Test
  void aHomeThatCannotBeWrittenIsRefused() throws IOException {
    CommandRun run = CommandRun.in(Files.createFile(folder.resolve("file")).resolve("home"))
        .of("import", exports.toString());

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).startsWith("Cannot ");
  }

  private static Stream<Path> filesIn(Path place) throws IOException {
    if (!Files.exists(place)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }
}
