package dev.guildhouse.schema.config;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts about a guild's own numbers go, and when.
 *
 * @param channel Discord id of the channel they are posted to; null when none is
 * @param kinds those that are posted
 * @param quietHours null when they are posted at any time
 */
public record AlertSettings(
    @Nullable Long channel, Set<Kind> kinds, @Nullable QuietHours quietHours) {

  /** What an alert tells. */
  public enum Kind {
    /** A target that was missed by much. */
    CRITICAL,
    /** A target that was missed. */
    WARNING,
    /** A target that was missed by little, or by what chance may explain. */
    INFO,
    /** A count that was unlike the weeks before. */
    ANOMALY;

    /** As it is written in the configuration. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a name that {@link #text} gave. */
    public static Kind ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * A part of every day in which nothing is posted.
   *
   * @param from when it begins by the guild's clock
   * @param until when it ends; at or before {@code from} it ends on the next day
   * @param isPassedByCritical whether critical alerts are posted all the same
   */
  public record QuietHours(LocalTime from, LocalTime until, boolean isPassedByCritical) {
    private boolean holds(LocalTime time) {
      boolean isBegun = !time.isBefore(from);
      boolean isNotOver = time.isBefore(until);
      return from.isBefore(until) ? isBegun && isNotOver : isBegun || isNotOver;
    }

    /** When they end that hold at an instant; the instant itself when none do. */
    Instant end(Instant now, ZoneId zone) {
      ZonedDateTime here = now.atZone(zone);
      if (!holds(here.toLocalTime())) {
        return now;
      }
      boolean isToday = here.toLocalTime().isBefore(until);
      ZonedDateTime end =
          here.toLocalDate().plusDays(isToday ? 0 : 1).atTime(until).atZone(zone);
      // When clocks are set back, the time that ends them may come a second time.
      return end.toInstant().isAfter(now)
          ? end.toInstant()
          : end.withLaterOffsetAtOverlap().toInstant();
    }
  }

  public AlertSettings {
    kinds = Set.copyOf(kinds);
  }

  /** From when on something may be posted of which it is known now. */
  public Instant postedFrom(Kind kind, Instant now, ZoneId zone) {
    QuietHours quiet = quietHours;
    if (quiet == null || (kind == Kind.CRITICAL && quiet.isPassedByCritical())) {
      return now;
    }
    return quiet.end(now, zone);
  }
}
