package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel on a day: every public number of a sum is a sum of these.
 *
 * @param channel the channel, or {@link Cell#NO_CHANNEL}
 * @param ofGuild the rows of the guild that hold it, the shortest first
 * @param ofChannel the rows of the channel that hold it, the shortest first
 */
record Atom(long channel, LocalDate day, List<Cell> ofGuild, List<Cell> ofChannel) {

  static Atom of(long channel, LocalDate day) {
    return new Atom(
        channel,
        day,
        cells(Cell.GUILD, day),
        channel == Cell.NO_CHANNEL ? List.of() : cells(channel, day));
  }

  private static List<Cell> cells(long place, LocalDate day) {
    return List.of(
        new Cell(place, Period.DAY, day),
        new Cell(place, Period.WEEK, Period.WEEK.start(day)),
        new Cell(place, Period.MONTH, Period.MONTH.start(day)));
  }

  /** The shortest shown row of the guild that holds it, or null. */
  @Nullable
  Cell shownOfGuild(Set<Cell> shown) {
    return first(ofGuild, shown);
  }

  /** The shortest shown row of the channel that holds it, or null. */
  @Nullable
  Cell shownOfChannel(Set<Cell> shown) {
    return first(ofChannel, shown);
  }

  /** The rest follows from these, and is long to compare. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Atom atom && atom.channel == channel && atom.day.equals(day);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(channel) * 31 + day.hashCode();
  }

  private static @Nullable Cell first(List<Cell> cells, Set<Cell> shown) {
    for (Cell cell : cells) {
      if (shown.contains(cell)) {
        return cell;
      }
    }
    return null;
  }
}
