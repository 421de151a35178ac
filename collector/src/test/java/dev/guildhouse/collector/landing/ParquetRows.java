package dev.guildhouse.collector.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;

/** Reads landing files by Parquet's own example reader, which shares no code with the writer. */
public final class ParquetRows {
  private ParquetRows() {}

  /** All rows under a folder, as the values that stand in the file; columns without one are left out. */
  public static List<Map<String, Object>> under(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        rows.addAll(of(file));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Map<String, Object>> of(Path file) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Reader(new LocalInputFile(file))
        .withConf(new PlainParquetConfiguration())
        .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(values(row));
      }
    }
    return rows;
  }

  private static Map<String, Object> values(Group row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Type column : row.getType().getFields()) {
      if (row.getFieldRepetitionCount(column.getName()) > 0) {
        values.put(column.getName(), value(row, column));
      }
    }
    return values;
  }

  private static Object value(Group row, Type column) {
    String name = column.getName();
    if (!column.isPrimitive()) {
      Map<String, String> map = new LinkedHashMap<>();
      Group entries = row.getGroup(name, 0);
      for (int i = 0; i < entries.getFieldRepetitionCount("key_value"); i++) {
        Group entry = entries.getGroup("key_value", i);
        map.put(entry.getString("key", 0), entry.getString("value", 0));
      }
      return map;
    }
    return switch (column.asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> row.getLong(name, 0);
      case INT32 -> row.getInteger(name, 0);
      case BOOLEAN -> row.getBoolean(name, 0);
      case BINARY -> row.getString(name, 0);
      default -> throw new IllegalStateException("no such type in landing: " + column);
    };
  }

  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
