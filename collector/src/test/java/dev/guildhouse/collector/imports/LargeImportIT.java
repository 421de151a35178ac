package dev.guildhouse.collector.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.ChildJvm;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports a file of 200 MB, with more authors and replies than are remembered, in a small heap. */
@Tag("acceptance")
class LargeImportIT {
  private static final long BYTES = 200_000_000;
  private static final int AUTHORS = 300_000;
  private static final long FIRST_AUTHOR = 100_000_000_000_000_000L;

  @TempDir
  Path folder;

  @Test
  void aLargeFileFitsASmallHeap() throws Exception {
    Path file = folder.resolve("large.json");
    long messages = write(file);
    Instant start = Instant.now();
    int exit = ChildJvm.run(ImportProcess.class, List.of("-Xmx256m"), folder.resolve("home"), file);
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;
    System.out.printf(
        "imported %.0f MB in %.1f s with the start of the JVM: %.0f MB/s%n",
        BYTES / 1e6, seconds, BYTES / 1e6 / seconds);

    assertThat(exit).isZero();
    ImportHome home = new ImportHome(folder.resolve("home"));
    assertThat(home.filesOfData()).hasSize(2);
    Path record = home.files().stream()
        .filter(name -> name.startsWith("landing/imports/"))
        .map(folder.resolve("home")::resolve)
        .findFirst()
        .orElseThrow();
    assertThat(record).content().contains("\"messages\" : " + messages);
  }

  private static long write(Path file) throws IOException {
    String text = "It is a long established fact that a reader is distracted. ".repeat(2);
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    long messages = 0;
    long bytes = 0;
    long earlier = 0;
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("""
          {"guild":{"id":"700","name":"g"},"channel":{"id":"701","type":"GuildTextChat","name":"c"},
          "dateRange":{"after":null,"before":null},"messages":[
          """);
      while (bytes < BYTES) {
        at = at.plusMillis(3_000);
        long id = Snowflake.of(at, messages);
        String message = """
            %s{"id":"%d","type":"%s","timestamp":"%s","timestampEdited":null,"isPinned":false,\
            "content":"%s","author":{"id":"%d","name":"somebody","isBot":false,"roles":[]},\
            "attachments":[],"embeds":[],"stickers":[],"reactions":[],"mentions":[],\
            "reference":{"messageId":"%d","channelId":"701","guildId":"700"}}
            """.formatted(
                messages == 0 ? "" : ",",
                id,
                messages % 3 == 0 ? "Reply" : "Default",
                at,
                text,
                FIRST_AUTHOR + (messages * 7_919) % AUTHORS,
                Math.max(1, earlier));
        out.write(message);
        bytes += message.length();
        messages++;
        earlier = id;
      }
      out.write("],\"messageCount\":" + messages + "}");
    }
    return messages;
  }
}
