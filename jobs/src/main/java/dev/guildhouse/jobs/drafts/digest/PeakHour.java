package dev.guildhouse.jobs.drafts.digest;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An hour of the week in the guild's time at which much is written.
 *
 * @param messages for each hour that was watched
 */
public record PeakHour(DayOfWeek day, int hour, ZoneId zone, double messages) {
  private static final int DAYS = 28;
  private static final int HOURS_OF_A_DAY = 24;
  private static final int MOST = 3;

  /** Fewer messages than this tell of nothing but chance. */
  private static final int FEWEST_MESSAGES = 200;

  /** The three of the four weeks that end with the days asked for, the best first. */
  public static List<PeakHour> read(ReportRequest request, TableReader tables) {
    DayRange days =
        new DayRange(request.period().to().minusDays(DAYS), request.period().to());
    ZoneId zone = request.settings().timeZone();
    return best(
        HeatMap.ofGuild(tables, request.guildId(), days, zone, Metrics.MESSAGES, "messages"), zone);
  }

  /** The best of a heat map of messages; none where too few were written. */
  static List<PeakHour> best(HeatMap messages, ZoneId zone) {
    double all = IntStream.range(0, HeatMap.HOURS).mapToDouble(messages::count).sum();
    if (all < FEWEST_MESSAGES) {
      return List.of();
    }
    return IntStream.range(0, HeatMap.HOURS)
        .filter(hour -> messages.watchedHours(hour) > 0 && messages.count(hour) > 0)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(hour -> -messages.at(hour))
            .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .map(hour -> new PeakHour(
            DayOfWeek.of(hour / HOURS_OF_A_DAY + 1),
            hour % HOURS_OF_A_DAY,
            zone,
            messages.at(hour)))
        .toList();
  }

  /** When it comes the next time. */
  Instant onOrAfter(LocalDate date) {
    return date.with(TemporalAdjusters.nextOrSame(day))
        .atTime(hour, 0)
        .atZone(zone)
        .toInstant();
  }

  /** As {@code Tuesday at 18:00 (Europe/Vienna)}. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s at %02d:00 (%s)",
        day.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
        hour,
        zone.getId());
  }
}
