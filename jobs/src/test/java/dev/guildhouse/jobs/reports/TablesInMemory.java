package dev.guildhouse.jobs.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Tables of rows that a test writes as JSON, read as the lake reads them. What a row leaves out is
 * unknown, or where the contract allows no unknown, zero.
 */
public final class TablesInMemory implements TableReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final Map<String, List<String>> rows = new HashMap<>();
  private SealedMonths sealed = SealedMonths.NONE;

  public TablesInMemory(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * A session of one core, within the context that runs already when there is one. A few rows are
   * sooner read by an interpreter than by code that is first compiled.
   */
  public static SparkSession session() {
    SparkSession session = SparkSession.builder()
        .master("local[1]")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
        .newSession();
    session.conf().set("spark.sql.shuffle.partitions", "1");
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.ansi.enabled", "true");
    session.conf().set("spark.sql.adaptive.enabled", "false");
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return session;
  }

  /** Adds rows to a table. */
  public TablesInMemory with(TableDef table, String... jsonLines) {
    rows.computeIfAbsent(table.name(), name -> new ArrayList<>()).addAll(List.of(jsonLines));
    return this;
  }

  @Override
  public Dataset<Row> table(TableDef table, DayRange countedOn) {
    return table(table)
        .where(col(table.countedBy())
            .geq(lit(countedOn.from().toString()).cast("date"))
            .and(col(table.countedBy()).lt(lit(countedOn.to().toString()).cast("date"))));
  }

  @Override
  public Dataset<Row> folded(TableDef table, Slice slice) {
    return table(table).where(slice.holds(table.foldedBy()));
  }

  @Override
  public Dataset<Row> table(TableDef table) {
    List<Row> values = rows.getOrDefault(table.name(), List.of()).stream()
        .map(json -> row(table, json))
        .toList();
    return spark.createDataFrame(values, Schemas.of(table));
  }

  private static Row row(TableDef table, String json) {
    try {
      JsonNode fields = JSON.readTree(json);
      fields
          .fieldNames()
          .forEachRemaining(name -> assertThat(table.columnNames()).contains(name));
      return RowFactory.create(table.columns().stream()
          .map(column -> value(column, fields.path(column.name())))
          .toArray());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static @Nullable Object value(Column column, JsonNode given) {
    if ((given.isMissingNode() || given.isNull()) && column.isNullable()) {
      return null;
    }
    String text = given.asText();
    return switch (column.type()) {
      case BOOLEAN -> given.asBoolean();
      case INT -> given.asInt();
      case LONG -> given.asLong();
      case DOUBLE -> given.asDouble();
      case DECIMAL -> new BigDecimal(text.isEmpty() ? "0" : text);
      case STRING -> text;
      case DATE -> Date.valueOf(text.isEmpty() ? "2015-01-01" : text);
      case TIMESTAMP ->
        Timestamp.from(Instant.parse(text.isEmpty() ? "2015-01-01T00:00:00Z" : text));
      case MAP -> JSON.convertValue(given, new TypeReference<Map<String, String>>() {});
    };
  }

  /** Calls a month of a guild sealed; what its rows hold is up to the test. */
  public TablesInMemory seal(YearMonth month, long guild) {
    sealed = sealed.with(month, List.of(guild));
    return this;
  }

  @Override
  public SealedMonths sealed() {
    return sealed;
  }

  @Override
  public long release() {
    return 7;
  }
}
