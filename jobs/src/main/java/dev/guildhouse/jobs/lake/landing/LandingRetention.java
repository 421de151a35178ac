package dev.guildhouse.jobs.lake.landing;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** Deletes landing files some days after they were taken in; files that nobody took in stay. */
public final class LandingRetention {
  private final LandingLayout layout;
  private final int days;

  /**
   * @param days that files stay after they were taken in
   */
  public LandingRetention(LandingLayout layout, int days) {
    this.layout = layout;
    this.days = days;
  }

  /**
   * Deletes what has stayed long enough.
   *
   * @param published the ledger of a release that is out, so that what it knows is surely in tables
   * @return how many files went
   */
  public int enforce(Ledger published, LocalDate today) {
    int gone = 0;
    for (Map.Entry<String, LocalDate> file : published.landedOn().entrySet()) {
      if (file.getValue().plusDays(days).isBefore(today)) {
        gone += delete(layout.events().resolve(file.getKey())) ? 1 : 0;
      }
    }
    return gone;
  }

  /**
   * Deletes all files that were taken in, however new.
   *
   * @param published the ledger of a release that is out
   * @return how many files went
   */
  public static int clear(LandingLayout layout, Ledger published) {
    return (int) published.landed().stream()
        .filter(file -> delete(layout.events().resolve(file)))
        .count();
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "delete the landing file " + file,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Its events are in the tables. Mend the disk; the next run deletes it.",
          e);
    }
  }
}
