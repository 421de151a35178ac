package dev.guildhouse.bench;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.Runner;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import org.apache.spark.sql.Row;

/**
 * Guildhouse itself: a stretch of history in one pass, and nights after it, each measured from its
 * trigger to its last commit; the first step begins with the process. Run as a process:
 * {@code GuildhouseNights SIMULATED HOME FIRST_DAY DAYS_OF_HISTORY NIGHTS}.
 */
final class GuildhouseNights {
  private GuildhouseNights() {}

  public static void main(String[] arguments) throws IOException {
    SimulatedHome simulated = new SimulatedHome(Path.of(arguments[0]));
    Home home = new Home(Path.of(arguments[1]));
    LocalDate first = LocalDate.parse(arguments[2]);
    int history = Integer.parseInt(arguments[3]);
    int nights = Integer.parseInt(arguments[4]);
    Config config = Config.load(home.configuration(), System.getenv());
    try (WarehouseSession session = WarehouseSession.open(home, config, InstantSource.system())) {
      Measured before = new Measured(0, 0, 0);
      if (history > 0) {
        fill(simulated, home, session, new DayRange(first, first.plusDays(history)));
        before = tell(before);
      }
      for (int night = 0; night < nights; night++) {
        LocalDate day = first.plusDays(history + night);
        simulated.land(day, home);
        session.runner().nightly(day, new OnlyWriter(), 2L + night);
        before = tell(before);
      }
      try (HeldRelease tables = session.lake().open("bench")) {
        answer(tables);
      }
    }
  }

  /**
   * A whole history at once: in parts, what came late for an earlier part would wait for the first
   * night, which is to have a night's work and no year's.
   */
  private static void fill(
      SimulatedHome simulated, Home home, WarehouseSession session, DayRange days)
      throws IOException {
    for (LocalDate day : days.days()) {
      simulated.land(day, home);
    }
    session.runner().backfill(days, Runner.Reprocess.MISSING, new OnlyWriter(), 1);
    SimulatedHome.delete(LandingLayout.of(home).events());
  }

  private static Measured tell(Measured before) {
    Measured now = Measured.sinceStart();
    System.out.println(now.minus(before).line());
    return now;
  }

  private static void answer(TableReader tables) {
    Answers.queries().forEach((table, query) -> {
      tables.table(Tables.named(table)).createOrReplaceTempView(table);
      Row row = tables.table(Tables.named(table)).sparkSession().sql(query).first();
      for (String column : row.schema().fieldNames()) {
        System.out.println(Answers.line(table, column, row.getAs(column)));
      }
    });
  }
}
