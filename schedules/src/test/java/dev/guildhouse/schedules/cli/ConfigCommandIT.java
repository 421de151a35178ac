package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandIT {
  @TempDir
  private Path home;

  @Test
  void showsEverySettingWithItsOrigin() throws IOException {
    write("landing: {retention_days: 8}\ndiscord: {token: hush}\n");
    CommandRun run =
        CommandRun.in(home).with("GUILDHOUSE_DELIVERY_RETRY_LIMIT", "2").of("config", "check");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("landing.retention_days +8 +line 1"))
        .anyMatch(line -> line.matches("delivery.retry_limit +2 +GUILDHOUSE_DELIVERY_RETRY_LIMIT"))
        .anyMatch(line -> line.matches("discord.token +\\(hidden\\) +line 2"))
        .noneMatch(line -> line.contains("hush"));
  }

  @Test
  void namesEveryErrorAndEndsWithTwo() throws IOException {
    write("landing: {retention_days: -1}\nlgo: {}\n");
    CommandRun run = CommandRun.in(home).of("config", "check");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Cannot use the configuration " + home.resolve("guildhouse.yaml"))
        .contains("landing.retention_days (line 1)", "did you mean log?");
  }

  @Test
  void answersInJsonWhetherItIsValidOrNot() throws IOException {
    CommandRun valid = CommandRun.in(home).of("--json", "config", "check");
    assertThat(valid.exitCode()).isZero();
    JsonNode answer = new ObjectMapper().readTree(valid.out());
    assertThat(answer.path("valid").asBoolean()).isTrue();
    assertThat(answer.path("hash").asText()).hasSize(64);

    write("landing: {retention_days: -1}\n");
    CommandRun invalid = CommandRun.in(home).of("config", "check", "--json");
    assertThat(invalid.exitCode()).isEqualTo(2);
    JsonNode problem = new ObjectMapper().readTree(invalid.out()).at("/problems/0");
    assertThat(problem.path("setting").asText()).isEqualTo("landing.retention_days");
    assertThat(problem.path("line").asInt()).isEqualTo(1);
  }

  private void write(String text) throws IOException {
    Files.writeString(home.resolve("guildhouse.yaml"), text);
  }
}
