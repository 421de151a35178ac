package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.jobs.reports.export.NotAvailable;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens in a month to what began in the sealed month before. */
@Tag("acceptance")
class MonthBoundaryIT {
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final DayRange DAYS =
      new DayRange(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 3));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));
  private static final long GUILD = 700;
  private static final long MESSAGE = Snowflake.of(Instant.parse("2026-01-31T12:00:00Z"), 1);

  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource(PrivacyMode.class)
  void countsForNobodyInTheNextMonthAndChangesNothingInTheSealedOne(PrivacyMode mode)
      throws IOException {
    Home home = new Home(folder.resolve("home")).prepare();
    Files.writeString(
        home.configuration(),
        "defaults:\n  privacy: {mode: " + mode.name().toLowerCase(Locale.ROOT) + "}\n");
    boolean isAnonymous = mode == PrivacyMode.ANONYMOUS;
    take(
        home,
        isAnonymous,
        event("message_create", "", 101, "\"message_id\": \"" + MESSAGE + "\""),
        event("reaction_add", "2026-01-31T13:00:00Z", 102, onMessage()),
        event("voice_join", "2026-01-31T23:50:00Z", 101, "\"session_id\": 1, \"sequence\": 1"),
        event("voice_leave", "2026-02-01T00:10:00Z", 101, "\"session_id\": 1, \"sequence\": 2"));
    WarehouseSession session = TestWarehouse.of(home);
    session.runner().backfill(DAYS, Reprocess.MISSING, TestWarehouse.LEASE, 1);
    // Under the key of another month nobody is known to have been in voice at midnight.
    long carried = isAnonymous ? 0 : 600;
    assertThat(sum(session, "voice_seconds", 31)).isEqualTo(600);
    assertThat(sum(session, "voice_seconds", 1)).isEqualTo(carried);
    SealedFigures before = SealedFigures.of(session.lake().reader(), MONTH).ofMonth(MONTH);
    // 101 wrote and 102 reacted; 101 talked on both sides of the end of the month.
    String known = isAnonymous ? "messages 1, authors unknown" : "messages 1, authors 1";
    assertThat(week(session)).isEqualTo(known);
    assertThat(memberWeeks(session)).isEqualTo(isAnonymous ? 0 : 2);
    seal(home, session);
    assertThat(week(session)).isEqualTo(known);
    assertThat(memberWeeks(session)).isZero();

    take(
        home,
        isAnonymous,
        event("message_delete", "2026-02-02T10:00:00Z", 0, "\"message_id\": \"" + MESSAGE + "\""),
        event("reaction_remove", "2026-02-02T11:00:00Z", 102, onMessage()),
        event("reaction_add", "2026-02-02T12:00:00Z", 103, onMessage()),
        event("voice_join", "2026-02-01T05:00:00Z", 104, "\"session_id\": 1, \"sequence\": 3"),
        event("voice_leave", "2026-02-01T05:05:00Z", 104, "\"session_id\": 1, \"sequence\": 4"));
    session.runner().backfill(DAYS, Reprocess.MISSING, TestWarehouse.lease(99), 9);

    assertThat(sum(session, "voice_seconds", 1)).isEqualTo(carried + 300);
    assertThat(sum(session, "messages_removed", 2)).isEqualTo(1);
    assertThat(ofMembers(session, "messages_removed", 2)).isZero();
    assertThat(ofMembers(session, "reactions_given", 2)).isEqualTo(1);
    assertThat(sum(session, "reactions_received", 2)).isEqualTo(1);
    assertThat(ofMembers(session, "reactions_received", 2)).isZero();
    assertThat(sum(session, "reactions_given", 31)).isEqualTo(1);
    assertThat(SealedFigures.of(session.lake().reader(), MONTH).ofMonth(MONTH)).isEqualTo(before);
    // What came since was counted in the sums; members are keys on one side, tokens on the other.
    assertThat(week(session)).isEqualTo("messages 1, authors unknown");
    assertThat(new NotAvailable(
                List.of(GUILD), guild -> mode, session.lake().reader().sealed())
            .in(Rollups.of(Entity.GUILD, Period.WEEK), Period.WEEK.holding(MONTH.atEndOfMonth())))
        .singleElement()
        .asString()
        .startsWith("NOT_AVAILABLE for guild 700: numbers of different members in the week of"
            + " 2026-01-26, because ")
        .endsWith(
            isAnonymous
                ? "members get new keys every month in anonymous mode"
                : "2026-01 is sealed, and its members are only tokens");
    assertThatThrownBy(() -> take(
            home, isAnonymous, event("voice_join", "2026-01-31T20:00:00Z", 105, "\"sequence\": 9")))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.WAITING));
  }

  private static String onMessage() {
    return "\"message_id\": \"" + MESSAGE + "\", \"emoji\": \"+\"";
  }

  private static String event(String type, String at, long user, String more) {
    return "{\"guild_id\": \"700\", \"channel_id\": \"701\", \"event_type\": \"" + type + "\""
        + (at.isEmpty() ? "" : ", \"event_at\": \"" + at + "\"")
        + (user == 0 ? "" : ", \"user_id\": \"" + user + "\"") + ", " + more + "}\n";
  }

  private void take(Home home, boolean isAnonymous, String... events) throws IOException {
    Path file = Files.createTempFile(folder, "events", ".jsonl");
    Files.writeString(file, String.join("", events));
    ImportOptions options = ImportOptions.of(
            LandingLayout.of(home), new GuildSecrets(TestWarehouse.secrets(home)), CLOCK.instant())
        .guilds(guild -> 0, guild -> isAnonymous);
    assertThat(new ImportRun(options, ImportListener.NONE).of(List.of(file)).hasRefusals())
        .isFalse();
  }

  private static void seal(Home home, WarehouseSession session) {
    MonthProof nothingLookedFor = new MonthProof() {
      @Override
      public void prepare() {}

      @Override
      public void require(List<Question> questions) {}
    };
    SealHere.month(home, CLOCK, MONTH, nothingLookedFor, () -> session);
  }

  /** The guild's week over the end of the month. */
  private static String week(WarehouseSession session) {
    Row week = session
        .lake()
        .reader()
        .table(Rollups.of(Entity.GUILD, Period.WEEK))
        .where("period_start_date = '2026-01-26'")
        .first();
    Long authors = week.getAs("unique_authors");
    return "messages " + week.<Long>getAs("messages") + ", authors "
        + (authors == null ? "unknown" : authors);
  }

  private static long memberWeeks(WarehouseSession session) {
    return session.lake().reader().table(Rollups.of(Entity.MEMBER, Period.WEEK)).count();
  }

  private static long sum(WarehouseSession session, String measure, int day) {
    return cells(session, day).stream()
        .mapToLong(row -> row.<Long>getAs(measure))
        .sum();
  }

  private static long ofMembers(WarehouseSession session, String measure, int day) {
    return cells(session, day).stream()
        .filter(row -> row.<Long>getAs("member_key") != 0)
        .mapToLong(row -> row.<Long>getAs(measure))
        .sum();
  }

  private static List<Row> cells(WarehouseSession session, int day) {
    LocalDate date = day == 31 ? LocalDate.of(2026, 1, 31) : LocalDate.of(2026, 2, day);
    return session
        .lake()
        .reader()
        .table(Rollups.ACTIVITY_HOURLY, DayRange.of(date))
        .collectAsList();
  }
}
