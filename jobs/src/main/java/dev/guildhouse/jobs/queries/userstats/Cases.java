package dev.guildhouse.jobs.queries.userstats;

import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.weekday;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** What the rows of a report stand for; always in UTC. */
enum Cases {
  /** The whole period. */
  FULL(1),
  /** Monday to Sunday. */
  WEEKDAY(7),
  /** The hours of the day. */
  HOURLY(24);

  private final int count;

  Cases(int count) {
    this.count = count;
  }

  static Cases ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  int count() {
    return count;
  }

  /** The number of the case that an hour falls in, from 0. */
  Column of(Column hourAt) {
    return switch (this) {
      case FULL -> lit(0);
      case WEEKDAY -> weekday(hourAt);
      case HOURLY -> hour(hourAt);
    };
  }

  int of(Instant hourAt) {
    ZonedDateTime at = hourAt.atZone(ZoneOffset.UTC);
    return switch (this) {
      case FULL -> 0;
      case WEEKDAY -> at.getDayOfWeek().getValue() - 1;
      case HOURLY -> at.getHour();
    };
  }

  /** What stands in the column Case. */
  String label(int number) {
    return switch (this) {
      case FULL -> "full";
      case WEEKDAY -> DayOfWeek.of(number + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case HOURLY -> Integer.toString(number);
    };
  }

  /** How many seconds of watching are one covered day of a case: of an hour of the day, an hour. */
  long secondsOfADay() {
    return this == HOURLY ? 3_600 : 86_400;
  }
}
