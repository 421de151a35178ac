package dev.guildhouse.jobs.lake.files;

import dev.guildhouse.schema.time.DayRange;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which small files of a table a commit writes into one, beside its new rows. Only files of about one
 * size and of the same months go together. So a row is rewritten once each time that its file grows by
 * a step, a month that is over is left alone, and to read a day no night opens the file of a whole
 * year.
 */
public final class FileMerge {
  /** More files alike than this become one. */
  private static final int MOST_ALIKE = 4;

  /** Below, all files are alike: their rows weigh less than their feet. */
  private static final long LEAST_BYTES = 64L << 10;

  private static final int STEP = 4;

  private FileMerge() {}

  /** Groups of files each of which is to be written into one; none when there are few. */
  public static List<List<TableFile>> of(List<TableFile> files) {
    Map<Kind, List<TableFile>> alike = new LinkedHashMap<>();
    for (TableFile file : files) {
      if (file.isSmall()) {
        alike.computeIfAbsent(kind(file), kind -> new ArrayList<>()).add(file);
      }
    }
    return alike.values().stream().filter(some -> some.size() > MOST_ALIKE).toList();
  }

  private static Kind kind(TableFile file) {
    int step = 0;
    for (long bytes = LEAST_BYTES; bytes < file.bytes(); bytes *= STEP) {
      step++;
    }
    DayRange days = file.folded();
    return days == null
        ? new Kind(null, null, step)
        : new Kind(YearMonth.from(days.from()), YearMonth.from(days.to().minusDays(1)), step);
  }

  private record Kind(@Nullable YearMonth first, @Nullable YearMonth last, int step) {}
}
