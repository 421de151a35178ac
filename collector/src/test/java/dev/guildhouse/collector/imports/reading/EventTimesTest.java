package dev.guildhouse.collector.imports.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
  private final EventTimes times = new EventTimes(Instant.parse("2026-03-01T00:00:00Z"));

  @Test
  void readsWhatTheLibraryReads() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      OffsetDateTime at = Instant.ofEpochSecond(
              random.nextLong(0, 4_102_444_800L), random.nextInt(1_000_000_000))
          .atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 4, 18 * 4) * 900));
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
      assertThat(EventTimes.iso(text))
          .as(text)
          .isEqualTo(at.toInstant().truncatedTo(ChronoUnit.MICROS));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T07:05Z",
        "2026-03-01t07:05:00z",
        "2026-03-01 07:05:00Z",
        "2026-03-01T07:05:00.0000000+00:00",
        "2026-03-01T03:05:00-0400"
      })
  void readsEveryFormInUse(String text) {
    assertThat(EventTimes.iso(text)).isEqualTo(Instant.parse("2026-03-01T07:05:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-01",
        "2026-03-01T07:05:00",
        "2026-03-01T07:05:00+",
        "2026-03-01T07:05:00+00:0",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T23:60:00Z",
        "2026-03-01T23:59:60Z",
        "2026-03-01T07:05:00.Z",
        "2026-03-01T07:05:00ZZ",
        "+2026-03-01T07:05:00Z",
        "2026-03-01T07:05:00+19:00",
        "1772348700",
        "yesterday, at noon"
      })
  void refusesTheRestWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> EventTimes.iso(text))
        .isInstanceOf(RefusedInput.class)
        .hasMessage("a time is not ISO 8601 with an offset, like 2026-03-01T07:05:00.000+00:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2014-12-31T23:59:59.999999Z",
        "2026-03-02T00:00:00.000001Z",
        "2106-02-07T06:28:15Z"
      })
  void refusesWhatCannotHaveHappened(String text) {
    assertThatThrownBy(() -> times.possible(Instant.parse(text))).isInstanceOf(RefusedInput.class);
  }

  @Test
  void acceptsTheWholeTimeOfDiscordUpToADayAhead() {
    assertThat(times.possible(Instant.parse("2015-01-01T00:00:00Z"))).isNotNull();
    assertThat(times.possible(Instant.parse("2026-03-02T00:00:00Z"))).isNotNull();
  }

  @Test
  void aMessageIsWrittenWhenItsIdWasMade() {
    Instant at = Instant.parse("2026-02-01T00:00:00Z");
    long id = Snowflake.of(at, 5);
    assertThat(times.ofMessage(id, at.plusSeconds(300))).isEqualTo(at.plusSeconds(300));
    assertThatThrownBy(() -> times.ofMessage(id, at.plusSeconds(301)))
        .hasMessageContaining("far from its timestamp");
    assertThatThrownBy(() -> times.ofMessage(id, at.minusSeconds(3_600)))
        .hasMessageContaining("far from its timestamp");
  }
}
