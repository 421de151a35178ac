package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.warehouse.FilledHomes;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A home with one ISO week, 2026-W09, of a small invented guild, as commands fill it. */
final class WeekHome {
  static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");

  private WeekHome() {}

  /** Fills a folder that is empty. */
  static void fill(Path home) throws IOException {
    FilledHomes.copy("a-week", new Home(home), filled -> {
      run(
          filled,
          "simulate --members 40 --channels 4 --days 7 --events-per-day 300"
              + " --from 2026-02-23");
      run(filled, "backfill --from 2026-02-23 --to 2026-03-02");
    });
  }

  private static void run(Home home, String call) {
    CommandRun run = CommandRun.at(home.root(), NOW).of(call.split(" "));
    assertThat(run.exitCode()).as(call + "\n" + run.err()).isZero();
  }
}
