package dev.guildhouse.schedules.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A delivering process that dies at a bad moment, and the one that is started after it. */
@Tag("acceptance")
class DeliveryKillIT {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"deliver.claimed,0,1", "deliver.sent,1,1", "deliver.recorded,1,0"})
  void reportArrivesOnce(String stopPoint, int messagesLeft, int deliveredAfter) throws Exception {
    Home home = new Home(folder);
    new WrittenReport(home.reports(), Instant.now())
        .file("a.csv", "1,2".getBytes(StandardCharsets.UTF_8))
        .file("chart.png", new byte[5_000])
        .write();
    try (FakeDiscord discord = FakeDiscord.start(InstantSource.system())) {
      discord.guild(WrittenReport.GUILD, "A guild").channel(99, "reports");
      try (ChildJvm doomed =
          DeliverOnce.start(home, discord, "-D" + StopPoint.PROPERTY + "=" + stopPoint)) {
        List<String> output = doomed.lines();
        assertThat(doomed.exitCode())
            .as(() -> String.join("\n", output))
            .isEqualTo(StopPoint.EXIT_CODE);
      }
      assertThat(discord.messages(99)).hasSize(messagesLeft);

      try (ChildJvm next = DeliverOnce.start(home, discord)) {
        assertThat(next.lines())
            .contains(new DeliverySummary(0, deliveredAfter, 0, 0, List.of()).toString());
        assertThat(next.exitCode()).isZero();
      }
      assertThat(discord.messages(99)).hasSize(1);
      FakeMessage message = discord.messages(99).get(0);
      assertThat(message.fileNames()).containsExactly("chart.png", "a.csv");
      assertThat(message.files().get(0).content()).isEqualTo(ByteString.of(new byte[5_000]));
      assertThat(message.files().get(1).content().utf8()).isEqualTo("1,2");
    }
  }
}
