package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.jobs.reports.export.ExportColumn.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Rows as one Parquet file, with ids as 64-bit integers as in the tables. */
final class ParquetSink implements RowSink {
  private static final int DECIMAL_PRECISION = 18;
  private static final int DECIMAL_SCALE = 4;
  private static final long MICROS_OF_A_SECOND = 1_000_000;
  private static final int NANOS_OF_A_MICRO = 1_000;

  private final MessageType schema;
  private final List<ExportColumn> columns;
  private final ParquetWriter<Group> rows;

  ParquetSink(Path file, List<ExportColumn> columns) throws IOException {
    this.columns = columns;
    this.schema = new MessageType("row", columns.stream().map(ParquetSink::type).toList());
    this.rows = ExampleParquetWriter.builder(new LocalOutputFile(file))
        .withConf(new PlainParquetConfiguration())
        .withType(schema)
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        .build();
  }

  @Override
  public void add(List<@Nullable Object> values) throws IOException {
    Group row = new SimpleGroup(schema);
    for (int column = 0; column < values.size(); column++) {
      Object value = values.get(column);
      if (value != null) {
        add(row, column, columns.get(column).kind(), value);
      }
    }
    rows.write(row);
  }

  private static void add(Group row, int column, Kind kind, Object value) {
    switch (kind) {
      case ID, COUNT -> row.add(column, ((Number) value).longValue());
      case DOUBLE -> row.add(column, (double) (Double) value);
      case BOOLEAN -> row.add(column, (boolean) (Boolean) value);
      case TEXT -> row.add(column, (String) value);
      case DATE -> row.add(column, (int) ((LocalDate) value).toEpochDay());
      case TIMESTAMP -> row.add(column, micros((Instant) value));
      case DECIMAL -> row.add(column, unscaled((BigDecimal) value));
      case MAP -> {
        Group map = row.addGroup(column);
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          map.addGroup("key_value").append("key", (String) entry.getKey()).append("value", (String)
              entry.getValue());
        }
      }
    }
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * MICROS_OF_A_SECOND + instant.getNano() / NANOS_OF_A_MICRO;
  }

  private static long unscaled(BigDecimal amount) {
    return amount.setScale(DECIMAL_SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact();
  }

  private static Type type(ExportColumn column) {
    String name = column.name();
    return switch (column.kind()) {
      case ID, COUNT -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case TEXT ->
        Types.optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(name);
      case DATE ->
        Types.optional(PrimitiveTypeName.INT32)
            .as(LogicalTypeAnnotation.dateType())
            .named(name);
      case TIMESTAMP ->
        Types.optional(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
            .named(name);
      case DECIMAL ->
        Types.optional(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.decimalType(DECIMAL_SCALE, DECIMAL_PRECISION))
            .named(name);
      case MAP ->
        Types.optionalMap()
            .key(Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("key"))
            .value(Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("value"))
            .named(name);
    };
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
