package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.privacy.MonthSealing.Sealed;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Looks whether anything of a sealed month is left, while its mapping can still tell. */
public interface MonthProof {
  /**
   * What is to be looked for, in a home in which Spark no longer runs.
   *
   * @param month that was sealed
   * @param gone by guild: keys that must be nowhere. In pseudonymous mode these are the members whom
   *     no open month knows
   * @param sealed by guild: all keys of the month, which must not be in its folder
   * @param counts what was counted before and after; empty when an earlier run did
   */
  record Question(
      YearMonth month,
      NavigableMap<Long, long[]> gone,
      NavigableMap<Long, long[]> sealed,
      Optional<Sealed> counts) {}

  /** Ends everything of this process that may hold keys on the disk, such as Spark's scratch files. */
  void prepare();

  /**
   * Passes if nothing is left, having written a certificate for each.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code FAILED when something is left
   */
  void require(List<Question> questions);
}
