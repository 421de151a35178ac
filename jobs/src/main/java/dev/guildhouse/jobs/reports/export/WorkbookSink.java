package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.jobs.reports.export.ExportColumn.Kind;
import dev.guildhouse.jobs.reports.render.StableZip;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.DefaultTempFileCreationStrategy;
import org.apache.poi.util.TempFile;
import org.apache.poi.util.TempFileCreationStrategy;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a sheet of an Excel workbook, of which only the last few are held in memory; the others
 * wait beside the file and nowhere else. Ids are text, because Excel keeps 15 digits of a number.
 */
final class WorkbookSink implements RowSink {
  /** As many as a sheet holds below its headers. */
  static final long MOST_ROWS = 1_048_575;

  private static final int ROWS_IN_MEMORY = 100;
  private static final int LONGEST_TEXT = 32_767;
  private static final int SPARE_CHARACTERS = 6;
  private static final int WIDTH_OF_A_CHARACTER = 256;

  /** A workbook has to have a date, and the clock would make equal exports differ. */
  private static final String DATE = "2015-01-01T00:00:00Z";

  private final Path file;
  private final List<ExportColumn> columns;
  private final TempFileCreationStrategy scratch;
  private final SXSSFWorkbook workbook;
  private final SXSSFSheet sheet;
  private final Map<Kind, CellStyle> styles = new EnumMap<>(Kind.class);
  private int nextRow;

  WorkbookSink(Path file, List<ExportColumn> columns) throws IOException {
    this.file = file;
    this.columns = columns;
    this.scratch = new DefaultTempFileCreationStrategy(
        Objects.requireNonNull(file.toAbsolutePath().getParent()).toFile());
    this.workbook = new SXSSFWorkbook(ROWS_IN_MEMORY);
    describe();
    for (Kind kind : Kind.values()) {
      styles.put(kind, style(kind));
    }
    this.sheet = TempFile.withStrategy(scratch, () -> workbook.createSheet("Rows"));
    header();
  }

  private void header() {
    CellStyle style = workbook.createCellStyle();
    Font font = workbook.createFont();
    font.setBold(true);
    style.setFont(font);
    Row row = sheet.createRow(nextRow++);
    for (int column = 0; column < columns.size(); column++) {
      Cell cell = row.createCell(column);
      cell.setCellValue(columns.get(column).name());
      cell.setCellStyle(style);
      sheet.setColumnWidth(
          column, (columns.get(column).name().length() + SPARE_CHARACTERS) * WIDTH_OF_A_CHARACTER);
    }
    sheet.createFreezePane(0, 1);
  }

  @Override
  public void add(List<@Nullable Object> values) {
    Row row = sheet.createRow(nextRow++);
    for (int column = 0; column < values.size(); column++) {
      Object value = values.get(column);
      if (value != null) {
        Kind kind = columns.get(column).kind();
        Cell cell = row.createCell(column);
        cell.setCellStyle(styles.get(kind));
        put(cell, kind, value);
      }
    }
  }

  private static void put(Cell cell, Kind kind, Object value) {
    switch (kind) {
      case COUNT, DOUBLE -> cell.setCellValue(((Number) value).doubleValue());
      case DECIMAL -> cell.setCellValue(((BigDecimal) value).doubleValue());
      case BOOLEAN -> cell.setCellValue((Boolean) value);
      case DATE -> cell.setCellValue((LocalDate) value);
      case TIMESTAMP -> cell.setCellValue(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
      case ID, TEXT, MAP -> {
        String text = value.toString();
        cell.setCellValue(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
      }
    }
  }

  private CellStyle style(Kind kind) {
    XSSFCellStyle style = (XSSFCellStyle) workbook.createCellStyle();
    style.setQuotePrefixed(kind == Kind.TEXT || kind == Kind.MAP);
    style.setDataFormat(workbook
        .createDataFormat()
        .getFormat(
            switch (kind) {
              case ID, TEXT, MAP -> "@";
              case COUNT -> "0";
              case DECIMAL -> "0.0000";
              case DOUBLE, BOOLEAN -> "General";
              case DATE -> "yyyy-mm-dd";
              case TIMESTAMP -> "yyyy-mm-dd hh:mm:ss.000";
            }));
    return style;
  }

  private void describe() throws IOException {
    POIXMLProperties.CoreProperties properties =
        workbook.getXSSFWorkbook().getProperties().getCoreProperties();
    properties.setCreator("Guildhouse");
    try {
      properties.setCreated(DATE);
      properties.setModified(DATE);
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
  }

  /** Also where writing failed half-way: then the file is thrown away. */
  @Override
  public void close() throws IOException {
    sheet.setAutoFilter(new CellRangeAddress(0, nextRow - 1, 0, columns.size() - 1));
    try {
      TempFile.withStrategy(scratch, this::save);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    StableZip.normalize(file);
  }

  private Path save() {
    try (SXSSFWorkbook saved = workbook;
        OutputStream out = Files.newOutputStream(file)) {
      saved.write(out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
