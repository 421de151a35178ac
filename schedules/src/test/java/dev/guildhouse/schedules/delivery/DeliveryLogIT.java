package dev.guildhouse.schedules.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JDA logs what it cannot read, and that is what members write. */
class DeliveryLogIT {
  private static final String SECRET = "a secret of a member";

  @TempDir
  private Path folder;

  @Test
  void nothingThatMembersWriteReachesTheHome() throws Exception {
    Home home = new Home(folder);
    // Not queued, so that the worker reads the channel before it posts.
    new WrittenReport(home.reports(), Instant.now()).write();
    try (FakeDiscord discord = FakeDiscord.start(InstantSource.system())) {
      discord.guild(WrittenReport.GUILD, "A guild").channel(99, "reports");
      ObjectNode unreadable = JsonNodeFactory.instance.objectNode();
      unreadable
          .putArray("embeds")
          .addObject()
          .put("title", SECRET)
          .put("color", "no number: " + SECRET);
      discord.write(99, 5, unreadable);

      try (ChildJvm delivering = DeliverOnce.start(
          home,
          discord,
          "-Dlog4j2.configurationFile=classpath:log4j2.xml",
          "-Dguildhouse.logs=" + home.logs())) {
        assertThat(delivering.lines())
            .contains(new DeliverySummary(1, 1, 0, 0, List.of()).toString())
            .noneMatch(line -> line.contains(SECRET));
      }
      assertThat(discord.requests()).contains("GET /channels/99/messages");
    }
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      assertThat(files)
          .isNotEmpty()
          .noneMatch(file -> new String(read(file), StandardCharsets.ISO_8859_1).contains(SECRET));
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
