package dev.guildhouse.jobs.lake.landing;

import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.landing.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads landing files. One that cannot be read goes to quarantine and stops nothing else; one of a
 * newer contract waits for a newer Guildhouse.
 */
public final class LandingReader {
  private final SparkSession spark;
  private final LandingLayout layout;
  private final InstantSource clock;

  public LandingReader(SparkSession spark, LandingLayout layout, InstantSource clock) {
    this.spark = spark;
    this.layout = layout;
    this.clock = clock;
  }

  /** Where the files lie. */
  public LandingLayout layout() {
    return layout;
  }

  /**
   * Files to take in.
   *
   * @param files by name below the events folder
   * @param present all names that count as taken once this batch is
   * @param quarantined names and reasons of files put aside just now
   * @param waiting names of files left for a newer Guildhouse
   * @param bytes of the files
   * @param rows the events of the files
   */
  public record Batch(
      List<String> files,
      NavigableSet<String> present,
      Map<String, String> quarantined,
      List<String> waiting,
      long bytes,
      Dataset<Row> rows) {}

  /**
   * The files that are in landing and not among those taken before. Those that cannot be read are
   * put into quarantine.
   */
  public Batch batch(NavigableSet<String> taken) {
    return batch(taken, this::quarantine);
  }

  /** The same, without moving a file. */
  public Batch preview(NavigableSet<String> taken) {
    return batch(taken, (file, cause) -> reason(cause));
  }

  private Batch batch(NavigableSet<String> taken, BiFunction<Path, Exception, String> putAside) {
    List<String> files = new ArrayList<>();
    NavigableSet<String> present = new TreeSet<>();
    Map<String, String> quarantined = new LinkedHashMap<>();
    List<String> waiting = new ArrayList<>();
    long bytes = 0;
    for (String name : layout.names()) {
      if (taken.contains(name)) {
        present.add(name);
        continue;
      }
      Path file = layout.events().resolve(name);
      try {
        if (examined(file) > RawEvents.SCHEMA_VERSION) {
          waiting.add(name);
        } else {
          bytes += Files.size(file);
          files.add(name);
          present.add(name);
        }
      } catch (IOException | RuntimeException e) {
        quarantined.put(name, putAside.apply(file, e));
      }
    }
    return new Batch(files, present, quarantined, waiting, bytes, rows(files));
  }

  private Dataset<Row> rows(List<String> files) {
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), Schemas.of(columns()));
    }
    String[] paths =
        files.stream().map(name -> layout.events().resolve(name).toString()).toArray(String[]::new);
    // The folders tell when a file was received; they are no columns.
    return spark
        .read()
        .schema(Schemas.of(columns()))
        .option("recursiveFileLookup", true)
        .parquet(paths);
  }

  private static List<dev.guildhouse.schema.tables.Column> columns() {
    return RawEvents.FIELDS.stream().map(RawEvents.Field::column).toList();
  }

  /**
   * The schema version of a file, whose pages are sound if it is one that can be read. They are
   * compared with their checksums here, because Spark would either stop the whole batch at a damaged
   * one or take what it holds for events.
   */
  private int examined(Path file) throws IOException {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    try (ParquetFileReader reader = ParquetFileReader.open(
        HadoopInputFile.fromPath(path, configuration),
        HadoopReadOptions.builder(configuration, path)
            .usePageChecksumVerification()
            .build())) {
      String version =
          reader.getFileMetaData().getKeyValueMetaData().get(LandingLayout.SCHEMA_VERSION_KEY);
      if (version == null) {
        throw new IOException("it is no landing file: it does not tell its schema version");
      }
      int number = Integer.parseInt(version);
      if (number <= RawEvents.SCHEMA_VERSION) {
        readPages(reader);
      }
      return number;
    }
  }

  private static void readPages(ParquetFileReader reader) throws IOException {
    PageReadStore rows;
    do {
      rows = reader.readNextRowGroup();
      if (rows != null) {
        rows.close();
      }
    } while (rows != null);
  }

  private String quarantine(Path file, Exception cause) {
    String reason = reason(cause);
    try {
      new Quarantine(layout).take(file, reason, clock.instant());
      return reason;
    } catch (IOException e) {
      throw WarehouseException.failed(
          "put " + file + " into quarantine",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "The file cannot be read (" + reason + "). Mend the disk or move the file away.",
          e);
    }
  }

  private static String reason(Exception cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
