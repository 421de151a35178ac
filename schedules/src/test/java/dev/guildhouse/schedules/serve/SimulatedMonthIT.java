package dev.guildhouse.schedules.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.clock.SlotRunner;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.queue.ClaimedDelivery;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * March 2026 by the shipped schedules, on a clock that jumps to whatever is next: every report of two
 * guilds arrives once, in order, while attempts fail, Discord answers with 429 and 5xx or not at all,
 * connections to the database end, workers vanish, and the process is down over a Monday morning. What
 * a real {@code kill -9} leaves behind {@link ServeKillIT} tells.
 */
@Tag("acceptance")
class SimulatedMonthIT {
  private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
  private static final Map<Long, Long> CHANNELS = Map.of(8L, 98L, 9L, 99L);
  private static final String POSTS = "POST /channels/\\d+/messages";
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** On a Monday, so that most reports are due in it. */
  private static final Instant DOWN_FROM = Instant.parse("2026-03-16T04:50:00Z");

  private static final Instant DOWN_UNTIL = Instant.parse("2026-03-16T11:00:00Z");

  private static final List<String> OF_MONDAY =
      List.of("weekly_community", "kpi_board", "moderation", "top_content", "retention");

  @TempDir
  private Path folder;

  private final TestClock clock = new TestClock();
  private final Random random = new Random(20260301);
  private final Map<String, Integer> faults = new TreeMap<>();

  @ParameterizedTest
  @EnumSource(Engine.class)
  @Timeout(300)
  void everyReportOfAMonthArrivesOnceAndInOrder(Engine engine) throws Exception {
    Home home = new Home(folder).prepare();
    clock.advance(Duration.between(clock.instant(), FIRST));
    try (OperationsDatabase database = engine.open(clock);
        FakeDiscord discord = FakeDiscord.start(clock)) {
      CHANNELS.forEach((guild, channel) -> discord.guild(guild, "A guild").channel(channel, "all"));
      // What failed is tried again when its nonce is forgotten.
      Files.writeString(home.configuration(), """
          discord: {token: "%s", rest_url: "%s", gateway_url: "%s"}
          delivery: {backoff_seconds: 240}
          """.formatted(
              discord.token(), discord.restUrl(), discord.gatewayUrl()));
      Config config = Config.load(home.configuration(), Map.of());
      // It runs every hour and has nothing to do with reports.
      Files.writeString(home.schedules(), "schedules: {ingest: {enabled: false}}\n");
      Timetable timetable = ScheduledJobs.schedules(home).timetable();
      MonthWork work = new MonthWork(home, database, CHANNELS, () -> cut(engine), random);
      while (clock.instant().isBefore(END)) {
        live(engine, home, config, timetable, database, work, discord);
      }
      Slots slots = new Slots(database);
      assertThat(slots.newest(null, 10_000))
          .filteredOn(slot -> slot.state() != SlotState.SUCCEEDED)
          .isEmpty();
      assertThat(work.failed()).isGreaterThan(20);
      assertArrived(database, discord);
      assertThat(faults.keySet())
          .containsExactly(
              "500", "cut", "done, then 500", "done, then silence", "limit", "process", "vanished");
    }
  }

  /** The life of one process, until it ends. */
  private void live(
      Engine engine,
      Home home,
      Config config,
      Timetable timetable,
      OperationsDatabase database,
      MonthWork work,
      FakeDiscord discord) {
    Deliveries deliveries = new Deliveries(database, config.delivery().lease());
    Map<Schedule, Instant> looks = new HashMap<>();
    timetable.enabled().forEach(schedule -> looks.put(schedule, clock.instant()));
    count("process");
    try (SlotRunner runner = new SlotRunner(timetable, database, work, LEASE);
        DeliveryWorker worker = new DeliveryWorker(
            deliveries,
            home.reports(),
            config.delivery(),
            () -> DiscordConnection.open(config.discord()),
            clock,
            Pause.REAL)) {
      worker.queueOrphans();
      while (true) {
        for (Schedule schedule : timetable.enabled()) {
          while (!looks.get(schedule).isAfter(clock.instant())) {
            looks.put(schedule, runner.next(schedule));
          }
        }
        post(engine, worker, deliveries, discord);
        Instant next = looks.values().stream().min(Instant::compareTo).orElseThrow();
        Optional<Instant> attempt = deliveries.nextAttempt();
        if (attempt.isPresent() && attempt.get().isBefore(next)) {
          next = attempt.get();
        }
        boolean goesDown = clock.instant().isBefore(DOWN_FROM) && !next.isBefore(DOWN_FROM);
        clock.advance(Duration.between(clock.instant(), goesDown ? DOWN_UNTIL : next));
        if (goesDown || !clock.instant().isBefore(END) || random.nextInt(500) == 0) {
          return;
        }
      }
    }
  }

  /** Posts what is due, under one fault or none. */
  private void post(
      Engine engine, DeliveryWorker worker, Deliveries deliveries, FakeDiscord discord) {
    Optional<Instant> due = deliveries.nextAttempt();
    if (due.isEmpty() || due.get().isAfter(clock.instant())) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> {
        // Each takes a second of real time.
        if (faults.getOrDefault("limit", 0) < 3) {
          count("limit");
          discord.answer(POSTS, Answer.rateLimited(Duration.ofMillis(100), Answer.Scope.ROUTE));
        }
      }
      case 1 -> {
        count("500");
        discord.answer(POSTS, Answer.refuse(500, 0, "Internal"), Answer.refuse(503, 0, "Away"));
      }
      case 2 -> {
        count("done, then 500");
        discord.answer(POSTS, Answer.doneButFails(502));
      }
      case 3 -> {
        count("done, then silence");
        discord.always(POSTS, Answer.doneThenDropped());
      }
      case 4 -> {
        count("vanished");
        deliveries.claim().ifPresent(ClaimedDelivery::sending);
      }
      case 5 -> {
        count("cut");
        cut(engine);
      }
      default -> {
        // A healthy day.
      }
    }
    worker.drain(Duration.ZERO);
    discord.recover();
  }

  private void count(String fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  /** Ends all connections to the database but that of who says so. */
  private static void cut(Engine engine) {
    engine.cutConnections();
  }

  private static void assertArrived(OperationsDatabase database, FakeDiscord discord) {
    Map<String, List<String>> expected = expected();
    CHANNELS.values().forEach(channel -> {
      Map<String, List<String>> arrived = new TreeMap<>();
      for (FakeMessage message : discord.messages(channel)) {
        String[] title = message.embed().path("title").asText().split(" ", -1);
        arrived
            .computeIfAbsent(title[0].replace("\\", ""), report -> new ArrayList<>())
            .add(title[1].replace("\\", ""));
        assertThat(message.fileNames()).containsExactly("a.csv");
      }
      assertThat(arrived).isEqualTo(expected);
    });
    int all = CHANNELS.size() * expected.values().stream().mapToInt(List::size).sum();
    assertThat(new Deliveries(database, LEASE).status().counts())
        .containsEntry(DeliveryState.DELIVERED, all)
        .containsEntry(DeliveryState.DEAD, 0)
        .containsEntry(DeliveryState.FAILED, 0)
        .containsEntry(DeliveryState.PENDING, 0);
    assertThat(discord.missedRoutes()).isEmpty();
  }

  /** The first days of what each report is about, by the calendar of March 2026. */
  private static Map<String, List<String>> expected() {
    Map<String, List<String>> expected = new TreeMap<>();
    expected.put("monthly_userstats", List.of("2026-02-01"));
    OF_MONDAY.forEach(report -> expected.put(
        report, List.of("2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23")));
    expected.put(
        "daily_brief",
        LocalDate.of(2026, 2, 28)
            .datesUntil(LocalDate.of(2026, 3, 31))
            .map(LocalDate::toString)
            .toList());
    return expected;
  }
}
