package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.render.Palette;
import java.awt.Color;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** How the cells of a report's workbook look. */
final class SheetStyles {
  private final XSSFWorkbook workbook;
  private final Map<Format, XSSFCellStyle> values = new EnumMap<>(Format.class);
  private final XSSFCellStyle inertText;
  private final XSSFCellStyle absent;
  private final XSSFCellStyle gap;
  private final XSSFCellStyle header;
  private final XSSFCellStyle numberHeader;
  private final XSSFCellStyle title;
  private final XSSFCellStyle subtitle;
  private final XSSFCellStyle heading;
  private final XSSFCellStyle prose;
  private final XSSFCellStyle term;

  SheetStyles(XSSFWorkbook workbook) {
    this.workbook = workbook;
    for (Format format : Format.values()) {
      values.put(format, value(format));
    }
    inertText = value(Format.TEXT);
    inertText.setQuotePrefixed(true);
    absent = ruled(font(11, Palette.MUTED));
    absent.setAlignment(HorizontalAlignment.RIGHT);
    gap = filled(value(Format.COUNT), Palette.GAP);
    header = header(HorizontalAlignment.LEFT);
    numberHeader = header(HorizontalAlignment.RIGHT);
    title = filled(style(bold(font(18, Palette.ON_DARK))), Palette.DARK);
    subtitle = filled(style(font(11, Palette.ON_DARK)), Palette.DARK);
    heading = style(bold(font(13, Palette.DARK)));
    prose = wrapped(font(11, Palette.TEXT));
    term = wrapped(bold(font(11, Palette.TEXT)));
    for (XSSFCellStyle text : List.of(title, subtitle, heading, prose, term)) {
      aligned(text, HorizontalAlignment.LEFT).setQuotePrefixed(true);
    }
  }

  XSSFCellStyle of(Format format) {
    return format == Format.TEXT ? inertText : values.getOrDefault(format, inertText);
  }

  /** Words in the place of a value. */
  XSSFCellStyle absent() {
    return absent;
  }

  /** A value that nobody knows, in a table of days. */
  XSSFCellStyle gap() {
    return gap;
  }

  XSSFCellStyle header(Format format) {
    return format.isNumber() ? numberHeader : header;
  }

  XSSFCellStyle title() {
    return title;
  }

  XSSFCellStyle subtitle() {
    return subtitle;
  }

  XSSFCellStyle heading() {
    return heading;
  }

  XSSFCellStyle prose() {
    return prose;
  }

  XSSFCellStyle term() {
    return term;
  }

  private XSSFCellStyle value(Format format) {
    XSSFFont font = font(11, format == Format.LINK ? Palette.LINK : Palette.TEXT);
    if (format == Format.LINK) {
      font.setUnderline(Font.U_SINGLE);
    }
    XSSFCellStyle style = ruled(font);
    style.setDataFormat(workbook.createDataFormat().getFormat(pattern(format)));
    return aligned(style, format.isNumber() ? HorizontalAlignment.RIGHT : HorizontalAlignment.LEFT);
  }

  private static String pattern(Format format) {
    return switch (format) {
      case TEXT, LINK -> "@";
      case COUNT -> "#,##0";
      case DECIMAL -> "#,##0.00";
      case CHANGE -> "+#,##0.00;-#,##0.00;0.00";
      case DAY -> "ddd yyyy-mm-dd";
    };
  }

  private XSSFCellStyle header(HorizontalAlignment alignment) {
    XSSFCellStyle style = filled(wrapped(bold(font(11, Palette.ON_DARK))), Palette.DARK);
    style.setVerticalAlignment(VerticalAlignment.CENTER);
    return aligned(style, alignment);
  }

  /** What stands to the left keeps away from the number before it. */
  private static XSSFCellStyle aligned(XSSFCellStyle style, HorizontalAlignment alignment) {
    style.setAlignment(alignment);
    style.setIndention((short) (alignment == HorizontalAlignment.LEFT ? 1 : 0));
    return style;
  }

  private XSSFCellStyle wrapped(XSSFFont font) {
    XSSFCellStyle style = style(font);
    style.setWrapText(true);
    style.setVerticalAlignment(VerticalAlignment.TOP);
    return style;
  }

  private XSSFCellStyle ruled(XSSFFont font) {
    XSSFCellStyle style = style(font);
    style.setBorderBottom(BorderStyle.THIN);
    style.setBottomBorderColor(color(Palette.RULE));
    return style;
  }

  private XSSFCellStyle style(XSSFFont font) {
    XSSFCellStyle style = workbook.createCellStyle();
    style.setFont(font);
    return style;
  }

  private static XSSFCellStyle filled(XSSFCellStyle style, Color color) {
    style.setFillForegroundColor(color(color));
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    return style;
  }

  private XSSFFont font(int points, Color color) {
    XSSFFont font = workbook.createFont();
    font.setFontName("Calibri");
    font.setFontHeightInPoints((short) points);
    font.setColor(color(color));
    return font;
  }

  private static XSSFFont bold(XSSFFont font) {
    font.setBold(true);
    return font;
  }

  private static XSSFColor color(Color color) {
    return new XSSFColor(Palette.bytes(color));
  }
}
