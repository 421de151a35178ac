package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class GuildhouseIT {
  @TempDir
  private Path home;

  @Test
  void helpAndVersionAreAnswersAndEndWell() {
    CommandRun help = CommandRun.in(home).of("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: guildhouse").contains("config", "completion");
    assertThat(help.err()).isEmpty();

    CommandRun version = CommandRun.in(home).of("--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("guildhouse ");
  }

  @Test
  void aCallWithoutCommandShowsTheHelpAsAnError() {
    CommandRun run = CommandRun.in(home).of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: guildhouse");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "confg check, guildhouse config",
    "config chek, Did you mean: config check?",
    "config check --jsn, --json",
    "config check --home, Missing required parameter for option '--home' (DIR)",
    "config check more, Unmatched argument at index 2: 'more'",
    "import --zone Europe/Berlim x, did you mean Europe/Berlin?",
    "import --guild 0 x, '0' is no Discord id",
    "report weekly_community --guild 9223372036854775808, is no Discord id",
    "simulate --days many, 'many' is no whole number",
  })
  void aCallThatIsNotUnderstoodSaysWhyAndEndsWithTwo(String call, String hint) {
    CommandRun run = CommandRun.in(home).of(call.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("Cannot understand this call of guildhouse")
        .contains(hint)
        .contains("--help")
        .doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(WarehouseException.Code.class)
  void everyKindOfFailureHasItsExitCode(WarehouseException.Code code) {
    CommandRun run =
        CommandRun.in(home).with("stumble", new Stumble(failure(code))).of("stumble");

    assertThat(run.exitCode()).isEqualTo(code.exitCode());
    assertThat(run.err()).isEqualTo("Cannot walk: a stone\nLook down.\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void whatNobodyForesawIsOneSentenceAndAStackTraceOnlyOnRequest() {
    Stumble stumble = new Stumble(new IllegalStateException("a hole"));
    CommandRun run = CommandRun.in(home).with("stumble", stumble).of("stumble");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("Cannot finish: java.lang.IllegalStateException: a hole\n");

    CommandRun debugged = CommandRun.in(home).with("stumble", stumble).of("stumble", "--debug");
    assertThat(debugged.exitCode()).isEqualTo(1);
    assertThat(debugged.err()).contains("a hole", "\tat " + GuildhouseIT.class.getName());
  }

  @Test
  void usedUpMemorySaysHowToGetMore() {
    CommandRun run = CommandRun.in(home)
        .with("stumble", new Stumble(new OutOfMemoryError("Java heap space")))
        .of("stumble");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("GUILDHOUSE_MEMORY");
  }

  @Test
  void aHomeThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    CommandRun run = CommandRun.in(home)
        .with("settle", new Settle())
        .of("settle", "--home", file.resolve("home").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("Cannot use " + file.resolve("home"))
        .contains(file + " is no folder", "--home DIR");
    assertThat(CommandRun.in(file).of("status").err()).contains(file + " is no folder");
  }

  @Test
  void aHomeThatIsNoPathIsRefused() {
    for (String folder : List.of("", " ", "a\0b")) {
      CommandRun run = CommandRun.in(home).of("status", "--home", folder);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).startsWith("Cannot use '" + folder + "' as home: it is no path");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void theUsersFolderIsTheOneThatTheShellMeans() {
    CommandRun.in(home)
        .with("GUILDHOUSE_HOME", "")
        .with("HOME", home.toString())
        .with("settle", new Settle())
        .of("settle");

    assertThat(home.resolve(".guildhouse/tmp")).isDirectory();
  }

  @Test
  void theOptionWinsOverTheVariableAndBothOverTheUsersFolder() {
    Path other = home.resolve("other");
    CommandRun.in(home).with("settle", new Settle()).of("settle", "--home", other.toString());
    assertThat(other).isDirectory();
    assertThat(home.resolve("tmp")).doesNotExist();

    CommandRun.in(home).with("settle", new Settle()).of("settle");
    assertThat(home.resolve("tmp")).isDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "--date yesterday, 2026-03-08, 2026-03-09",
    "--date 2026-02-28, 2026-02-28, 2026-03-01",
    "--from 2026-02-01 --to today, 2026-02-01, 2026-03-09",
  })
  void daysAreReadInUtc(String call, LocalDate from, LocalDate to) {
    Days days = new Days();
    CommandRun run = CommandRun.at(home, Instant.parse("2026-03-09T23:59:59Z"))
        .with("days", days)
        .of(("days " + call).split(" "));

    assertThat(run.err()).isEmpty();
    assertThat(days.asked).contains(new DayRange(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "--from 2026-03-02 --to 2026-03-01, it runs backwards",
    "--from 2026-03-02 --to 2026-03-02, it holds no day",
    "--from 2026-03-02, --to is missing",
    "--to 2026-03-02, --from is missing",
    "--date 2026-03-02 --to 2026-03-03, given together",
    "--date 2026-02-30, '2026-02-30' is no day",
    "--date tomorow, write it as 2026-03-01",
  })
  void daysThatMakeNoRangeEndWithTwo(String call, String why) {
    CommandRun run = CommandRun.in(home).with("days", new Days()).of(("days " + call).split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "run guild_dialy, Did you mean guild_daily?",
    "export guild_dialy --date today --out -, Did you mean guild_daily?",
    "report weekly_comunity --guild 7, Did you mean weekly_community?",
  })
  void aMisspeltNameIsToldWhatItIsNear(String call, String hint) {
    CommandRun run = CommandRun.in(home).of(call.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(hint);
  }

  @Test
  void theDemoTouchesNothingWhileTheConfigurationIsWrong() throws IOException {
    Files.writeString(home.resolve("guildhouse.yaml"), "gilds: []\n");
    CommandRun run = CommandRun.in(home).of("demo");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("Cannot use the configuration")
        .contains("did you mean guilds?");
    assertThat(home.resolve("landing")).doesNotExist();
  }

  @Test
  void theCompletionKnowsEveryCommand() {
    CommandRun run = CommandRun.in(home).of("completion");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("config", "check", "--home");
  }

  private static WarehouseException failure(WarehouseException.Code code) {
    return switch (code) {
      case FAILED -> WarehouseException.failed("walk", "a stone", "Look down.");
      case USAGE -> WarehouseException.usage("walk", "a stone", "Look down.");
      case WAITING -> WarehouseException.waiting("walk", "a stone", "Look down.");
      case LOCKED -> WarehouseException.locked("walk", "a stone", "Look down.");
    };
  }

  @Command(name = "stumble", mixinStandardHelpOptions = true)
  private record Stumble(Throwable failure) implements Task {
    @Override
    public ExitCode run(Workplace place) throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  @Command(name = "settle")
  private static final class Settle implements Task {
    @Override
    public ExitCode run(Workplace place) {
      place.preparedHome();
      return ExitCode.OK;
    }
  }

  @Command(name = "days")
  private static final class Days implements Task {
    @Mixin
    private DayOptions options = new DayOptions();

    private Optional<DayRange> asked = Optional.empty();

    @Override
    public ExitCode run(Workplace place) {
      asked = options.days();
      return ExitCode.OK;
    }
  }
}
