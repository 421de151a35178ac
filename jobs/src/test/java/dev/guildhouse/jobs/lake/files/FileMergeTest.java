package dev.guildhouse.jobs.lake.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.delta.actions.AddFile;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Map$;

class FileMergeTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final long NIGHT_BYTES = 80_000;

  @Test
  void fewFilesAndLargeOnesStay() {
    List<TableFile> files = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      files.add(file(FIRST.plusDays(day), 1, NIGHT_BYTES));
    }
    for (int day = 4; day < 12; day++) {
      files.add(file(FIRST.plusDays(day), 1, 9L << 20));
    }

    assertThat(FileMerge.of(files)).isEmpty();
  }

  @Test
  void onlyFilesOfOneSizeGoTogether() {
    List<TableFile> nights = new ArrayList<>();
    for (int day = 10; day < 15; day++) {
      nights.add(file(FIRST.plusDays(day), 1, NIGHT_BYTES));
    }
    List<TableFile> files = new ArrayList<>(nights);
    files.add(file(FIRST, 5, 5 * NIGHT_BYTES));
    files.add(file(FIRST.plusDays(5), 5, 5 * NIGHT_BYTES));

    assertThat(FileMerge.of(files)).containsExactly(nights);
  }

  @Test
  void monthsStayApart() {
    List<TableFile> files = new ArrayList<>();
    for (int month = 0; month < 12; month++) {
      files.add(file(FIRST.plusMonths(month), 28, NIGHT_BYTES));
    }
    assertThat(FileMerge.of(files)).isEmpty();
  }

  @Test
  void aYearOfNightsWritesEachRowFewTimesAndKeepsFewFilesAMonth() {
    List<TableFile> files = new ArrayList<>();
    long written = 0;
    long largestNight = 0;
    for (int day = 0; day < 365; day++) {
      long bytes = NIGHT_BYTES;
      for (List<TableFile> merged : FileMerge.of(files)) {
        long together = merged.stream().mapToLong(TableFile::bytes).sum();
        files.removeAll(merged);
        files.add(file(firstOf(merged.get(0)), (int) (together / NIGHT_BYTES), together));
        bytes += together;
      }
      files.add(file(FIRST.plusDays(day), 1, NIGHT_BYTES));
      written += bytes;
      largestNight = Math.max(largestNight, bytes);
    }

    assertThat(written).isLessThan(4 * 365 * NIGHT_BYTES);
    assertThat(largestNight).isLessThan(32 * NIGHT_BYTES);
    assertThat(files).hasSizeLessThan(13 * 10);
  }

  private static LocalDate firstOf(TableFile file) {
    return Objects.requireNonNull(file.folded()).from();
  }

  private static TableFile file(LocalDate from, int days, long bytes) {
    AddFile add = new AddFile(
        from + "-" + days + ".parquet",
        Map$.MODULE$.empty(),
        bytes,
        0,
        true,
        "{}",
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
    DayRange range = new DayRange(from, from.plusDays(days));
    return new TableFile(add, range, range, 1);
  }
}
