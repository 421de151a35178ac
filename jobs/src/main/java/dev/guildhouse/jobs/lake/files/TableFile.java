package dev.guildhouse.jobs.lake.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.net.URI;
import java.time.LocalDate;
import org.apache.spark.sql.delta.actions.AddFile;
import org.jspecify.annotations.Nullable;

/**
 * One data file of a table, with what its statistics say about its days.
 *
 * @param add Delta's entry
 * @param folded the days it may hold by the column that runs replace, or null when unknown
 * @param counted the days it may hold by the column it counts on, or null when unknown
 * @param rows how many rows it has
 */
public record TableFile(
    AddFile add, @Nullable DayRange folded, @Nullable DayRange counted, long rows) {
  private static final long SMALL_BYTES = 8L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  static TableFile of(AddFile add, TableDef table) {
    JsonNode stats = stats(add);
    return new TableFile(
        add,
        days(stats, table.foldedBy()),
        days(stats, table.countedBy()),
        stats.path("numRecords").asLong(0));
  }

  /** Its path below the folder of the table. */
  public String path() {
    return URI.create(add.path()).getPath();
  }

  public long bytes() {
    return add.size();
  }

  /** Whether opening it costs more than reading it. */
  boolean isSmall() {
    return add.size() <= SMALL_BYTES;
  }

  /** Whether it may hold rows of these days; unknown days may be any. */
  public boolean mayBeFoldedIn(DayRange days) {
    return overlaps(folded, days);
  }

  /** Whether it may hold rows that count on these days. */
  public boolean mayCountIn(DayRange days) {
    return overlaps(counted, days);
  }

  private static boolean overlaps(@Nullable DayRange mine, DayRange days) {
    return mine == null || (mine.from().isBefore(days.to()) && days.from().isBefore(mine.to()));
  }

  private static @Nullable DayRange days(JsonNode stats, String column) {
    JsonNode first = stats.path("minValues").path(column);
    JsonNode last = stats.path("maxValues").path(column);
    return first.isTextual() && last.isTextual()
        ? DayRange.through(LocalDate.parse(first.asText()), LocalDate.parse(last.asText()))
        : null;
  }

  private static JsonNode stats(AddFile add) {
    try {
      return add.stats() == null ? JSON.createObjectNode() : JSON.readTree(add.stats());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("statistics that are no JSON in " + add.path(), e);
    }
  }
}
