package dev.guildhouse.schema.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.config.AlertSettings.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSettingsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // Winter, an hour ahead of UTC: the night from 22:00 to 08:00.
    "22:00,08:00,2026-01-10T20:59:59Z,2026-01-10T20:59:59Z",
    "22:00,08:00,2026-01-10T21:00:00Z,2026-01-11T07:00:00Z",
    "22:00,08:00,2026-01-11T00:30:00Z,2026-01-11T07:00:00Z",
    "22:00,08:00,2026-01-11T07:00:00Z,2026-01-11T07:00:00Z",
    // Within one day.
    "12:00,14:00,2026-01-10T10:59:00Z,2026-01-10T10:59:00Z",
    "12:00,14:00,2026-01-10T11:00:00Z,2026-01-10T13:00:00Z",
    "12:00,14:00,2026-01-10T13:00:00Z,2026-01-10T13:00:00Z",
    // The night in which clocks go forward is an hour shorter, the one in which they go back
    // longer.
    "22:00,08:00,2026-03-28T21:00:00Z,2026-03-29T06:00:00Z",
    "22:00,08:00,2026-10-24T20:00:00Z,2026-10-25T07:00:00Z",
    // An end that the clock leaves out comes as much later as it jumps.
    "22:00,02:30,2026-03-29T00:30:00Z,2026-03-29T01:30:00Z",
    // One that comes twice: before its first time, and between both.
    "22:00,02:30,2026-10-25T00:10:00Z,2026-10-25T00:30:00Z",
    "22:00,02:30,2026-10-25T01:10:00Z,2026-10-25T01:30:00Z",
  })
  void whatIsHeldBackIsPostedWhenTheHoursEndByTheGuildsClock(
      LocalTime from, LocalTime until, Instant now, Instant posted) {
    AlertSettings settings = settings(new QuietHours(from, until, false));
    for (Kind kind : Kind.values()) {
      assertThat(settings.postedFrom(kind, now, BERLIN)).isEqualTo(posted);
    }
  }

  @Test
  void onlyCriticalAlertsPassAndOnlyIfTheyMay() {
    Instant night = Instant.parse("2026-01-10T23:00:00Z");
    Instant morning = Instant.parse("2026-01-11T07:00:00Z");
    AlertSettings passed = settings(new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0), true));
    assertThat(passed.postedFrom(Kind.CRITICAL, night, BERLIN)).isEqualTo(night);
    for (Kind kind : Set.of(Kind.WARNING, Kind.INFO, Kind.ANOMALY)) {
      assertThat(passed.postedFrom(kind, night, BERLIN)).isEqualTo(morning);
    }
    assertThat(settings(null).postedFrom(Kind.INFO, night, BERLIN)).isEqualTo(night);
  }

  private static AlertSettings settings(QuietHours quiet) {
    return new AlertSettings(9L, Set.of(Kind.values()), quiet);
  }
}
