package dev.guildhouse.jobs.reports.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.guildhouse.jobs.reports.export.ExportColumn.Kind;
import dev.guildhouse.jobs.reports.render.InertText;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as CSV. Unknown is empty; text that a spreadsheet could run stands behind an apostrophe. */
final class CsvSink implements RowSink {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CsvWriter csv;
  private final List<ExportColumn> columns;

  CsvSink(OutputStream out, List<ExportColumn> columns) {
    this.csv =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
    this.columns = columns;
    csv.writeRecord(
        columns.stream().map(ExportColumn::name).map(InertText::ofCsv).toList());
  }

  @Override
  public void add(List<@Nullable Object> values) throws IOException {
    List<String> fields = new ArrayList<>(values.size());
    for (int column = 0; column < values.size(); column++) {
      Object value = values.get(column);
      fields.add(value == null ? "" : field(columns.get(column).kind(), value));
    }
    csv.writeRecord(fields);
  }

  private static String field(Kind kind, Object value) throws IOException {
    return switch (kind) {
      case TEXT -> InertText.ofCsv((String) value);
      case MAP -> InertText.ofCsv(JSON.writeValueAsString(value));
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      default -> value.toString();
    };
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
