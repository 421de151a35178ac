package dev.guildhouse.jobs.marts.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One night, each rule with members on both sides of it. */
@Tag("acceptance")
class MemberSegmentsTest {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  private static final long GUILD = 7;

  /** Active on the last seven days, and every fourth day before. */
  private static final long STEADY = 0x1111_1111_1111_117FL;

  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);

  @Test
  void whoIsPresentIsToldByTheLastWord() {
    watched(1.0);
    told(1, "joined", "2026-01-01T00:00:00Z");
    told(2, "joined", "2026-01-01T00:00:00Z", "left", "2026-03-31T10:00:00Z");
    told(3, "joined", "2026-03-31T11:00:00Z", "left", "2026-03-31T10:00:00Z");
    told(4, "joined", "2026-04-01T11:00:00Z", "left", "2026-03-31T10:00:00Z");
    tables.with(Facts.MEMBERS, """
        {"guild_id": 7, "member_key": 5, "as_of_date": "2026-03-31", "is_bot": true, "seen_at": "2026-03-31T00:00:00Z"}""", """
        {"guild_id": 7, "member_key": 6, "as_of_date": "2026-03-31", "seen_at": "2026-03-31T00:00:00Z"}""", """
        {"guild_id": 7, "member_key": 7, "as_of_date": "2026-03-31", "seen_at": "2026-03-01T00:00:00Z"}""", """
        {"guild_id": 7, "member_key": 8, "as_of_date": "2026-03-31", "seen_at": "2026-03-02T00:00:00Z"}""");
    active(9, STEADY);
    // Snapshots go on and do not name member 1 any more: 89 days without a word.
    assertThat(segments(AS_OF).keySet()).containsExactly(3L, 6L, 8L, 9L);
  }

  @Test
  void everybodyIsPresentWhoDidNotLeaveWhereNoSnapshotTells() {
    watched(1.0);
    told(1, "joined", "2025-01-01T00:00:00Z");
    active(2, 1L << 40);
    active(3, 1L << 2);
    told(3, "left", "2026-03-29T10:00:00Z");
    active(4, 1L << 1);
    told(4, "left", "2026-03-29T10:00:00Z");
    assertThat(segments(AS_OF).keySet()).containsExactly(1L, 2L, 4L);
  }

  @Test
  void silenceOfThirtyDaysIsDormantAndOfTwentyNineIsNot() {
    watched(1.0);
    told(1, "joined", "2026-01-01T00:00:00Z");
    active(2, 1L << 30);
    active(3, 1L << 29);
    told(4, "joined", "2026-03-25T00:00:00Z");
    told(5, "joined", "2026-03-24T00:00:00Z");
    active(4, 1L);
    active(5, 1L);
    assertThat(segments(AS_OF))
        .containsEntry(1L, "never_active")
        .containsEntry(2L, "dormant")
        .containsEntry(3L, "regular")
        .containsEntry(4L, "new_users")
        .containsEntry(5L, "regular");
  }

  @Test
  void dormancyIsUnknownWhereLessThanNineTenthsWereWatched() {
    watched(0.89);
    active(1, 1L << 30);
    active(2, 1L);
    told(3, "joined", "2026-01-01T00:00:00Z");
    assertThat(segments(AS_OF))
        .containsEntry(1L, "unknown")
        .containsEntry(2L, "regular")
        .containsEntry(3L, "never_active");
  }

  @Test
  void riskIsWhatTheOwnHabitMakesImprobable() {
    watched(1.0);
    // Half of the baseline active; of 14 days P(Bin(14, 1/2) <= 3) = 0.0287 and of 4 0.0898.
    long halfBefore = 0x0155_5555L << 14 | 0x2L << 38;
    long three = halfBefore | 0b0101_0001L;
    long four = halfBefore | 0b0101_0101L;
    active(1, three);
    active(2, four);
    // 4 of 28: 20 idle days are improbable, (6/7)^20 = 0.0458, 19 are not, 0.0535.
    active(3, bits(20, 24, 28, 40, 41));
    active(4, bits(19, 24, 28, 40));
    // The night before was improbable: left only after two nights.
    active(5, bits(0, 21, 25, 29, 42));
    active(6, bits(0, 1, 22, 26, 30, 42));
    // Active before the last joining: no habit since.
    active(7, three);
    told(7, "joined", "2026-03-10T00:00:00Z");
    assertThat(Long.bitCount(halfBefore >> 14 & (1L << 28) - 1)).isEqualTo(14);
    assertThat(segments(AS_OF))
        .containsEntry(1L, "at_risk")
        .containsEntry(2L, "regular")
        .containsEntry(3L, "at_risk")
        .containsEntry(4L, "regular")
        .containsEntry(5L, "at_risk")
        .containsEntry(6L, "regular")
        .containsEntry(7L, "regular");
  }

  @Test
  void unchangedHabitIsRarelyCalledAtRisk() {
    watched(1.0);
    Random random = new Random(42);
    int members = 3_000;
    int halved = 0;
    for (int member = 1; member <= members; member++) {
      long mask = 0;
      for (int day = 0; day < 64; day++) {
        mask |= random.nextInt(7) == 0 ? 1L << day : 0;
      }
      active(member, mask | 1L << 63);
      int recent = Long.bitCount(mask & (1L << 14) - 1);
      int before = Long.bitCount(mask >>> 14 & (1L << 14) - 1);
      halved += before > 0 && recent * 2 <= before ? 1 : 0;
    }
    // The same four days in each 28, at an even distance, whichever day it is.
    for (int shift = 0; shift < 7; shift++) {
      active(members + 1 + shift, 0x0102_0408_1020_4081L << shift);
    }
    Map<Long, String> segments = segments(AS_OF);
    double share = segments.entrySet().stream()
            .filter(entry -> entry.getKey() <= members && entry.getValue().equals("at_risk"))
            .count()
        / (double) members;
    assertThat(share).isBetween(0.03, 0.10);
    assertThat(halved / (double) members).isGreaterThan(0.25);
    for (int shift = 0; shift < 7; shift++) {
      assertThat(segments.get((long) members + 1 + shift)).isEqualTo("regular");
    }
  }

  @Test
  void whalesAreTheTopOfTwentyEarnersWithTiesUpToATenth() {
    watched(1.0);
    for (long member = 1; member <= 19; member++) {
      active(member, 1L);
      earned(member, "10");
    }
    assertThat(flagged("is_whale")).isEmpty();
    earned(1, "5");
    active(20, 1L);
    earned(20, "15.0000");
    // 5 % of 20 are 1, two share the first place: a tenth.
    assertThat(flagged("is_whale")).containsExactly(1L, 20L);
    earned(2, "5");
    assertThat(flagged("is_whale")).isEmpty();
    earned(3, "99");
    assertThat(flagged("is_whale")).containsExactly(3L);
  }

  @Test
  void powerUsersWriteMoreThanThreeQuartersAndVoiceRegularsComeFiveTimes() {
    watched(1.0);
    for (long member = 1; member <= 5; member++) {
      active(member, 0b111111L);
      did(member, AS_OF, "\"messages\": " + member);
    }
    active(6, 0b11111L);
    did(6, AS_OF, "\"messages\": 9");
    active(7, 1L);
    did(7, AS_OF.minusDays(6), "\"voice_sessions\": 3");
    did(7, AS_OF, "\"voice_sessions\": 2");
    active(8, 1L);
    did(8, AS_OF.minusDays(7), "\"voice_sessions\": 3, \"messages\": 50");
    did(8, AS_OF, "\"voice_sessions\": 2");
    // Of 1, 2, 3, 4, 5, 9 the 75th percentile is 4 + 0.75 * (5 - 4).
    assertThat(flagged("is_power_user")).containsExactly(5L);
    assertThat(flagged("is_voice_regular")).containsExactly(7L);
  }

  @Test
  void scoreIsTheWeightedMidrankThatHalvesEveryFortnight() {
    watched(1.0);
    active(1, 1L);
    did(1, AS_OF, "\"messages\": 10, \"voice_seconds\": 60");
    active(2, 1L);
    did(2, AS_OF, "\"messages\": 10, \"reactions_given\": 1");
    active(3, 1L << 14);
    did(3, AS_OF.minusDays(14), "\"messages\": 20, \"thread_joins\": 1");
    active(4, 1L << 30);
    told(5, "joined", "2026-03-01T00:00:00Z");
    Map<Long, Row> rows = rows(AS_OF);
    // Of 3 active: messages 10, 10, 20 have midranks 1/3, 1/3, 2.5/3; a single value above zeros
    // 2.5/3.
    double one = 100 * (0.4 / 3 + 0.25 * 2.5 / 3);
    double two = 100 * (0.4 / 3 + 0.2 * 2.5 / 3);
    double three = 100 * (0.4 * 2.5 / 3 + 0.15 * 2.5 / 3) / 2;
    assertThat(score(rows, 1)).isCloseTo(one, within(1e-9));
    assertThat(score(rows, 2)).isCloseTo(two, within(1e-9));
    assertThat(score(rows, 3)).isCloseTo(three, within(1e-9));
    assertThat(score(rows, 4)).isZero();
    assertThat(score(rows, 5)).isZero();
    assertThat(rows.get(3L).<Integer>getAs("idle_days")).isEqualTo(14);
    assertThat(rows.get(5L).<Integer>getAs("idle_days")).isNull();
  }

  @Test
  void nightThatIsToldLaterEqualsTheOneThatWasToldInTime() {
    LocalDate before = AS_OF.minusDays(10);
    watched(1.0);
    Random random = new Random(5);
    TablesInMemory then = new TablesInMemory(spark);
    for (int ago = 10; ago < 90; ago++) {
      then.with(GUILD_DAILY, watched(ago, 1.0));
    }
    for (long member = 1; member <= 40; member++) {
      long coin = random.nextLong();
      long mask = coin & random.nextLong();
      if (member % 2 == 0) {
        String joined = "\"joined_at\": \"2026-02-20T00:00:00Z\"";
        tables.with(Facts.MEMBERS, known(member, AS_OF, joined));
        then.with(Facts.MEMBERS, known(member, before, joined));
        tables.with(
            Facts.MEMBERSHIPS,
            ("{\"guild_id\": 7, \"member_key\": %d, \"change\": \"joined\", \"is_counted\": true,"
                    + " \"changed_date\": \"2026-02-20\", \"changed_at\": \"2026-02-20T00:00:00Z\"}")
                .formatted(member));
      }
      active(member, mask);
      if (mask >>> 10 != 0) {
        then.with(Marts.MEMBER_STATE, state(member, mask >>> 10, before));
      }
      for (int ago = 0; ago < 64; ago++) {
        if ((mask >>> ago & 1) == 1) {
          did(member, AS_OF.minusDays(ago), "\"messages\": " + (member + ago));
          if (ago >= 10) {
            then.with(
                MEMBER_DAILY, day(member, AS_OF.minusDays(ago), "\"messages\": " + (member + ago)));
          }
        }
      }
    }
    Map<Long, Row> later = rows(before);
    assertThat(lines(later)).hasSize(40).isEqualTo(lines(rows(then, before)));
    assertThat(later.values()).extracting(row -> row.<String>getAs("segment")).contains("regular");
  }

  private static List<String> lines(Map<Long, Row> rows) {
    return rows.values().stream().map(Row::toString).toList();
  }

  private void watched(double coverage) {
    for (int ago = 0; ago < 90; ago++) {
      tables.with(GUILD_DAILY, watched(ago, coverage));
    }
  }

  private static String watched(int ago, double coverage) {
    return ("{\"guild_id\": 7, \"period_start_date\": \"%s\", \"messages_coverage\": 1.0,"
            + " \"reactions_coverage\": 1.0, \"voice_coverage\": %s}")
        .formatted(AS_OF.minusDays(ago), coverage);
  }

  /** A row of what is known of coming and going: what happened and when. */
  private void told(long member, String... changes) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < changes.length; i += 2) {
      fields.add("\"%s_at\": \"%s\"".formatted(changes[i], changes[i + 1]));
    }
    tables.with(Facts.MEMBERS, known(member, AS_OF, String.join(", ", fields)));
  }

  private static String known(long member, LocalDate asOf, String fields) {
    return "{\"guild_id\": 7, \"member_key\": %d, \"as_of_date\": \"%s\", %s}"
        .formatted(member, asOf, fields);
  }

  private void active(long member, long mask) {
    tables.with(Marts.MEMBER_STATE, state(member, mask, AS_OF));
  }

  private static String state(long member, long mask, LocalDate asOf) {
    return ("{\"guild_id\": 7, \"member_key\": %d, \"as_of_date\": \"%s\","
            + " \"active_days_mask\": %d, \"first_active_date\": \"%s\","
            + " \"last_active_date\": \"%s\"}")
        .formatted(
            member,
            asOf,
            mask,
            asOf.minusDays(63 - Long.numberOfLeadingZeros(mask)),
            asOf.minusDays(Long.numberOfTrailingZeros(mask)));
  }

  private static long bits(int... daysAgo) {
    long mask = 0;
    for (int day : daysAgo) {
      mask |= 1L << day;
    }
    return mask;
  }

  private void earned(long member, String amount) {
    did(member, AS_OF, "\"reward_amount\": \"" + amount + "\"");
  }

  private void did(long member, LocalDate day, String what) {
    tables.with(MEMBER_DAILY, day(member, day, what));
  }

  private static String day(long member, LocalDate day, String what) {
    return "{\"guild_id\": 7, \"member_key\": %d, \"period_start_date\": \"%s\", %s}"
        .formatted(member, day, what);
  }

  private Map<Long, String> segments(LocalDate night) {
    Map<Long, String> segments = new TreeMap<>();
    rows(night).forEach((member, row) -> segments.put(member, row.getAs("segment")));
    return segments;
  }

  private List<Long> flagged(String flag) {
    List<Long> members = new ArrayList<>();
    rows(AS_OF).forEach((member, row) -> {
      @Nullable Boolean is = row.getAs(flag);
      if (Boolean.TRUE.equals(is)) {
        members.add(member);
      }
    });
    return members;
  }

  private static double score(Map<Long, Row> rows, long member) {
    return rows.get(member).<Double>getAs("activity_score");
  }

  private Map<Long, Row> rows(LocalDate night) {
    return rows(tables, night);
  }

  private Map<Long, Row> rows(TablesInMemory from, LocalDate night) {
    JobInputs inputs = new JobInputs(from, Config.load(Path.of("none.yaml"), Map.of()), spark);
    Map<Long, Row> rows = new TreeMap<>();
    for (Row row : new MemberSegments()
        .rows(inputs, Slice.of(List.of(GUILD), List.of(night)))
        .collectAsList()) {
      assertThat(rows.put(row.getAs("member_key"), row)).isNull();
    }
    return rows;
  }
}
