package dev.guildhouse.jobs.reports.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as JSON Lines: one object a line, every column in each, ids as strings. */
final class JsonLinesSink implements RowSink {
  private final JsonGenerator json;
  private final List<ExportColumn> columns;

  JsonLinesSink(OutputStream out, List<ExportColumn> columns) throws IOException {
    this.json = new JsonFactory()
        .createGenerator(out)
        .configure(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature(), true)
        .setPrettyPrinter(new MinimalPrettyPrinter(""));
    this.columns = columns;
  }

  @Override
  public void add(List<@Nullable Object> values) throws IOException {
    json.writeStartObject();
    for (int column = 0; column < values.size(); column++) {
      json.writeFieldName(columns.get(column).name());
      Object value = values.get(column);
      if (value == null) {
        json.writeNull();
      } else {
        write(columns.get(column), value);
      }
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void write(ExportColumn column, Object value) throws IOException {
    switch (column.kind()) {
      case COUNT -> json.writeNumber(((Number) value).longValue());
      case DOUBLE -> json.writeNumber((Double) value);
      case DECIMAL -> json.writeNumber((BigDecimal) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case MAP -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          json.writeStringField((String) entry.getKey(), (String) entry.getValue());
        }
        json.writeEndObject();
      }
      case ID, TEXT, TIMESTAMP, DATE -> json.writeString(value.toString());
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
