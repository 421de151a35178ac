package dev.guildhouse.schedules.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.DeliveryError;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts for operators: raised once, resolved by themselves, and told in their channel. */
@ParameterizedClass
@EnumSource(Engine.class)
class AlertsPartIT {
  private static final long CHANNEL = 99;

  @Parameter
  private Engine engine;

  @TempDir
  private Path folder;

  private final TestClock clock = new TestClock();
  private OperationsDatabase database;
  private FakeDiscord discord;
  private ServeContext context;
  private Slots slots;
  private Deliveries deliveries;
  private AlertsPart part;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(clock);
    discord = FakeDiscord.start(clock);
    discord.guild(8, "A guild").channel(CHANNEL, "operators");
    Home home = new Home(folder).prepare();
    Files.writeString(home.configuration(), """
        discord: {token: "%s", rest_url: "%s", gateway_url: "%s"}
        serve: {alerts_channel: %d}
        """.formatted(
            discord.token(), discord.restUrl(), discord.gatewayUrl(), CHANNEL));
    Config config = Config.load(home.configuration(), Map.of());
    context = new ServeContext(
        home, config, clock, database, new WarmSession(home, config, clock, database));
    slots = new Slots(database);
    deliveries = new Deliveries(database, Duration.ofMinutes(10));
    Timetable shipped = ScheduledJobs.schedules(home).timetable();
    part = new AlertsPart(context, shipped);
  }

  @AfterEach
  void close() {
    discord.close();
    database.close();
  }

  @Test
  void slotThatIsGivenUpIsToldOnceAndItsEndToo() {
    part.look();
    assertThat(part.standing()).isEmpty();

    Slot failed = slots.begin("nightly", clock.instant(), RunTrigger.SCHEDULE, 1);
    slots.end(failed, SlotState.FAILED, 4, null, "The disk is full.");
    part.look();
    part.look();
    assertThat(part.standing())
        .singleElement()
        .asString()
        .contains("nightly failed for good", "The disk is full.", "schedule run nightly --slot");
    assertThat(post()).hasSize(1);
    FakeMessage raised = discord.messages(CHANNEL).get(0);
    assertThat(raised.embed().toString())
        .contains("Needs an operator: slot nightly", "The disk is full.");

    clock.advance(Duration.ofHours(1));
    Slot next = slots.begin("nightly", clock.instant(), RunTrigger.SCHEDULE, 2);
    slots.end(next, SlotState.SUCCEEDED, 1, null, "fine");
    part.look();
    part.look();
    assertThat(part.standing()).isEmpty();
    assertThat(post()).hasSize(2);

    clock.advance(Duration.ofHours(1));
    Slot again = slots.begin("nightly", clock.instant(), RunTrigger.SCHEDULE, 3);
    slots.end(again, SlotState.FAILED, 4, null, "Full again.");
    part.look();
    assertThat(post()).hasSize(3);
  }

  @Test
  void deadLettersAreToldUntilTheyAreTriedAgain() {
    deliveries.enqueue(report(1));
    deliveries
        .claim()
        .orElseThrow()
        .dead(new DeliveryError(
            "UNKNOWN_CHANNEL", "channel 77 is gone", DeliveryError.Trace.NOTHING_POSTED));
    part.look();
    assertThat(part.standing())
        .singleElement()
        .asString()
        .contains("weekly_community", "channel 77 is gone", "queue retry --dead");
    // Others that failed since then and are tried again do not hide it.
    for (int revision = 2; revision < 20; revision++) {
      clock.advance(Duration.ofSeconds(1));
      deliveries.enqueue(report(revision));
      deliveries
          .claim()
          .orElseThrow()
          .failed(
              new DeliveryError("Http500", "no answer", DeliveryError.Trace.NOTHING_POSTED),
              clock.instant().plusSeconds(9_000));
    }
    part.look();
    assertThat(part.standing()).hasSize(1);
    deliveries.retry(DeliveryState.DEAD);
    part.look();
    assertThat(part.standing()).isEmpty();
  }

  @Test
  void alertThatCannotBePostedRaisesNoOther() {
    Slot failed = slots.begin("nightly", clock.instant(), RunTrigger.SCHEDULE, 1);
    slots.end(failed, SlotState.FAILED, 4, null, "The disk is full.");
    part.look();
    deliveries
        .claim()
        .orElseThrow()
        .dead(new DeliveryError(
            "UNKNOWN_CHANNEL", "channel 99 is gone", DeliveryError.Trace.NOTHING_POSTED));
    part.look();
    assertThat(part.standing()).singleElement().asString().contains("nightly failed for good");
  }

  @Test
  void tablesThatTheNightDidNotFillAreStale() {
    database.transaction(
        "fill tables",
        transaction -> transaction.update(
            "INSERT INTO freshness (table_name, filled_until_date, updated_at, release_number)"
                + " VALUES ('guild_daily', ?, ?, 1)",
            LocalDate.of(2026, 3, 2),
            clock.instant()));
    part.look();
    assertThat(part.standing()).isEmpty();

    // The night of 3 March begins at 00:15, and has until 06:15.
    clock.advance(Duration.ofHours(20));
    part.look();
    assertThat(part.standing()).isEmpty();
    clock.advance(Duration.ofMinutes(16));
    part.look();
    assertThat(part.standing())
        .singleElement()
        .asString()
        .contains("guild_daily until 2026-03-02", "until 2026-03-03");
    assertThat(post()).hasSize(1);

    database.transaction(
        "fill tables",
        transaction -> transaction.update(
            "UPDATE freshness SET filled_until_date = ?", LocalDate.of(2026, 3, 3)));
    part.look();
    assertThat(part.standing()).isEmpty();
    assertThat(post()).hasSize(2);
  }

  @Test
  void tablesThatNoNightEverFilledAreStale() {
    part.look();
    assertThat(part.standing()).isEmpty();
    clock.advance(Duration.ofHours(15));
    Slot waits = slots.begin("nightly", clock.instant(), RunTrigger.SCHEDULE, 1);
    slots.end(waits, SlotState.FAILED, 0, clock.instant(), "Somebody else writes tables.");
    clock.advance(Duration.ofHours(6).minusSeconds(1));
    part.look();
    assertThat(part.standing()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    part.look();
    assertThat(part.standing()).singleElement().asString().contains("no night has filled any");
  }

  private static NewDelivery report(int revision) {
    return new NewDelivery(
        8,
        "weekly_community",
        DayRange.of(LocalDate.of(2026, 3, 1)),
        revision,
        77,
        "8/manifest.json");
  }

  /** Posts what is queued; yields what stands in the channel. */
  private List<FakeMessage> post() {
    try (DeliveryWorker worker = new DeliveryWorker(
        deliveries,
        context.home().reports(),
        context.config().delivery(),
        () -> DiscordConnection.open(context.config().discord()),
        clock,
        Pause.REAL)) {
      assertThat(worker.drain(Duration.ZERO).problems()).isEmpty();
    }
    return discord.messages(CHANNEL);
  }
}
