package dev.guildhouse.jobs.reports.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesIT {
  private static final String STEM = "sample-2026-W10";

  @TempDir
  private Path folder;

  @Test
  void givesEachTableASheetWithFrozenHeadersAndFilters() throws IOException {
    try (XSSFWorkbook workbook = workbook(write(sample("Guild")))) {
      assertThat(sheetNames(workbook)).containsExactly("Overview", "Daily", "Channels", "Guild");
      for (XSSFSheet sheet : List.of(workbook.getSheet("Daily"), workbook.getSheet("Channels"))) {
        assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
        assertThat((int) sheet.getPaneInformation().getHorizontalSplitPosition())
            .isEqualTo(1);
        assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).startsWith("A1:");
        assertThat(sheet.getColumnWidth(0)).isGreaterThan(9 * 256);
      }
    }
  }

  @Test
  void writesNumbersAndDaysAsSuch() throws IOException {
    try (XSSFWorkbook workbook = workbook(write(sample("Guild")))) {
      Row monday = workbook.getSheet("Daily").getRow(1);
      assertThat(monday.getCell(0).getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.of(2026, 3, 2, 0, 0));
      assertThat(monday.getCell(0).getCellStyle().getDataFormatString()).contains("yyyy-mm-dd");
      assertThat(monday.getCell(1).getNumericCellValue()).isEqualTo(900);
      assertThat(monday.getCell(1).getCellStyle().getDataFormatString()).isEqualTo("#,##0");
      Row overview = workbook.getSheet("Overview").getRow(5);
      assertThat(overview.getCell(0).getStringCellValue()).isEqualTo("Messages");
      assertThat(overview.getCell(1).getNumericCellValue()).isEqualTo(12_345);
      assertThat(overview.getCell(3).getCellStyle().getDataFormatString()).startsWith("+#,##0.00");
    }
  }

  @Test
  void drawsANativeChartInWhichGapsAreEmptyCells() throws IOException {
    try (XSSFWorkbook workbook = workbook(write(sample("Guild")))) {
      List<XSSFChart> charts =
          workbook.getSheet("Overview").createDrawingPatriarch().getCharts();
      assertThat(charts).hasSize(1);
      String xml = charts.get(0).getCTChart().toString();
      assertThat(xml)
          .contains("Daily!$A$2:$A$8")
          .contains("Daily!$B$2:$B$8")
          .contains("Daily!$C$2:$C$8");
      assertThat(charts.get(0).getCTChart().getDispBlanksAs().getVal().toString())
          .isEqualTo("gap");
      Row thursday = workbook.getSheet("Daily").getRow(4);
      assertThat(thursday.getCell(1).getCellType()).isEqualTo(CellType.BLANK);
    }
  }

  @Test
  void holdsNoCellThatASpreadsheetCouldRun() throws IOException {
    Path files = write(sample("=cmd|' /C calc'!A0"));
    List<String> inert = new ArrayList<>();
    try (XSSFWorkbook workbook = workbook(files)) {
      for (Cell cell : cells(workbook)) {
        assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
        if (cell.getCellType() == CellType.STRING
            && InertText.couldBeFormula(cell.getStringCellValue())) {
          assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
          inert.add(cell.getStringCellValue());
        }
      }
    }
    // The guild's name stands on the cover, and in the list of sheets.
    assertThat(inert).hasSize(SampleContent.FORMULAS.size() + 2).contains("=cmd|' /C calc'!A0");
    List<String> lines = Files.readAllLines(files.resolve(STEM + "-channels.csv"));
    assertThat(lines.subList(1, lines.size()))
        .hasSize(SampleContent.FORMULAS.size())
        .allMatch(line -> line.matches("\"?'.*"))
        .allMatch(line -> line.contains(",-3.25,"));
  }

  @Test
  void linksMessages() throws IOException {
    try (XSSFWorkbook workbook = workbook(write(sample("Guild")))) {
      Cell link = workbook.getSheet("Channels").getRow(1).getCell(2);
      assertThat(link.getHyperlink().getAddress())
          .isEqualTo("https://discord.com/channels/42/1/0")
          .isEqualTo(link.getStringCellValue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My [Guild]: a*b?/\\",
        "History",
        "Daily",
        "'quoted'",
        "",
        "a guild whose name is longer than Excel likes",
        SampleContent.RIGHT_TO_LEFT
      })
  void opensWhateverTheGuildIsCalled(String guildName) throws IOException {
    Path files = write(sample(guildName));
    try (XSSFWorkbook workbook = workbook(files)) {
      assertThat(workbook.getNumberOfSheets()).isEqualTo(4);
    }
    assertThat(list(files)).hasSize(8);
    assertThat(document(files).path("attachments"))
        .hasSize(5)
        .allSatisfy(name -> assertThat(files.resolve(name.asText())).isRegularFile());
  }

  @Test
  void givesTheSameBytesInAnyLocaleAndTimeZoneAndFromSavedContent() throws IOException {
    Path first = write(sample("Guild"));
    ReportContent saved = ReportContent.read(first.resolve(ReportFiles.CONTENT));
    assertThat(saved).isEqualTo(sample("Guild"));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : List.of("tr-TR", "de-DE", "ar-EG-u-nu-arab")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
        assertThat(hashes(write(saved))).as(tag).isEqualTo(hashes(first));
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void packsWorkbooksWithoutAClock() throws IOException {
    Path files = write(sample("Guild"));
    try (ZipFile workbook = new ZipFile(files.resolve(STEM + ".xlsx").toFile())) {
      assertThat(workbook.stream().map(ZipEntry::getTimeLocal))
          .containsOnly(LocalDateTime.of(1980, 2, 1, 0, 0));
      String properties = new String(
          workbook.getInputStream(workbook.getEntry("docProps/core.xml")).readAllBytes(), UTF_8);
      assertThat(properties.split("2026-03-09T00:00:00Z", -1)).hasSize(3);
    }
  }

  @Test
  void drawsDaysGapsAndAPartlyWatchedDayInTheirColours() throws IOException {
    BufferedImage image =
        ImageIO.read(write(sample("Guild")).resolve(STEM + ".png").toFile());
    assertThat(image.getWidth()).isEqualTo(1_200);
    assertThat(image.getHeight()).isEqualTo(600);
    assertThat(share(image, Palette.BARS)).isGreaterThan(0.1);
    assertThat(share(image, Palette.PART_BARS)).isGreaterThan(0.02);
    assertThat(share(image, Palette.GAP)).isGreaterThan(0.02);
    assertThat(share(image, Palette.LINE)).isGreaterThan(0.001);
  }

  @Test
  void leavesOutTheChartOfAnEmptyTable() throws IOException {
    ReportContent sample = sample("Guild");
    ReportTable days = sample.table("Daily");
    ReportTable empty =
        new ReportTable(days.name(), days.caption(), days.columns(), List.of(), null);
    Path files = write(new ReportContent(
        sample.report(),
        sample.title(),
        sample.guildId(),
        sample.guildName(),
        sample.period(),
        sample.audience(),
        sample.restated(),
        List.of(),
        List.of(empty),
        sample.charts(),
        List.of(),
        List.of()));
    assertThat(document(files).path("image").isNull()).isTrue();
    assertThat(list(files)).noneMatch(file -> file.toString().endsWith(".png"));
  }

  private static ReportContent sample(String guildName) {
    return SampleContent.of(guildName, 7);
  }

  private Path write(ReportContent content) throws IOException {
    Path files = Files.createTempDirectory(folder, "report");
    ReportFiles.write(content, files);
    return files;
  }

  private static JsonNode document(Path files) throws IOException {
    return new ObjectMapper().readTree(files.resolve(ReportFiles.DOCUMENT).toFile());
  }

  private static XSSFWorkbook workbook(Path files) throws IOException {
    try (InputStream in = Files.newInputStream(files.resolve(STEM + ".xlsx"))) {
      return new XSSFWorkbook(in);
    }
  }

  private static List<String> sheetNames(XSSFWorkbook workbook) {
    return IntStream.range(0, workbook.getNumberOfSheets())
        .mapToObj(workbook::getSheetName)
        .toList();
  }

  private static List<Cell> cells(XSSFWorkbook workbook) {
    List<Cell> cells = new ArrayList<>();
    for (Sheet sheet : workbook) {
      sheet.forEach(row -> row.forEach(cells::add));
    }
    return cells;
  }

  private static double share(BufferedImage image, Color color) {
    long pixels = IntStream.range(0, image.getWidth() * image.getHeight())
        .filter(pixel ->
            image.getRGB(pixel % image.getWidth(), pixel / image.getWidth()) == color.getRGB())
        .count();
    return (double) pixels / (image.getWidth() * image.getHeight());
  }

  private static Map<String, Integer> hashes(Path files) throws IOException {
    Map<String, Integer> hashes = new TreeMap<>();
    for (Path file : list(files)) {
      hashes.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
    }
    return hashes;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
