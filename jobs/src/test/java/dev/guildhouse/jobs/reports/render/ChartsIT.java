package dev.guildhouse.jobs.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.content.ReportContent;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFPicture;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of chart as a picture and in the workbook. */
class ChartsIT {
  private static final String STEM = "sample-2026-03-02_2026-04-02";

  @TempDir
  private static Path folder;

  private static Path files;

  @BeforeAll
  static void write() throws IOException {
    files = Files.createDirectory(folder.resolve("files"));
    ReportFiles.write(SampleCharts.of(), files);
  }

  private static BufferedImage picture(String name) throws IOException {
    return ImageIO.read(files.resolve(STEM + name + ".png").toFile());
  }

  private static XSSFWorkbook workbook() throws IOException {
    try (InputStream in = Files.newInputStream(files.resolve(STEM + ".xlsx"))) {
      return new XSSFWorkbook(in);
    }
  }

  @Test
  void aTriangleIsDarkWhereAllStayedGreyWhereNobodyKnowsAndWhiteBeforeItsTime() throws IOException {
    BufferedImage triangle = picture("-cohorts");
    assertThat(triangle.getWidth()).isEqualTo(1_200);
    // Two columns of 465 from 240 on, two rows of 44 from 118 on.
    assertThat(color(triangle, 260, 130)).isEqualTo(Palette.DARK);
    assertThat(color(triangle, 730, 130)).isEqualTo(Palette.GAP);
    assertThat(color(triangle, 260, 175)).isNotIn(Palette.DARK, Palette.GAP, Color.WHITE);
    assertThat(color(triangle, 730, 175)).isEqualTo(Color.WHITE);
  }

  /** Bars are as high as many are there: 100 beside 1 on the left, 91 beside 10 on the right. */
  @Test
  void aFlowHasBarsInProportionAndBandsBetweenThem() throws IOException {
    BufferedImage flow = picture("-moves");
    long left = column(flow, 310, Palette.BARS);
    long right = column(flow, 890, Palette.BARS);
    assertThat((double) right / left).isBetween(0.90, 0.92);
    Color between = color(flow, 600, 150);
    assertThat(between).isNotIn(Color.WHITE, Palette.BARS);
    assertThat(color(flow, 600, 560)).isEqualTo(Color.WHITE);
  }

  @Test
  void theFirstChartStandsBesideTheNumbersAndTheOthersOnASheetOfTheirOwn() throws IOException {
    try (XSSFWorkbook workbook = workbook()) {
      assertThat(workbook.getSheetName(0)).isEqualTo("Overview");
      assertThat(workbook.getSheetName(1)).isEqualTo("Charts");
      assertThat(workbook.getNumberOfSheets())
          .isEqualTo(2 + SampleCharts.of().tables().size());
      assertThat(workbook.getSheet("Overview").createDrawingPatriarch().getCharts())
          .hasSize(1);
      XSSFSheet charts = workbook.getSheet("Charts");
      assertThat(charts.createDrawingPatriarch().getCharts()).hasSize(1);
      assertThat(charts.createDrawingPatriarch().getCharts().get(0).getCTChart().toString())
          .contains("Weeks!$A$2:$A$3")
          .contains("Weeks!$B$2:$B$3");
      // A chart draws any word as a zero.
      assertThat(workbook.getSheet("Weeks").getRow(1).getCell(1).getCellType())
          .isEqualTo(CellType.BLANK);
      assertThat(Files.readString(files.resolve(STEM + "-weeks.csv"))).contains("incomplete");
      List<XSSFPicture> pictures = charts.createDrawingPatriarch().getShapes().stream()
          .filter(XSSFPicture.class::isInstance)
          .map(XSSFPicture.class::cast)
          .toList();
      assertThat(pictures).hasSize(3);
      assertThat(pictures.get(2).getPictureData().getData())
          .isEqualTo(Files.readAllBytes(files.resolve(STEM + "-moves.png")));
      for (String shaded : List.of("Hours", "Cohorts")) {
        assertThat(workbook
                .getSheet(shaded)
                .getSheetConditionalFormatting()
                .getNumConditionalFormattings())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void everySheetOfATableKeepsItsHeadersInSightAndNoCellIsAFormula() throws IOException {
    try (XSSFWorkbook workbook = workbook()) {
      for (XSSFSheet sheet : IntStream.range(0, workbook.getNumberOfSheets())
          .mapToObj(workbook::getSheetAt)
          .toList()) {
        if (!sheet.getSheetName().equals("Charts")) {
          assertThat(sheet.getPaneInformation().isFreezePane())
              .as(sheet.getSheetName())
              .isTrue();
        }
        sheet.forEach(row -> row.forEach(cell -> {
          assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
          if (cell.getCellType() == CellType.STRING
              && InertText.couldBeFormula(cell.getStringCellValue())) {
            assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
          }
        }));
      }
    }
  }

  @Test
  void aNameOfEmojiRightToLeftMarksAndAHundredCharactersStandsWhole() throws IOException {
    assertThat(SampleCharts.LONG_NAME.length()).isGreaterThanOrEqualTo(100);
    try (XSSFWorkbook workbook = workbook()) {
      assertThat(workbook.getSheet("Overview").getRow(1).getCell(0).getStringCellValue())
          .isEqualTo(SampleCharts.LONG_NAME);
    }
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    ReportContent saved = ReportContent.read(files.resolve(ReportFiles.CONTENT));
    assertThat(saved).isEqualTo(SampleCharts.of());
    Path again = Files.createDirectory(folder.resolve("again"));
    ReportFiles.write(saved, again);
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        assertThat(again.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  private static Color color(BufferedImage image, int x, int y) {
    return new Color(image.getRGB(x, y));
  }

  private static long column(BufferedImage image, int x, Color color) {
    return IntStream.range(0, image.getHeight())
        .filter(y -> image.getRGB(x, y) == color.getRGB())
        .count();
  }
}
