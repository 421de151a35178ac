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
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
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

  /** A history as it comes to be: month by month, of which landing keeps only the last days. */
  private static void fill(
      SimulatedHome simulated, Home home, WarehouseSession session, DayRange days)
      throws IOException {
    DayRange months = Period.MONTH.covering(days);
    for (LocalDate month = months.from();
        month.isBefore(months.to());
        month = month.plusMonths(1)) {
      List<LocalDate> received =
          Period.MONTH.holding(month).days().stream().filter(days::contains).toList();
      for (LocalDate day : received) {
        simulated.land(day, home);
      }
      DayRange part = DayRange.through(received.get(0), received.get(received.size() - 1));
      session.runner().backfill(part, Runner.Reprocess.MISSING, new OnlyWriter(), 1);
      SimulatedHome.delete(LandingLayout.of(home).events());
    }
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
