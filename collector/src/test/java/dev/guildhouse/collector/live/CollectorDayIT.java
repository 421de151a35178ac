package dev.guildhouse.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day at the wire: everything happens once, the connection and the process die, all is landed. */
@Tag("acceptance")
class CollectorDayIT {
  private static final Set<EventType> OF_ITS_OWN = Set.of(
      EventType.GUILD_SNAPSHOT,
      EventType.COLLECTOR_START,
      EventType.COLLECTOR_HEARTBEAT,
      EventType.COLLECTOR_GAP,
      EventType.COLLECTOR_END);

  @TempDir
  Path folder;

  @AfterEach
  void end() {
    Collecting.endAll();
  }

  @Test
  void whatIsLandedIsWhatHappenedWhateverDies() throws Exception {
    Home home = new Home(folder);
    MemberKeys keys = MemberKeys.under(new GuildSecrets(home.secrets()).ofGuild(ScriptedDay.GUILD));
    ScriptedDay day = new ScriptedDay(
        Instant.now().truncatedTo(ChronoUnit.MILLIS), user -> keys.key(ScriptedDay.GUILD, user));
    List<ScriptedDay.Step> steps = day.steps();
    int restart = index(steps, "GUILD_MEMBER_ADD");
    List<String> truth = new ArrayList<>(day.truth());
    try (FakeDiscord discord = FakeDiscord.start(InstantSource.system())) {
      discord.guild(ScriptedDay.GUILD, "house").describe(ScriptedDay::describe);
      Collecting first = Collecting.start(folder, discord);
      first.awaitGuilds(1);
      // The members are listed once the guild is there.
      Collecting.until(() -> discord.requestsForMembers() == 1);
      truth.addAll(ScriptedDay.truthOfChannels());
      truth.addAll(day.truthOfPresence());
      truth.addAll(day.truthOfMembers());
      play(discord, steps.subList(0, 5));

      discord.failConnections();
      play(discord, steps.subList(5, 8));
      Collecting.until(() -> discord.resumes() == 1);
      discord.redeliver(4);
      discord.redeliverReversed(3);
      play(discord, steps.subList(8, 10));

      discord.askToReconnect();
      play(discord, steps.subList(10, 12));
      Collecting.until(() -> discord.resumes() == 2);

      first.awaitQuiet();
      discord.invalidateSessions();
      Collecting.until(() -> discord.identifies() == 2);
      Collecting.until(() -> discord.requestsForMembers() == 2);
      first.awaitGuilds(1);
      truth.addAll(day.truthOfPresence());
      truth.addAll(day.truthOfMembers());
      play(discord, steps.subList(12, restart));

      first.awaitQuiet();
      first.kill();
      Collecting second = Collecting.start(folder, discord);
      second.awaitGuilds(1);
      Collecting.until(() -> discord.requestsForMembers() == 3);
      truth.addAll(ScriptedDay.truthOfChannels());
      truth.addAll(day.truthOfPresence());
      truth.addAll(day.truthOfMembers());
      play(discord, steps.subList(restart, steps.size() - 1));
      // Coverage is told in whole seconds, and on a fast machine all of this takes less than one.
      Thread.sleep(2_000);
      play(discord, steps.subList(steps.size() - 1, steps.size()));
      second.awaitQuiet();
      assertThat(second.terminate()).isEqualTo(143);
    }
    List<Map<String, Object>> rows = ParquetRows.under(LandingLayout.of(home).events());
    assertThat(rows.stream().filter(row -> !OF_ITS_OWN.contains(type(row))).map(Told::line))
        .containsExactlyInAnyOrderElementsOf(truth);
    requireCoverage(rows);
    requireNothingOf(home, "Who is", "user600", Long.toString(ScriptedDay.ANN), "fake-token");
  }

  /** Both breaks are gaps, and no heartbeat reaches into one. */
  private static void requireCoverage(List<Map<String, Object>> rows) {
    List<Map<String, Object>> gaps = of(rows, EventType.COLLECTOR_GAP);
    List<Map<String, Object>> heartbeats = of(rows, EventType.COLLECTOR_HEARTBEAT);
    assertThat(gaps)
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(gap -> assertThat(gap.get("attributes"))
            .isEqualTo(Map.of("families", "reactions,threads,members,voice,guild,moderation")));
    assertThat(heartbeats).isNotEmpty();
    for (Map<String, Object> gap : gaps) {
      assertThat(heartbeats).noneMatch(beat -> start(beat) < end(gap) && start(gap) < end(beat));
    }
    assertThat(of(rows, EventType.COLLECTOR_START)).hasSize(3);
    assertThat(of(rows, EventType.COLLECTOR_END)).hasSize(1);
  }

  private static void play(FakeDiscord discord, List<ScriptedDay.Step> steps) {
    steps.forEach(step -> discord.dispatchEvent(step.type(), step.data()));
  }

  private static int index(List<ScriptedDay.Step> steps, String type) {
    return steps.stream().map(ScriptedDay.Step::type).toList().indexOf(type);
  }

  private static List<Map<String, Object>> of(List<Map<String, Object>> rows, EventType type) {
    return rows.stream().filter(row -> type(row) == type).toList();
  }

  private static EventType type(Map<String, Object> row) {
    return EventType.ofCode((Integer) row.get("event_type")).orElseThrow();
  }

  private static long start(Map<String, Object> row) {
    return (Long) row.get("event_at") / 1_000_000;
  }

  /** An amount has four decimals. */
  private static long end(Map<String, Object> row) {
    return start(row) + (Long) row.get("amount") / 10_000;
  }

  private static void requireNothingOf(Home home, String... words) throws IOException {
    try (Stream<Path> files = Files.walk(home.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(content).as(file.toString()).doesNotContain(words);
      }
    }
  }
}
