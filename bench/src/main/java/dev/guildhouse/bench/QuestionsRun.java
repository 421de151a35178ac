package dev.guildhouse.bench;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.Query.Access;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.runs.Runner;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.queries.QueryRun;
import dev.guildhouse.schedules.queries.QueryRun.Sides;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every question of moderators, asked again and again of a month of a guild in a session that is
 * warm, as `serve` asks it for a command. Run as a process: {@code QuestionsRun SIMULATED HOME
 * FIRST_DAY DAYS TIMES}.
 */
final class QuestionsRun {
  private QuestionsRun() {}

  public static void main(String[] arguments) throws IOException {
    SimulatedHome simulated = new SimulatedHome(Path.of(arguments[0]));
    Home home = new Home(Path.of(arguments[1]));
    LocalDate first = LocalDate.parse(arguments[2]);
    DayRange days = new DayRange(first, first.plusDays(Integer.parseInt(arguments[3])));
    int times = Integer.parseInt(arguments[4]);
    Config config = Config.load(home.configuration(), System.getenv());
    InstantSource clock = InstantSource.fixed(days.to().atTime(12, 0).toInstant(ZoneOffset.UTC));
    for (LocalDate day : days.days()) {
      simulated.land(day, home);
    }
    try (WarehouseSession session = WarehouseSession.open(home, config, clock);
        OperationsDatabase database = OperationsDatabase.open(home, config.operations(), clock)) {
      session.runner().backfill(days, Runner.Reprocess.MISSING, new OnlyWriter(), 1);
      long guild = session.lake().releases().current().ledger().guilds().first();
      WarehouseRuns runs = new WarehouseRuns(database, () -> session, Duration.ZERO);
      long channel = channel(session);
      QueryRun asking = new QueryRun(home, config, clock);
      Map<Query, List<Double>> seconds = new HashMap<>();
      for (int time = 0; time <= times; time++) {
        for (Query query : Queries.ALL) {
          if (isAsked(query)) {
            long begun = System.nanoTime();
            asking.answer(
                runs,
                RunTrigger.DISCORD,
                query,
                QueryArguments.of(query, given(query, channel)),
                guild,
                query.usualRange(days.to()),
                Audience.MODERATORS,
                Sides.TABLES);
            if (time > 0) {
              seconds
                  .computeIfAbsent(query, asked -> new ArrayList<>())
                  .add((System.nanoTime() - begun) / 1e9);
            }
          }
        }
      }
      seconds.forEach((query, taken) -> System.out.println(Child.ANSWER
          + query.name().replace(' ', '_') + " "
          + taken.stream().sorted().toList().get(taken.size() / 2)));
      System.out.println(Measured.sinceStart().line());
    }
  }

  /** One that needs a member is left out: which keys there are, no user id tells. */
  private static boolean isAsked(Query query) {
    return query.access() != Access.OPERATORS && !query.name().equals("activity analyze member");
  }

  private static Map<String, String> given(Query query, long channel) {
    return query.name().equals("activity analyze channel")
        ? Map.of("channel", Long.toString(channel))
        : Map.of();
  }

  private static long channel(WarehouseSession session) {
    try (HeldRelease tables = session.lake().open("bench")) {
      return tables.table(Facts.CHANNELS).select("channel_id").first().getLong(0);
    }
  }
}
