package dev.guildhouse.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.events.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Reactions that were watched one by one, beside a total that was found: each case on a message. */
class ReactionsFactTest {
  private static final List<Said> NONE = List.of();

  private final SparkSession spark = TablesInMemory.session();
  private final List<Said> adds = new ArrayList<>();
  private final List<Said> clears = new ArrayList<>();
  private final List<Said> found = new ArrayList<>();
  private final Map<String, String> wanted = new LinkedHashMap<>();
  private final List<String> cases = new ArrayList<>();

  private record Said(long message, long member, String time, int amount) {}

  @Test
  void aTotalIsOfThoseWhoHadReactedAndLosesThoseWhoTakeBack() {
    expect("0:3 9:1", "given afterwards", List.of(by(9, "10:30")), NONE, total(3, "10:00"));
    expect("0:2 9:1", "given before", List.of(by(9, "09:30")), NONE, total(3, "10:00"));
    expect(
        "0:2",
        "taken back by somebody whom nobody saw give it",
        NONE,
        List.of(by(8, "10:30"), by(8, "10:40")),
        total(3, "10:00"));
    expect(
        "0:2",
        "taken back by those who were seen",
        List.of(by(9, "09:30"), by(7, "10:20")),
        List.of(by(9, "10:30"), by(7, "10:30")),
        total(3, "10:00"));
    expect(
        "0:3",
        "taken back before",
        List.of(by(9, "09:30")),
        List.of(by(9, "09:40")),
        total(3, "10:00"));
    expect(
        "0:2 8:1",
        "taken back and given again",
        List.of(by(8, "10:50")),
        List.of(by(8, "10:30")),
        total(3, "10:00"));
    expect(
        "0:1 8:1 9:1",
        "named, also when the name came later",
        NONE,
        NONE,
        total(3, "10:00"),
        new Said(0, 9, "10:00", 1),
        new Said(0, 8, "11:00", 1));
    expect(
        "0:3",
        "all cleared before",
        List.of(by(9, "09:30")),
        List.of(by(0, "09:50")),
        total(3, "10:00"));
    expect(
        "",
        "all cleared afterwards",
        List.of(by(9, "09:30")),
        List.of(by(0, "10:50")),
        total(3, "10:00"));
    expect(
        "0:1 9:1",
        "the newest total",
        List.of(by(9, "10:30")),
        NONE,
        total(3, "10:00"),
        total(2, "11:00"));
    expect("", "all of it taken back", NONE, List.of(by(8, "10:30")), total(1, "10:00"));

    assertThat(standing()).isEqualTo(wanted);
  }

  private static Said by(long member, String time) {
    return new Said(0, member, time, 0);
  }

  private static Said total(int amount, String time) {
    return new Said(0, 0, time, amount);
  }

  /**
   * One more case.
   *
   * @param stands member and count of what stands
   * @param what it is about
   * @param removed what was taken back; by member 0, of everybody
   */
  private void expect(
      String stands, String what, List<Said> given, List<Said> removed, Said... totals) {
    long message = cases.size();
    cases.add(what);
    given.forEach(said -> adds.add(on(message, said)));
    removed.forEach(said -> clears.add(on(message, said)));
    Stream.of(totals).forEach(said -> found.add(on(message, said)));
    wanted.put(what, stands);
  }

  private static Said on(long message, Said said) {
    return new Said(message, said.member, said.time, said.amount);
  }

  private Map<String, String> standing() {
    Map<String, String> standing = new LinkedHashMap<>();
    cases.forEach(what -> standing.put(what, ""));
    ReactionsFact.fold(events(adds), events(clears), events(found))
        .orderBy("message_id", "member_key")
        .collectAsList()
        .forEach(row -> standing.merge(
            cases.get((int) row.<Long>getAs("message_id").longValue()),
            row.getAs("member_key") + ":" + row.getAs("reactions"),
            (one, other) -> (one + " " + other).trim()));
    return standing;
  }

  private Dataset<Row> events(List<Said> said) {
    int[] sequence = {0};
    String rows = said.stream()
        .map(one -> "(" + one.message + "L, " + one.member + "L, '" + one.time + "', " + one.amount
            + ", " + sequence[0]++ + "L)")
        .collect(Collectors.joining(", "));
    return spark.sql("""
        SELECT 7L AS guild_id, message AS message_id, '+' AS emoji, member AS member_key,
               IF(member = 0, %d, %d) AS event_type,
               timestamp('2026-03-01 09:00:00') AS event_at,
               timestamp(concat('2026-03-01 ', time, ':00')) AS edited_at,
               timestamp('2026-03-01 00:00:00') AS session_started_at, sequence,
               date('2026-03-01') AS subject_date, 2L AS channel_id, 5L AS target_key,
               false AS is_bot, false AS is_webhook, false AS is_system,
               timestamp('2026-03-02 00:00:00') AS received_at,
               CAST(amount AS DECIMAL(20, 4)) AS amount
        FROM VALUES %s AS t (message, member, time, amount, sequence)""".formatted(
            EventType.REACTION_REMOVE_ALL.code(), EventType.REACTION_REMOVE.code(), rows));
  }
}
