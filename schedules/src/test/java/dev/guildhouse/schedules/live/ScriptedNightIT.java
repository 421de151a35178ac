package dev.guildhouse.schedules.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.live.Collecting;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.live.ScriptedNight.Watch;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the wire to the tables: a night over the end of a month with three reconnects, an outage of
 * the gateway of 20 minutes and a {@code kill -9}, in both of which life goes on. The cube equals what
 * the script counted, and coverage says what nobody could see.
 */
@Tag("acceptance")
class ScriptedNightIT {
  private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
  private static final LocalDate FIRST = LAST.plusDays(1);
  private static final double DAY = 86_400;

  @TempDir
  Path folder;

  private Collecting collector;
  private ScriptedNight night;
  private long markers;

  @AfterEach
  void end() {
    Collecting.endAll();
  }

  @Test
  void theTablesEqualWhatHappenedWhateverDies() throws Exception {
    Home home = new Home(folder).prepare();
    Files.writeString(home.configuration(), "defaults:\n  privacy: {mode: anonymous}\n");
    CellTruth truth =
        new CellTruth(ScriptedNight.GUILD, GuildSecrets.of(home, TestWarehouse.config(home)));
    try (FakeDiscord discord = FakeDiscord.start(InstantSource.system())) {
      night = new ScriptedNight(discord, truth);
      firstSession(discord);
      outage(discord);
      secondSession();
      death(home);
      thirdSession(discord);
    }
    WarehouseSession session = TestWarehouse.of(home);
    session
        .runner()
        .backfill(new DayRange(LAST, FIRST.plusDays(1)), Reprocess.MISSING, TestWarehouse.LEASE, 1);
    TableReader tables = session.lake().reader();

    assertThat(cube(tables)).isEqualTo(truth.cells());
    requireCoverage(tables);
    requireUniques(tables);
    requireEachEventOnce(tables);
  }

  /** Watched from 22:00 to 22:50; the connection is lost twice and resumed. */
  private void firstSession(FakeDiscord discord) throws IOException {
    collector = Collecting.start(folder, discord, time("22:00:00"));
    collector.awaitCaughtUp();
    seenAt("22:05:00");
    night.messages();
    night.reactions();
    read();
    discord.failConnections();
    night.threads();
    Collecting.until(() -> discord.resumes() == 1);
    read();
    discord.redeliver(6);
    discord.redeliverReversed(6);
    // The last marker is among them both times.
    markers += 2;
    discord.askToReconnect();
    night.members();
    night.house();
    Collecting.until(() -> discord.resumes() == 2);
    read();
    seenAt("22:10:00");
    night.annIsIn(ScriptedNight.VOICE);
    read();
    seenAt("22:12:00");
    night.annIsMuted(ScriptedNight.VOICE);
    read();
    seenAt("22:20:00");
    night.annIsIn(ScriptedNight.LOUNGE);
    read();
    seenAt("22:30:00");
    night.annIsIn(ScriptedNight.AFK);
    read();
    night.annTalked(ScriptedNight.VOICE, time("22:10:00"), 600);
    night.annTalked(ScriptedNight.LOUNGE, time("22:20:00"), 600);
    seenAt("22:40:00");
    night.talkerLeaves();
    read();
    night.talkerTalked(time("22:00:00"), 2_400);
    seenAt("22:45:00");
    night.annIsIn(ScriptedNight.VOICE);
    read();
    seenAt("22:50:00");
    read();
    // Nobody sees her leave: she was there as long as there is proof.
    night.annTalked(ScriptedNight.VOICE, time("22:45:00"), 300);
  }

  /** The gateway is gone from 22:50 to 23:10. */
  private void outage(FakeDiscord discord) throws IOException {
    discord.gatewayGoesDown();
    night.at(time("22:55:00"), Watch.UNSEEN);
    night.messageWithUnseenReactions();
    night.at(time("22:56:00"), Watch.UNSEEN);
    night.messageThatGoesUnseen();
    night.at(time("23:00:00"), Watch.UNSEEN);
    night.benPostsInForum();
    night.at(time("23:02:00"), Watch.UNSEEN);
    night.somebodyJoins();
    collector.awaitGuilds(0);
    collector.moveTo(time("23:10:00"));
    discord.gatewayComesBack();
    Collecting.until(() -> discord.identifies() == 2);
    collector.awaitCaughtUp();
  }

  private void secondSession() throws IOException {
    seenAt("23:20:00");
    night.benPosts();
    read();
    seenAt("23:31:00");
    night.aThirdReacts();
    read();
    seenAt("23:35:00");
    night.oneIsTakenBack();
    read();
    seenAt("23:40:00");
    read();
    night.talkerTalked(time("23:10:00"), 1_800);
  }

  /** Dead from 23:40 until 00:15 of the next month. */
  private void death(Home home) throws Exception {
    collector.moveTo(time("23:40:00").plusMillis(900));
    String proof = "\"watched_until\":" + time("23:40:00").getEpochSecond();
    Path watched = home.journal().resolve("shard-0").resolve("watched.json");
    Collecting.until(() -> Files.readString(watched).contains(proof));
    collector.kill();
    night.at(time("23:50:00"), Watch.UNSEEN);
    night.lastOfTheMonth();
    night.at(nextDay("00:05:00"), Watch.UNSEEN);
    night.firstOfTheMonth();
    night.at(nextDay("00:06:00"), Watch.UNSEEN);
    night.benPostsAndEdits();
  }

  private void thirdSession(FakeDiscord discord) throws Exception {
    markers = 0;
    collector = Collecting.start(folder, discord, nextDay("00:15:00"));
    collector.awaitCaughtUp();
    moveTo(nextDay("00:20:00"));
    night.benPosts();
    read();
    moveTo(nextDay("00:25:00"));
    night.reactionOverTheMonth(time("23:50:00"));
    read();
    moveTo(nextDay("00:30:00"));
    night.deleteOverTheMonth();
    read();
    moveTo(nextDay("00:45:00"));
    night.talkerLeaves();
    read();
    night.talkerTalked(nextDay("00:15:00"), 1_800);
    moveTo(nextDay("01:00:00"));
    read();
    assertThat(collector.terminate()).isEqualTo(143);
  }

  private void seenAt(String time) throws IOException {
    moveTo(time(time));
  }

  private void moveTo(Instant instant) throws IOException {
    collector.moveTo(instant);
    night.at(instant, Watch.SEEN);
  }

  /** Waits until all that was told so far is read, so that the clock may go on. */
  private void read() {
    night.marker();
    markers++;
    collector.awaitRoles(markers);
  }

  private static Map<String, Long> cube(TableReader tables) {
    Map<String, Long> cells = new TreeMap<>();
    for (Row row : tables.table(Rollups.ACTIVITY_HOURLY).collectAsList()) {
      for (Sum measure : Metrics.SUMS) {
        long count = new BigDecimal(row.getAs(measure.name()).toString()).longValueExact();
        if (count != 0) {
          cells.put(
              CellTruth.cell(
                  row.<java.sql.Timestamp>getAs("hour_at").toInstant(),
                  row.getAs("channel_id"),
                  row.getAs("member_key"),
                  measure.name()),
              count);
        }
      }
    }
    return cells;
  }

  private static void requireCoverage(TableReader tables) {
    Map<LocalDate, Row> days = days(tables);
    // Messages were fetched for all of the time; nobody can fetch who was in voice.
    assertShare(days.get(LAST), "messages_coverage", 7_200);
    assertShare(days.get(LAST), "voice_coverage", 4_800);
    assertShare(days.get(LAST), "reactions_coverage", 4_800);
    assertShare(days.get(LAST), "members_coverage", 4_800);
    assertShare(days.get(FIRST), "messages_coverage", 3_600);
    assertShare(days.get(FIRST), "voice_coverage", 2_700);
  }

  private static void assertShare(Row day, String column, long seconds) {
    assertThat(day.<Double>getAs(column)).as(column).isCloseTo(seconds / DAY, within(1e-9));
  }

  private static void requireUniques(TableReader tables) {
    Map<LocalDate, Row> days = days(tables);
    assertThat(days.get(LAST).<Long>getAs("unique_authors")).isEqualTo(3);
    assertThat(days.get(LAST).<Long>getAs("active_members")).isEqualTo(4);
    assertThat(days.get(FIRST).<Long>getAs("unique_authors")).isEqualTo(2);
    assertThat(days.get(FIRST).<Long>getAs("active_members")).isEqualTo(3);
  }

  private static Map<LocalDate, Row> days(TableReader tables) {
    Map<LocalDate, Row> days = new TreeMap<>();
    tables
        .table(Rollups.of(Entity.GUILD, Period.DAY))
        .collectAsList()
        .forEach(row -> days.put(row.<java.sql.Date>getAs("period_start_date").toLocalDate(), row));
    return days;
  }

  private static void requireEachEventOnce(TableReader tables) {
    var events = tables.table(RawEvents.TABLE);
    assertThat(events
            .select("guild_id", "event_type", "subject_id", "ordinal")
            .distinct()
            .count())
        .isEqualTo(events.count())
        .isGreaterThan(50);
  }

  private static Instant time(String time) {
    return Instant.parse(LAST + "T" + time + "Z");
  }

  private static Instant nextDay(String time) {
    return Instant.parse(FIRST + "T" + time + "Z");
  }
}
