package dev.guildhouse.collector.landing;

import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.tables.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Raw events as Parquet rows; columns and their order come from {@link RawEvents#FIELDS} alone. */
final class RawEventParquet {
  static final MessageType SCHEMA = new MessageType(
      "raw_event", RawEvents.FIELDS.stream().map(field -> type(field.column())).toList());

  /** Small, so that the buffers of all columns fit a small heap many times. */
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private static final int PAGE_BYTES = 64 << 10;
  /** A dictionary of these would be built and thrown away for every row group. */
  private static final List<String> NEVER_REPEATED =
      List.of("subject_id", "message_id", "event_at", "sequence");

  private static final int DECIMAL_SCALE = 4;
  private static final int DECIMAL_PRECISION = 18;

  private RawEventParquet() {}

  /** Snappy, because Zstandard saves a quarter of the bytes for a tenth more CPU on both sides. */
  static ParquetWriter<RawEvent> open(Path file) throws IOException {
    WriterBuilder builder = new WriterBuilder(new LocalOutputFile(file));
    builder
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withPageSize(PAGE_BYTES)
        .withDictionaryPageSize(PAGE_BYTES)
        .withDictionaryEncoding(true)
        .withExtraMetaData(
            Map.of(LandingLayout.SCHEMA_VERSION_KEY, Integer.toString(RawEvents.SCHEMA_VERSION)));
    NEVER_REPEATED.forEach(column -> builder.withDictionaryEncoding(column, false));
    return builder.build();
  }

  private static Type type(Column column) {
    Repetition repetition = column.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    String name = column.name();
    return switch (column.type()) {
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case DECIMAL ->
        Types.primitive(PrimitiveTypeName.INT64, repetition)
            .as(LogicalTypeAnnotation.decimalType(DECIMAL_SCALE, DECIMAL_PRECISION))
            .named(name);
      case STRING ->
        Types.primitive(PrimitiveTypeName.BINARY, repetition)
            .as(LogicalTypeAnnotation.stringType())
            .named(name);
      case TIMESTAMP ->
        Types.primitive(PrimitiveTypeName.INT64, repetition)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
            .named(name);
      case DATE ->
        Types.primitive(PrimitiveTypeName.INT32, repetition)
            .as(LogicalTypeAnnotation.dateType())
            .named(name);
      case MAP ->
        Types.map(repetition)
            .key(Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("key"))
            .value(Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("value"))
            .named(name);
    };
  }

  /** Hands one value that is not null to Parquet. */
  private interface ValueWriter {
    void write(RecordConsumer rows, Object value);
  }

  private static ValueWriter writer(Column column) {
    return switch (column.type()) {
      case BOOLEAN -> (rows, value) -> rows.addBoolean((Boolean) value);
      case INT -> (rows, value) -> rows.addInteger((Integer) value);
      case LONG -> (rows, value) -> rows.addLong((Long) value);
      case DOUBLE -> (rows, value) -> rows.addDouble((Double) value);
      case DECIMAL -> (rows, value) -> rows.addLong(unscaled((BigDecimal) value));
      case STRING -> (rows, value) -> rows.addBinary(Binary.fromString((String) value));
      case TIMESTAMP -> (rows, value) -> rows.addLong(micros((Instant) value));
      case MAP -> (rows, value) -> addMap(rows, (Map<?, ?>) value);
      case DATE ->
        throw new IllegalArgumentException("raw events have no DATE, so not " + column.name());
    };
  }

  private static long unscaled(BigDecimal value) {
    BigDecimal scaled = value.setScale(DECIMAL_SCALE, RoundingMode.HALF_UP);
    if (scaled.precision() > DECIMAL_PRECISION) {
      throw new ArithmeticException("an amount of more than " + DECIMAL_PRECISION + " digits");
    }
    return scaled.unscaledValue().longValueExact();
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** Sorted by key, so that the same event always gives the same bytes. */
  private static void addMap(RecordConsumer rows, Map<?, ?> map) {
    rows.startGroup();
    if (!map.isEmpty()) {
      rows.startField("key_value", 0);
      new TreeMap<>(map).forEach((key, value) -> {
        rows.startGroup();
        rows.startField("key", 0);
        rows.addBinary(Binary.fromString((String) key));
        rows.endField("key", 0);
        rows.startField("value", 1);
        rows.addBinary(Binary.fromString((String) value));
        rows.endField("value", 1);
        rows.endGroup();
      });
      rows.endField("key_value", 0);
    }
    rows.endGroup();
  }

  private static final class RowWriter extends WriteSupport<RawEvent> {
    private final RawEvents.Field[] fields = RawEvents.FIELDS.toArray(RawEvents.Field[]::new);
    private final String[] names =
        Arrays.stream(fields).map(field -> field.column().name()).toArray(String[]::new);
    private final ValueWriter[] writers =
        Arrays.stream(fields).map(field -> writer(field.column())).toArray(ValueWriter[]::new);
    private @Nullable RecordConsumer rows;

    @Override
    @Deprecated
    public WriteContext init(Configuration configuration) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      rows = recordConsumer;
    }

    @Override
    public void write(RawEvent event) {
      RecordConsumer to = Objects.requireNonNull(rows);
      to.startMessage();
      for (int i = 0; i < fields.length; i++) {
        Object value = fields[i].value().apply(event);
        if (value != null) {
          to.startField(names[i], i);
          writers[i].write(to, value);
          to.endField(names[i], i);
        }
      }
      to.endMessage();
    }
  }

  private static final class WriterBuilder extends ParquetWriter.Builder<RawEvent, WriterBuilder> {
    WriterBuilder(OutputFile file) {
      super(file);
    }

    @Override
    protected WriterBuilder self() {
      return this;
    }

    @Override
    @Deprecated
    protected WriteSupport<RawEvent> getWriteSupport(Configuration configuration) {
      return new RowWriter();
    }

    @Override
    protected WriteSupport<RawEvent> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriter();
    }
  }
}
