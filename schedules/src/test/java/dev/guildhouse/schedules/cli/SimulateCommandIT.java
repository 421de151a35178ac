package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandIT {
  @TempDir
  private Path home;

  @Test
  void landsEventsWithTheirTruthAndNothingFromTheFuture() throws IOException {
    CommandRun run = CommandRun.at(home, Instant.parse("2026-03-09T12:00:00Z"))
        .of("simulate", "--days", "2", "--events-per-day", "300", "--members", "20", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.path("to").asText()).isLessThan("2026-03-09");
    assertThat(answer.path("events").asLong()).isPositive();
    assertThat(answer.at("/guild_ids/0").isTextual()).isTrue();
    assertThat(Path.of(answer.path("truth").asText())).exists().startsWith(home);
    assertThat(lastReceivedDate())
        .hasValueSatisfying(date -> assertThat(date).isLessThan("received_date=2026-03-09"));
  }

  @Test
  void aPlanThatCannotBeSimulatedIsAWrongCall() {
    CommandRun run = CommandRun.in(home).of("simulate", "--guilds", "0", "--members", "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("guilds must be from 1", "members must be from 10");
  }

  private Optional<String> lastReceivedDate() throws IOException {
    try (Stream<Path> dates = Files.list(home.resolve("landing/events"))) {
      return dates
          .map(date -> date.getFileName().toString())
          .filter(name -> name.startsWith("received_date="))
          .max(String::compareTo);
    }
  }
}
