package dev.guildhouse.jobs.lake.files;

import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.tables.TableCheck;
import dev.guildhouse.schema.tables.TableCheck.Severity;
import dev.guildhouse.schema.tables.TableDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks rows that are about to be written against the contract of their table, in one walk over rows
 * that are held already. A large run holds none; there {@link FileChecks} reads what the files tell.
 */
public final class RowChecks {
  private static final Logger LOG = LoggerFactory.getLogger(RowChecks.class);
  private static final long MICROS_OF_A_DAY = 86_400_000_000L;

  private final TableDef table;
  private final StructType schema;

  private RowChecks(TableDef table) {
    this.table = table;
    this.schema = Schemas.of(table);
  }

  /**
   * Passes rows for which everything holds that must.
   *
   * @throws WarehouseException with code FAILED that says what does not, and names no member
   */
  public static void require(TableDef table, List<InternalRow> rows) {
    new RowChecks(table).require(rows);
  }

  private void require(List<InternalRow> rows) {
    for (TableCheck check : TableCheck.of(table)) {
      String problem = switch (check.kind()) {
        case UNIQUE -> repeated(check, rows);
        case KNOWN -> unknown(check, rows);
        case NOT_NEGATIVE -> negative(check, rows);
        case IN_TIME -> early(check, rows);
      };
      if (problem.isEmpty()) {
        continue;
      }
      if (check.kind().severity() == Severity.FAIL) {
        throw refused(table, problem);
      }
      LOG.warn("{}: {}", table.name(), problem);
    }
  }

  static WarehouseException refused(TableDef table, String problem) {
    return WarehouseException.failed(
        "write " + table.name(),
        problem,
        "Nothing that reads it is run, and nothing is published; readers still see the last"
            + " release. It is a fault of the job " + table.name() + " or of its input.");
  }

  static String unknown(String column) {
    return column + " is unknown in a row, and must not be";
  }

  static String negative(String column, long value) {
    return column + " is " + value + ", and must not be below 0";
  }

  private String repeated(TableCheck check, List<InternalRow> rows) {
    int[] places = places(check);
    Set<List<Object>> keys = new HashSet<>();
    int repeated = 0;
    for (InternalRow row : rows) {
      List<Object> key = new ArrayList<>(places.length);
      for (int place : places) {
        key.add(row.isNullAt(place) ? "" : row.get(place, schema.fields()[place].dataType()));
      }
      repeated += keys.add(key) ? 0 : 1;
    }
    return repeated == 0
        ? ""
        : repeated + " rows repeat the key " + String.join(", ", check.columns());
  }

  private String unknown(TableCheck check, List<InternalRow> rows) {
    for (int place : places(check)) {
      for (InternalRow row : rows) {
        if (row.isNullAt(place)) {
          return unknown(schema.fieldNames()[place]);
        }
      }
    }
    return "";
  }

  private String negative(TableCheck check, List<InternalRow> rows) {
    for (int place : places(check)) {
      for (InternalRow row : rows) {
        if (!row.isNullAt(place) && row.getLong(place) < 0) {
          return negative(schema.fieldNames()[place], row.getLong(place));
        }
      }
    }
    return "";
  }

  private String early(TableCheck check, List<InternalRow> rows) {
    int[] places = places(check);
    long early = rows.stream()
        .filter(row -> !row.isNullAt(places[0]) && !row.isNullAt(places[1]))
        .filter(row -> row.getLong(places[1]) < row.getInt(places[0]) * MICROS_OF_A_DAY)
        .count();
    return early == 0 ? "" : early + " rows were received before their day: some clock is wrong";
  }

  private int[] places(TableCheck check) {
    return check.columns().stream().mapToInt(schema::fieldIndex).toArray();
  }
}
