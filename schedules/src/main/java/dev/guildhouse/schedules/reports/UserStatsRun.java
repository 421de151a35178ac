package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.queries.userstats.UserStatsDump;
import dev.guildhouse.jobs.reports.export.Exported;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the raw user statistics of a guild; the history tells for ever that it was done. */
public final class UserStatsRun {
  private final Home home;
  private final Config config;

  public UserStatsRun(Home home, Config config) {
    this.home = home;
    this.config = config;
  }

  /**
   * Writes them.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code WAITING when the days are not filled
   */
  public Exported write(
      WarehouseRuns runs, RunTrigger trigger, long guildId, DayRange days, Path file) {
    new FilledDays(home).requireGuild("dump the user statistics for " + days, guildId);
    RunRequest request =
        new RunRequest("userstats dump", "--out " + file, Long.toString(guildId), days, trigger);
    return runs.read(request, warehouse -> {
      try (HeldRelease tables = warehouse.get().lake().open(request.job())) {
        ExportPseudonyms pseudonyms = new ExportPseudonyms(GuildSecrets.of(home, config));
        Exported exported = new UserStatsDump(tables, pseudonyms, guildId, days).write(file);
        return new Answer<>(
            exported,
            RunEnd.read(
                tables.release(),
                exported.rows(),
                String.format(Locale.ROOT, "Dumped %,d rows.", exported.rows())));
      }
    });
  }
}
