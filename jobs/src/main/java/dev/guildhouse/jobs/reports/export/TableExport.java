package dev.guildhouse.jobs.reports.export;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the rows of a table that count on some days to one file, sorted by the table's key. The
 * file appears whole, in place of what was there; rows pass through memory a part at a time; the
 * same rows give the same bytes.
 */
public final class TableExport {
  /** Rows that are held in memory at once. */
  private static final long ROWS_OF_A_PART = 50_000;

  private final TableReader tables;
  private final ExportPseudonyms pseudonyms;

  public TableExport(TableReader tables, ExportPseudonyms pseudonyms) {
    this.tables = tables;
    this.pseudonyms = pseudonyms;
  }

  /**
   * Exports a table.
   *
   * @throws WarehouseException with code WAITING when a row tells of a member of a sealed month; when
   *     the format cannot hold so many rows, or the file cannot be
   *     written; then nothing is left behind
   */
  public Exported write(TableDef table, DayRange days, ExportFormat format, Path out) {
    String what = "export " + table.name() + " to " + out;
    WholeFile file = WholeFile.at(out, what);
    Dataset<Row> rows = tables.table(table, days);
    requireNoTokens(what, table, rows);
    long count = rows.count();
    if (count > format.mostRows()) {
      throw WarehouseException.usage(
          what,
          "it has " + count + " rows, and a " + format.text() + " file holds " + format.mostRows(),
          "Export fewer days, or as csv, json or parquet.");
    }
    return file.write(draft -> {
      write(table, sorted(table, rows, count), format, draft);
      return count;
    });
  }

  /** A token has no pseudonym, and by itself it would let rows of a sealed month be linked. */
  private void requireNoTokens(String what, TableDef table, Dataset<Row> rows) {
    Optional<Column> isOfMember = table.columns().stream()
        .filter(ExportColumn::isMember)
        .map(column -> col(column.name()).notEqual(MemberKeys.UNKNOWN))
        .reduce(Column::or);
    SealedMonths sealed = tables.sealed();
    if (sealed.isEmpty() || isOfMember.isEmpty()) {
      return;
    }
    String day = table.countedBy();
    rows.where(sealed.hold(day).and(isOfMember.get()))
        .select(col("guild_id"), col(day).cast("string"))
        .limit(1)
        .collectAsList()
        .forEach(row -> {
          throw WarehouseException.waiting(
              what,
              "NOT_AVAILABLE: " + row.getString(1).substring(0, 7) + " of guild " + row.getLong(0)
                  + " is sealed, and its members are only tokens",
              "Days from " + sealed.openFrom(row.getLong(0)) + " on are open; tables of guilds and"
                  + " channels hold all days.");
        });
  }

  private void write(TableDef table, Iterator<Row> rows, ExportFormat format, Path file)
      throws IOException {
    ExportRows exported = new ExportRows(table, pseudonyms);
    try (RowSink sink = format.open(file, exported.columns())) {
      while (rows.hasNext()) {
        sink.add(exported.values(rows.next()));
      }
    }
  }

  /** Cut into parts by ranges of the key: Spark hands the driver one part after the other. */
  private static Iterator<Row> sorted(TableDef table, Dataset<Row> rows, long count) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    int parts = Math.toIntExact(count / ROWS_OF_A_PART + 1);
    return rows.repartitionByRange(parts, key).sortWithinPartitions(key).toLocalIterator();
  }
}
