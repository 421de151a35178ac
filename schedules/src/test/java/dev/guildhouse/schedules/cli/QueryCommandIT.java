package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A declared question as a command: its forms agree, and what cannot be answered says why. */
@Tag("acceptance")
class QueryCommandIT {
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");

  @TempDir
  private static Path home;

  private static String guild = "";

  @BeforeAll
  static void fillAWeek() throws IOException {
    WeekHome.fill(home);
    guild = json(ask("export guild_weekly --from 2026-02-23 --to 2026-03-02 --format json --out -"))
        .get("guild_id")
        .asText();
  }

  private static CommandRun ask(String call) {
    return CommandRun.at(home, NOW).of(call.split(" "));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.err()).isNotNull();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void theSameNumberStandsInEveryForm() throws Exception {
    String call = "community --guild " + guild + " --range 2026-W09";
    long truth = json(ask(
            "export guild_weekly --from 2026-02-23 --to 2026-03-02 --format json" + " --out -"))
        .get("messages")
        .asLong();
    assertThat(truth).isPositive();

    JsonNode document = json(ask(call + " --json"));
    assertThat(document.at("/figures/0/value/count").asLong()).isEqualTo(truth);

    List<String> csv = ask(call + " --format csv").out().lines().toList();
    assertThat(csv.get(0))
        .endsWith("Measure,This period,Period before,Growth %,Watched %,Watched before %");
    assertThat(csv.get(1)).startsWith("Messages," + truth + ",");

    assertThat(ask(call).out())
        .contains("ISO week 2026-W09: Mon 23 Feb 2026 to Sun 1 Mar 2026, UTC")
        .contains(String.format("%,d", truth));
  }

  @Test
  void aFileHoldsTheTableThatIsAskedFor() throws Exception {
    Path file = home.resolve("daily.csv.gz");
    CommandRun run = CommandRun.at(home, NOW)
        .of(
            "community",
            "--guild",
            guild,
            "--range",
            "2026-W09",
            "--table",
            "daily",
            "--out",
            file.toString());

    assertThat(run.exitCode()).isZero();
    byte[] bytes =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))).readAllBytes();
    assertThat(new String(bytes, StandardCharsets.UTF_8).lines()).hasSize(8);
  }

  @Test
  void theTypeOfAUserReportMayStandByItself() {
    String call = " --channel all --range 2026-02 --format csv --guild " + guild;
    CommandRun alone = ask("userstats report weekday" + call);
    assertThat(alone.exitCode()).isZero();
    assertThat(alone.out().lines()).hasSize(8);
    assertThat(ask("userstats report --type weekday" + call).out()).isEqualTo(alone.out());
    assertThat(ask("userstats report" + call).out().lines()).hasSize(2);
    CommandRun twice = ask("userstats report weekday --type full" + call);
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains("type is given twice");
    assertThat(ask("userstats report weekly" + call).err()).contains("Did you mean weekday?");
  }

  @Test
  void everyQuestionIsInTheHistory() {
    ask("community --guild " + guild + " --range 2026-W09");

    assertThat(ask("runs --job").exitCode()).isEqualTo(2);
    assertThat(CommandRun.at(home, NOW).of("runs", "--job", "query community").out())
        .contains("query community", "2026-02-23", "Answered from release");
  }

  @Test
  void daysThatAreNotFilledAreSaidToBeOpen() {
    assertThat(CommandRun.at(home, NOW)
            .of("community", "--guild", guild, "--range", "2026-02-23 to 2026-03-05")
            .out())
        .contains("The tables are filled until 2026-03-02");
  }

  @ParameterizedTest
  @CsvSource({
    "community --range 2026-W09, Missing required option: '--guild=ID'",
    "community --guild 1 --range 2026-W09, the tables hold nothing of guild 1",
    "community --guild GUILD --range 2026-02-30, Cannot understand the days '2026-02-30'",
    "community --guild GUILD --format yaml, there is no such format",
    "community --guild GUILD --range 2026-W09 --format csv --table dally, Did you mean Daily?",
  })
  void aQuestionThatHasNoAnswerSaysWhy(String call, String why) {
    CommandRun run = ask(call.replace("GUILD", guild));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(why);
    assertThat(run.out()).isEmpty();
  }
}
