package dev.guildhouse.schedules.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.Run;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What words cost stands in the history, and there are only so many a day. */
class WordingRunIT {
  private static final DayRange DAYS =
      new DayRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 9));

  @TempDir
  private Path folder;

  private Instant now = Instant.parse("2026-03-09T23:00:00Z");

  private static WarehouseRuns runs(OperationsDatabase database) {
    return new WarehouseRuns(
        database,
        () -> {
          throw new IllegalStateException("no table is needed");
        },
        Duration.ZERO);
  }

  private WordedSummary word(Config config, OperationsDatabase database) {
    return new WordingRun(config, database)
        .word(runs(database), RunTrigger.COMMAND_LINE, WordingTest.summary(), 700, DAYS);
  }

  private Config config(String url, long tokensPerDay) throws IOException {
    Path file =
        Files.writeString(folder.resolve("guildhouse.yaml"), """
        language_model:
          model: a-model
          url: "%s"
          answer_tokens: 100
          tokens_per_day: %d
          input_price: 3
          output_price: 15
        """.formatted(url, tokensPerDay));
    return Config.load(file, Map.of("GUILDHOUSE_LANGUAGE_MODEL_API_KEY", "a key"));
  }

  @Test
  void tokensOfADayAreLimitedAndTheirCostIsKnown() throws IOException {
    long read = WordingTest.summary().toJson().length() / 3;
    long estimate = read + 100;
    try (MockWebServer server = new MockWebServer();
        OperationsDatabase database = Engine.H2.open(() -> now)) {
      server.start();
      Config config = config(server.url("/v1").toString(), estimate + 149);
      server.enqueue(WordingTest.openAi(WordingTest.sentences(
          "{1} rose by 50 %, from 100 to 150; chance leaves room from 20 to 88 %.")));
      assertThat(word(config, database).sentences().get(0)).startsWith("Messages rose");
      Run run = new Runs(database).list(RunFilter.newest(1).ofJob("wording")).get(0);
      assertThat(new ObjectMapper().readTree(run.inputs()))
          .isEqualTo(new ObjectMapper().readTree("""
              {"model": "a-model", "input_tokens": 120, "output_tokens": 30, "is_estimate": false,
               "cost": "0.000810"}
              """));
      assertThat(run.message()).endsWith("150 tokens, cost 0.000810.");
      assertThat(run.request().options()).isEqualTo("--model a-model");

      WordedSummary spent = word(config, database);
      assertThat(spent.note()).contains("tokens of today");
      assertThat(spent.sentences()).hasSize(3);
      assertThat(server.getRequestCount()).isEqualTo(1);

      now = now.plus(Duration.ofHours(1));
      server.enqueue(WordingTest.openAi("no JSON"));
      assertThat(word(config, database).note())
          .isEqualTo("As measured: the language model did not answer in JSON.");
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void withoutAModelNobodyIsAsked() throws IOException {
    Config config =
        Config.load(Files.writeString(folder.resolve("none.yaml"), "guilds: []\n"), Map.of());
    try (OperationsDatabase database = Engine.H2.open(() -> now)) {
      WordedSummary measured = word(config, database);
      assertThat(measured.note()).isEmpty();
      assertThat(measured.sentences()).hasSize(3);
      assertThat(new Runs(database).list(RunFilter.newest(5))).isEqualTo(List.of());
    }
  }

  @Test
  void theUrlIsThatOfTheDialectWhereNoneIsGiven() throws IOException {
    Path file = Files.writeString(
        folder.resolve("guildhouse.yaml"), "language_model: {model: m, dialect: anthropic}\n");
    Config.LanguageModel model = Config.load(file, Map.of()).languageModel();
    assertThat(model).isNotNull();
    assertThat(model.url()).hasToString("https://api.anthropic.com/v1/");
    assertThat(model.timeout()).isEqualTo(Duration.ofSeconds(30));
  }
}
