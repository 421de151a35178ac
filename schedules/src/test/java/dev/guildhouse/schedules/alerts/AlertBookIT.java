package dev.guildhouse.schedules.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.jobs.alerts.Finding;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.alerts.GuildAlert;
import dev.guildhouse.schedules.operations.alerts.GuildAlerts;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts of guilds: told once when they are raised or get graver, and once when they are over. */
@ParameterizedClass
@EnumSource(Engine.class)
class AlertBookIT {
  private static final long GUILD = 8;
  private static final long CHANNEL = 99;
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Parameter
  private Engine engine;

  @TempDir
  private Path folder;

  private final TestClock clock = new TestClock();
  private final List<String> over = new ArrayList<>();
  private OperationsDatabase database;
  private FakeDiscord discord;
  private Home home;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(clock);
    discord = FakeDiscord.start(clock);
    discord.guild(GUILD, "A guild").channel(CHANNEL, "moderators");
    home = new Home(folder).prepare();
  }

  @AfterEach
  void close() {
    discord.close();
    database.close();
  }

  @Test
  void episodeIsToldOnceAndItsEndOnceHoweverOftenADayIsLookedAt() {
    Finding missed = finding("target dau", Kind.WARNING);
    assertThat(enter(0, missed)).isEqualTo(1);
    assertThat(enter(0, missed)).isZero();
    assertThat(enter(1, missed)).isZero();
    // Nobody knows of it on this day.
    assertThat(enter(2)).isZero();
    assertThat(enter(3, missed)).isZero();
    over.add("target dau");
    assertThat(enter(4)).isEqualTo(1);
    assertThat(enter(4)).isZero();
    assertThat(enter(5)).isZero();
    assertThat(titles())
        .containsExactly("Warning of target dau", "Resolved: Warning of target dau");
    assertThat(discord.messages(CHANNEL).get(1).embed().toString())
        .contains("Why it is over", "It was raised for 2026-03-01.");

    over.clear();
    assertThat(enter(6, missed)).isEqualTo(1);
    assertThat(titles()).hasSize(3);
  }

  @Test
  void whatGetsGraverIsToldAgainAndWhatGetsLessGraveIsNot() {
    enter(0, finding("target dau", Kind.INFO));
    enter(1, finding("target dau", Kind.CRITICAL));
    enter(2, finding("target dau", Kind.WARNING));
    over.add("target dau");
    enter(3);
    assertThat(titles())
        .containsExactly(
            "Info of target dau", "Critical of target dau", "Resolved: Critical of target dau");
  }

  @Test
  void onlyTheKindsThatAreWantedAreToldAndWhatAnotherTells() {
    String kinds = "kinds: [critical, anomaly]";
    Finding byAnother =
        new Finding("unusual 3 messages more", Kind.ANOMALY, "In a channel", List.of(), true);
    enter(kinds, 0, finding("target dau", Kind.INFO), byAnother);
    enter(kinds, 1, finding("target dau", Kind.CRITICAL));
    // Still missed, so it is not over.
    enter(kinds, 2, finding("target dau", Kind.INFO));
    assertThat(titles()).containsExactly("Critical of target dau");
    assertThat(new GuildAlerts(database, GUILD).standing())
        .extracting(GuildAlert::topic)
        .containsExactly("target dau");
  }

  @Test
  void whatIsHeldBackIsPostedInItsOrderWhenTheQuietHoursEnd() {
    // It is 10:00 UTC and so 11:00 there.
    String quiet = "quiet_hours: {from: \"10:00\", until: \"13:30\", critical_pass: true}";
    assertThat(enter(quiet, 0, finding("target dau", Kind.WARNING))).isEqualTo(1);
    assertThat(enter(quiet, 1, finding("target wau", Kind.CRITICAL))).isEqualTo(1);
    over.addAll(List.of("target dau", "target wau"));
    assertThat(enter(quiet, 2)).isEqualTo(2);
    // The end of what passed is as grave as its begin.
    assertThat(titles())
        .containsExactly("Critical of target wau", "Resolved: Critical of target wau");
    assertThat(deliveries().status().oldestPendingAge()).isNull();

    Duration held = Duration.between(clock.instant(), Instant.parse("2026-03-02T12:30:00Z"));
    clock.advance(held.minusMillis(1));
    assertThat(titles()).hasSize(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(titles().subList(2, 4))
        .containsExactly("Warning of target dau", "Resolved: Warning of target dau");
  }

  @Test
  void dayBeforeOneThatWasLookedAtChangesNothing() {
    enter(3, finding("target dau", Kind.WARNING));
    over.add("target dau");
    assertThat(enter(1, finding("target wau", Kind.WARNING))).isZero();
    assertThat(titles()).containsExactly("Warning of target dau");
  }

  @Test
  void guildsKnowNothingOfEachOther() {
    enter(0, finding("target dau", Kind.WARNING));
    assertThat(new GuildAlerts(database, 9).standing()).isEmpty();
    new GuildAlerts(database, 9).become(DAY.plusDays(9), List.of(), any -> true, any -> {
      throw new AssertionError("asked for " + any);
    });
    assertThat(new GuildAlerts(database, GUILD).standing()).hasSize(1);
  }

  @Test
  void oldOnesAreForgottenOnceTheyAreOver() {
    enter(0, finding("target dau", Kind.WARNING), finding("target wau", Kind.WARNING));
    over.add("target dau");
    enter(1, finding("target wau", Kind.WARNING));
    clock.advance(Duration.ofDays(1));
    assertThat(GuildAlerts.deleteBefore(database, clock.instant())).isEqualTo(1);
    assertThat(new GuildAlerts(database, GUILD).standing()).hasSize(1);
  }

  private static Finding finding(String topic, Kind kind) {
    String word = kind.text().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + kind.text().substring(1);
    return new Finding(
        topic, kind, word + " of " + topic, List.of("One line", "Another line"), false);
  }

  private int enter(int day, Finding... found) {
    return enter("", day, found);
  }

  private int enter(String settings, int day, Finding... found) {
    clock.advance(Duration.ofSeconds(1));
    return new AlertBook(home, config(settings), database, Duration.ZERO)
        .enter(
            GUILD,
            DAY.plusDays(day),
            List.of(found),
            topic ->
                over.contains(topic) ? Optional.of(List.of("Why it is over")) : Optional.empty());
  }

  private Config config(String settings) {
    try {
      Files.writeString(home.configuration(), """
          discord: {token: "%s", rest_url: "%s", gateway_url: "%s"}
          guilds:
            - id: 8
              time_zone: Europe/Berlin
              alerts: {channel: 99%s}
          """.formatted(
              discord.token(),
              discord.restUrl(),
              discord.gatewayUrl(),
              settings.isEmpty() ? "" : ", " + settings));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Config.load(home.configuration(), Map.of());
  }

  private Deliveries deliveries() {
    return new Deliveries(database, Duration.ofMinutes(10));
  }

  /** Posts what is due; yields the titles of all that stands in the channel. */
  private List<String> titles() {
    Config config = config("");
    try (DeliveryWorker worker = new DeliveryWorker(
        deliveries(),
        home.reports(),
        config.delivery(),
        () -> DiscordConnection.open(config.discord()),
        clock,
        Pause.REAL)) {
      // Who looks for reports that were not queued finds none of these, or nothing would be held.
      worker.queueOrphans();
      assertThat(worker.drain(Duration.ZERO).problems()).isEmpty();
    }
    return discord.messages(CHANNEL).stream()
        .map(FakeMessage::embed)
        .map(embed -> embed.path("title").asText())
        .toList();
  }
}
