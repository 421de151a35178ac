package dev.guildhouse.jobs.ingest;

import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;

/**
 * New events of one kind in a batch.
 *
 * @param guild where they happened
 * @param type what happened
 * @param subjectDate the day on which they are folded
 * @param keyMonth the month of the events, as yyyymm
 * @param events how many there are
 * @param firstSecond the earliest second of the day at which one happened
 * @param lastSecond the latest
 */
public record Touched(
    long guild,
    EventType type,
    LocalDate subjectDate,
    int keyMonth,
    long events,
    long firstSecond,
    long lastSecond) {
  private static final int DAY_SECONDS = 86_400;

  /** How near to midnight an event also concerns the day across. */
  private static final int EDGE_SECONDS = 60;

  private static final Set<EventType> CLOSES_A_STAY =
      Set.of(EventType.VOICE_JOIN, EventType.VOICE_MOVE, EventType.VOICE_LEAVE);
  private static final Set<EventType> MAY_BE_TOLD_TWICE =
      Set.of(EventType.MEMBER_JOIN, EventType.MEMBER_LEAVE);

  /** The month of the events. */
  public YearMonth month() {
    return YearMonth.of(keyMonth / 100, keyMonth % 100);
  }

  /** The (guild, day)s whose facts these events change. */
  public Slice days() {
    Slice days = Slice.of(List.of(guild), List.of(subjectDate));
    if (CLOSES_A_STAY.contains(type) && firstSecond <= EDGE_SECONDS) {
      return days.plus(Slice.of(List.of(guild), List.of(subjectDate.minusDays(1))));
    }
    if (MAY_BE_TOLD_TWICE.contains(type) && lastSecond >= DAY_SECONDS - EDGE_SECONDS) {
      return days.plus(Slice.of(List.of(guild), List.of(subjectDate.plusDays(1))));
    }
    return days;
  }
}
