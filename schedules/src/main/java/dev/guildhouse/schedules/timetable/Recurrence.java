package dev.guildhouse.schedules.timetable;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * How often something runs. Its slots are the instants at which a local time comes: one in a gap of
 * the clock comes as much later as the gap is long, and one that comes twice counts the first time.
 */
public sealed interface Recurrence {

  /** The first slot after an instant. */
  Instant next(Instant after, ZoneId zone);

  /** As a person reads it: {@code monday 06:00}. */
  String text();

  /** Counted from 1970, whatever the clocks say. */
  record Interval(Duration length) implements Recurrence {
    @Override
    public Instant next(Instant after, ZoneId zone) {
      long step = length.toMillis();
      return Instant.ofEpochMilli(Math.floorDiv(after.toEpochMilli(), step) * step + step);
    }

    @Override
    public String text() {
      return "every " + length.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
  }

  /** At a minute of every hour. */
  record Hourly(int minute) implements Local {
    @Override
    public LocalDateTime atOrBefore(LocalDateTime time) {
      LocalDateTime here = time.truncatedTo(ChronoUnit.HOURS).withMinute(minute);
      return here.isAfter(time) ? here.minusHours(1) : here;
    }

    @Override
    public LocalDateTime following(LocalDateTime time) {
      return time.plusHours(1);
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "hourly :%02d", minute);
    }
  }

  /** At a time of every day. */
  record Daily(LocalTime at) implements Local {
    @Override
    public LocalDateTime atOrBefore(LocalDateTime time) {
      LocalDateTime here = time.toLocalDate().atTime(at);
      return here.isAfter(time) ? here.minusDays(1) : here;
    }

    @Override
    public LocalDateTime following(LocalDateTime time) {
      return time.plusDays(1);
    }

    @Override
    public String text() {
      return "daily " + at;
    }
  }

  /** At a time of one day of every week. */
  record Weekly(DayOfWeek day, LocalTime at) implements Local {
    @Override
    public LocalDateTime atOrBefore(LocalDateTime time) {
      LocalDateTime here =
          time.toLocalDate().with(TemporalAdjusters.previousOrSame(day)).atTime(at);
      return here.isAfter(time) ? here.minusWeeks(1) : here;
    }

    @Override
    public LocalDateTime following(LocalDateTime time) {
      return time.plusWeeks(1);
    }

    @Override
    public String text() {
      return day.name().toLowerCase(Locale.ROOT) + " " + at;
    }
  }

  /**
   * At a time of one day of every month.
   *
   * @param day 1 to 31; a month without that day has it on its last
   */
  record Monthly(int day, LocalTime at) implements Local {
    @Override
    public LocalDateTime atOrBefore(LocalDateTime time) {
      YearMonth month = YearMonth.from(time);
      LocalDateTime here = in(month);
      return here.isAfter(time) ? in(month.minusMonths(1)) : here;
    }

    @Override
    public LocalDateTime following(LocalDateTime time) {
      return in(YearMonth.from(time).plusMonths(1));
    }

    private LocalDateTime in(YearMonth month) {
      return month.atDay(Math.min(day, month.lengthOfMonth())).atTime(at);
    }

    @Override
    public String text() {
      return "monthly " + day + " " + at;
    }
  }

  /** By the local clock. */
  sealed interface Local extends Recurrence permits Hourly, Daily, Weekly, Monthly {
    /** No change of a clock was ever larger: Samoa once left out a day. */
    long LARGEST_CHANGE_HOURS = 25;

    /** The latest local time of it that is not after another. */
    LocalDateTime atOrBefore(LocalDateTime time);

    /** The local time of it that follows one of it. */
    LocalDateTime following(LocalDateTime time);

    @Override
    default Instant next(Instant after, ZoneId zone) {
      LocalDateTime early = LocalDateTime.ofInstant(after, zone).minusHours(LARGEST_CHANGE_HOURS);
      LocalDateTime local = atOrBefore(early);
      while (true) {
        Instant slot = ZonedDateTime.of(local, zone).toInstant();
        if (slot.isAfter(after)) {
          return slot;
        }
        local = following(local);
      }
    }
  }
}
