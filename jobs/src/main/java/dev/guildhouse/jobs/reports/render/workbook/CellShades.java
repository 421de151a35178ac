package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.Palette;
import java.awt.Color;
import java.util.List;
import org.apache.poi.ss.usermodel.ConditionalFormattingThreshold.RangeType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFColorScaleFormatting;
import org.apache.poi.xssf.usermodel.XSSFConditionalFormattingRule;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFSheetConditionalFormatting;

/** A heat map or triangle is its table, whose cells Excel shades by their numbers. */
final class CellShades {
  private CellShades() {}

  static void paint(List<String> headers, ReportTable table, XSSFSheet data) {
    XSSFSheetConditionalFormatting formatting = data.getSheetConditionalFormatting();
    XSSFConditionalFormattingRule rule = formatting.createConditionalFormattingColorScaleRule();
    XSSFColorScaleFormatting scale = rule.getColorScaleFormatting();
    scale.setNumControlPoints(2);
    scale.getThresholds()[0].setRangeType(RangeType.NUMBER);
    scale.getThresholds()[0].setValue(0.0);
    scale.getThresholds()[1].setRangeType(RangeType.MAX);
    scale.setColors(new XSSFColor[] {color(Color.WHITE), color(Palette.BARS)});
    CellRangeAddress[] bands = headers.stream()
        .map(table::place)
        .map(column -> new CellRangeAddress(1, table.rows().size(), column, column))
        .toArray(CellRangeAddress[]::new);
    formatting.addConditionalFormatting(bands, rule);
  }

  private static XSSFColor color(Color color) {
    return new XSSFColor(Palette.bytes(color), null);
  }
}
