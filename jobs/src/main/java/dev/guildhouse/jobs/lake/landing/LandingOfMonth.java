package dev.guildhouse.jobs.lake.landing;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.landing.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The landing files that hold a month, which go when it is sealed. Files in quarantine cannot be
 * read, so of these all go that were received since the month began.
 */
public final class LandingOfMonth {
  private static final String RECEIVED = "received_date=";

  private final SparkSession spark;
  private final LandingLayout layout;
  private final YearMonth month;

  public LandingOfMonth(SparkSession spark, LandingLayout layout, YearMonth month) {
    this.spark = spark;
    this.layout = layout;
    this.month = month;
  }

  /**
   * Deletes them.
   *
   * @param guilds whose month is sealed
   * @param published the ledger of a release that is out: other files stay
   * @return how many files went
   */
  public int delete(NavigableSet<Long> guilds, Ledger published) {
    try {
      int gone = 0;
      for (Path file : holding(guilds, published)) {
        gone += Files.deleteIfExists(file) ? 1 : 0;
      }
      for (Path file : quarantined()) {
        Files.deleteIfExists(Quarantine.reasonOf(file));
        gone += Files.deleteIfExists(file) ? 1 : 0;
      }
      return gone;
    } catch (IOException e) {
      throw WarehouseException.failed(
          "delete the landing files of " + month,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "The month is sealed in the tables. Mend the disk and seal it again; it goes on here.",
          e);
    }
  }

  private List<Path> holding(NavigableSet<Long> guilds, Ledger published) {
    String[] taken = published.landed().stream()
        .map(layout.events()::resolve)
        .filter(Files::exists)
        .map(Path::toString)
        .toArray(String[]::new);
    if (taken.length == 0) {
      return List.of();
    }
    return spark
        .read()
        .schema("guild_id long, key_month int")
        .option("recursiveFileLookup", true)
        .parquet(taken)
        .where(col("guild_id").isin(guilds.toArray()))
        .where(col("key_month").equalTo(100 * month.getYear() + month.getMonthValue()))
        .select(col("_metadata.file_path"))
        .distinct()
        .collectAsList()
        .stream()
        .map((Row row) -> Path.of(java.net.URI.create(row.getString(0)).getPath()))
        .toList();
  }

  private NavigableSet<Path> quarantined() throws IOException {
    NavigableSet<Path> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(layout.quarantine())) {
      files
          .filter(file -> file.toString().endsWith(LandingLayout.SUFFIX))
          .filter(
              file -> receivedOn(file).map(day -> !day.isBefore(month.atDay(1))).orElse(true))
          .forEach(found::add);
    } catch (NoSuchFileException none) {
      // Nothing was ever put aside.
    }
    return found;
  }

  private Optional<LocalDate> receivedOn(Path file) {
    for (Path part : layout.quarantine().relativize(file)) {
      if (part.toString().startsWith(RECEIVED)) {
        return Optional.of(LocalDate.parse(part.toString().substring(RECEIVED.length())));
      }
    }
    return Optional.empty();
  }
}
