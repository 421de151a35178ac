package dev.guildhouse.jobs.reports.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("acceptance")
class TableExportIT {
  private static final long GUILD = 81_384_788_765_712_384L;
  private static final long KEY = 1_234_567_890_123_456_789L;
  private static final DayRange DAYS =
      new DayRange(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 3));
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static SparkSession spark;
  private static TablesInMemory tables;
  private static ExportPseudonyms pseudonyms;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void fill() {
    spark = TablesInMemory.session();
    pseudonyms = new ExportPseudonyms(new GuildSecrets(folder.resolve("secrets")));
    tables = new TablesInMemory(spark)
        .with(
            MEMBER_DAILY,
            member(KEY, "2026-03-01", "'messages':7,'reward_amount':1234.5"),
            member(KEY, "2026-02-28", "'messages':2"),
            member(-5, "2026-03-02", "'messages':1,'last_active_at':'2026-03-02T05:00:00Z'"),
            member(0, "2026-03-02", "'reactions_given':3"),
            member(KEY, "2026-03-03", "'messages':99"))
        .with(
            Facts.CHANNELS,
            channel(2, "=1+1"),
            channel(1, "général, \\\"quoted\\\""),
            "{\"guild_id\":" + GUILD + ",\"channel_id\":3,\"changed_date\":\"2026-03-01\"}")
        .with(
            RawEvents.TABLE,
            event(
                EventType.VOICE_JOIN,
                KEY,
                "'member_key':" + KEY + ",'attributes':{'b':'2','a':'1'}"),
            event(EventType.MEMBER_JOIN, 500, "'message_id':500,'member_key':" + KEY),
            event(EventType.MEMBER_LEAVE, KEY, "'member_key':" + KEY),
            event(
                EventType.MESSAGE_CREATE,
                600,
                "'message_id':600,'member_key':" + KEY + ",'target_key':-5"));
  }

  @Test
  void sortsByTheKeyAndLeavesOutOtherDays() throws IOException {
    List<JsonNode> rows = jsonRows(MEMBER_DAILY);
    assertThat(rows)
        .extracting(row -> row.path("period_start_date").asText())
        .containsExactly("2026-03-02", "2026-03-02", "2026-02-28", "2026-03-01");
    assertThat(rows)
        .extracting(row -> row.path("messages").asLong())
        .containsExactly(1L, 0L, 2L, 7L);
  }

  @Test
  void replacesMembersByThePseudonymOfTheMonthAndTheUnknownOneByNothing() throws IOException {
    List<JsonNode> rows = jsonRows(MEMBER_DAILY);
    assertThat(rows.get(0).path("member_key").asText())
        .isEqualTo(pseudonyms.of(GUILD, YearMonth.of(2026, 3), -5));
    assertThat(rows.get(1).path("member_key").isNull()).isTrue();
    assertThat(rows.get(2).path("member_key").asText())
        .isEqualTo(pseudonyms.of(GUILD, YearMonth.of(2026, 2), KEY))
        .isNotEqualTo(rows.get(3).path("member_key").asText());
  }

  @Test
  void writesIdsAsStringsAndAmountsExactly() throws IOException {
    JsonNode row = jsonRows(MEMBER_DAILY).get(3);
    assertThat(row.path("guild_id").isTextual()).isTrue();
    assertThat(row.path("guild_id").asText()).isEqualTo(Long.toString(GUILD));
    assertThat(row.path("messages").isIntegralNumber()).isTrue();
    assertThat(row.path("reward_amount").decimalValue()).isEqualByComparingTo("1234.5");
    assertThat(row.path("last_active_at").isNull()).isTrue();
    assertThat(row.size()).isEqualTo(MEMBER_DAILY.columns().size());
  }

  @Test
  void namesEventsAndHidesTheMemberThatAnEventIsAbout() throws IOException {
    String pseudonym = pseudonyms.of(GUILD, YearMonth.of(2026, 3), KEY);
    assertThat(jsonRows(RawEvents.TABLE))
        .extracting(row ->
            row.path("event_type").asText() + " " + row.path("subject_id").asText())
        .containsExactly(
            "message_create 600",
            "member_join 500",
            "member_leave " + pseudonym,
            "voice_join " + pseudonym);
    assertThat(jsonRows(RawEvents.TABLE).get(3).path("source").asText()).isEqualTo("outside");
    assertThat(jsonRows(RawEvents.TABLE).get(3).path("attributes").toString())
        .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void neverLetsAKeyOut(ExportFormat format) throws IOException {
    for (TableDef table : List.of(MEMBER_DAILY, RawEvents.TABLE)) {
      Path file = export(table, format);
      assertThat(contents(file, format)).doesNotContain(Long.toString(KEY));
    }
  }

  @Test
  void writesCsvThatProgramsReadAndSpreadsheetsDoNotRun() throws IOException {
    assertThat(Files.readString(export(Facts.CHANNELS, ExportFormat.CSV))).isEqualTo("""
            changed_date,guild_id,channel_id,parent_channel_id,channel_name,channel_type,user_limit,is_deleted,updated_at
            2026-03-01,81384788765712384,1,0,"général, ""quoted""\",,,false,2015-01-01T00:00:00Z
            2026-03-01,81384788765712384,2,0,'=1+1,,,false,2015-01-01T00:00:00Z
            2026-03-01,81384788765712384,3,0,,,,false,2015-01-01T00:00:00Z
            """);
  }

  @Test
  void packsTheSameCsv() throws IOException {
    Path plain = export(Facts.CHANNELS, ExportFormat.CSV);
    Path packed = export(Facts.CHANNELS, ExportFormat.CSV_GZ);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
    }
    byte[] header = Files.readAllBytes(packed);
    assertThat(List.of(header[4], header[5], header[6], header[7])).containsOnly((byte) 0);
  }

  @Test
  void writesAWorkbookOfTypedCells() throws IOException {
    try (XSSFWorkbook workbook = open(export(MEMBER_DAILY, ExportFormat.XLSX))) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      List<String> names = MEMBER_DAILY.columnNames();
      assertThat(sheet.getLastRowNum()).isEqualTo(4);
      assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
      Row row = sheet.getRow(4);
      assertThat(row.getCell(names.indexOf("guild_id")).getStringCellValue())
          .isEqualTo(Long.toString(GUILD));
      assertThat(row.getCell(names.indexOf("messages")).getNumericCellValue()).isEqualTo(7);
      assertThat(row.getCell(names.indexOf("reward_amount")).getNumericCellValue())
          .isEqualTo(1234.5);
      assertThat(row.getCell(names.indexOf("period_start_date")).getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.of(2026, 3, 1, 0, 0));
      assertThat(row.getCell(names.indexOf("last_active_at"))).isNull();
    }
    try (XSSFWorkbook workbook = open(export(Facts.CHANNELS, ExportFormat.XLSX))) {
      Cell name = workbook.getSheetAt(0).getRow(2).getCell(4);
      assertThat(name.getCellType()).isEqualTo(CellType.STRING);
      assertThat(name.getCellStyle().getQuotePrefixed()).isTrue();
    }
  }

  @Test
  void writesOneParquetFileThatSparkReads() throws IOException {
    Dataset<org.apache.spark.sql.Row> read =
        spark.read().parquet(export(MEMBER_DAILY, ExportFormat.PARQUET).toString());
    assertThat(read.columns()).containsExactlyElementsOf(MEMBER_DAILY.columnNames());
    org.apache.spark.sql.Row row = read.collectAsList().get(3);
    assertThat(row.<Long>getAs("guild_id")).isEqualTo(GUILD);
    assertThat(row.<Long>getAs("messages")).isEqualTo(7);
    assertThat(row.<BigDecimal>getAs("reward_amount")).isEqualByComparingTo("1234.5");
    assertThat(row.<Object>getAs("period_start_date")).hasToString("2026-03-01");
    assertThat(row.<String>getAs("member_key")).hasSize(16);
    assertThat(spark
            .read()
            .parquet(export(RawEvents.TABLE, ExportFormat.PARQUET).toString())
            .collectAsList()
            .get(3)
            .getJavaMap(read(RawEvents.TABLE, "attributes")))
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void givesTheSameBytesInAnyLocaleAndTimeZone(ExportFormat format) throws IOException {
    byte[] here = Files.readAllBytes(export(MEMBER_DAILY, format));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      assertThat(export(MEMBER_DAILY, format, folder.resolve("elsewhere"))).hasBinaryContent(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CSV", "XLSX", "PARQUET"})
  void writesAFileWithoutRowsToo(ExportFormat format) throws IOException {
    Exported exported = new TableExport(new TablesInMemory(spark), pseudonyms)
        .write(Facts.CHANNELS, DAYS, format, folder.resolve("none." + format.text()));
    assertThat(exported.rows()).isZero();
    assertThat(exported.file()).exists();
  }

  @Test
  void writesNoLineForNoRow() throws IOException {
    new TableExport(new TablesInMemory(spark), pseudonyms)
        .write(Facts.CHANNELS, DAYS, ExportFormat.JSON, folder.resolve("none.json"));
    assertThat(folder.resolve("none.json")).isEmptyFile();
  }

  @Test
  void leavesNothingButTheFileAndReplacesWhatWasThere() throws IOException {
    Path out = folder.resolve("out");
    Files.createDirectories(out);
    Files.writeString(out.resolve("x.csv"), "old");
    Exported exported = new TableExport(tables, pseudonyms)
        .write(Facts.CHANNELS, DAYS, ExportFormat.CSV, out.resolve("x.csv"));
    assertThat(exported.rows()).isEqualTo(3);
    assertThat(exported.bytes()).isEqualTo(Files.size(out.resolve("x.csv")));
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(out.resolve("x.csv"));
    }
  }

  @Test
  void leavesTheOldFileWhenItFails() throws IOException {
    Path out = Files.createDirectory(folder.resolve("broken"));
    Path file = Files.writeString(out.resolve("x.json"), "old");
    TablesInMemory broken = new TablesInMemory(spark)
        .with(RawEvents.TABLE, event(EventType.VOICE_JOIN, 1, "'event_type':9999"));
    assertThatThrownBy(() -> new TableExport(broken, pseudonyms)
            .write(RawEvents.TABLE, DAYS, ExportFormat.JSON, file))
        .hasMessageContaining("9999");
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAFolderAndAnUnknownFormat() {
    assertThatThrownBy(() -> new TableExport(tables, pseudonyms)
            .write(Facts.CHANNELS, DAYS, ExportFormat.CSV, folder))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("that is a folder");
    assertThatThrownBy(() -> ExportFormat.ofText("xml"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Formats: csv, csv.gz, xlsx, json, parquet");
  }

  /** Exports once and for all tests. */
  private static Path export(TableDef table, ExportFormat format) {
    Path file = folder.resolve(table.name() + "." + format.text());
    return Files.exists(file) ? file : export(table, format, file);
  }

  private static Path export(TableDef table, ExportFormat format, Path file) {
    return new TableExport(tables, pseudonyms).write(table, DAYS, format, file).file();
  }

  private static List<JsonNode> jsonRows(TableDef table) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(export(table, ExportFormat.JSON))) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static int read(TableDef table, String column) {
    return table.columnNames().indexOf(column);
  }

  private static String contents(Path file, ExportFormat format) throws IOException {
    if (format == ExportFormat.XLSX) {
      List<String> cells = new ArrayList<>();
      try (XSSFWorkbook workbook = open(file)) {
        workbook.getSheetAt(0).forEach(row -> row.forEach(cell -> cells.add(cell.toString())));
      }
      return String.join("\n", cells);
    }
    if (format == ExportFormat.PARQUET) {
      return String.join("\n", spark.read().parquet(file.toString()).toJSON().collectAsList());
    }
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = format == ExportFormat.CSV_GZ ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static XSSFWorkbook open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new XSSFWorkbook(in);
    }
  }

  private static String member(long key, String day, String fields) {
    return json("'member_key':" + key + ",'period_start_date':'" + day + "'," + fields);
  }

  private static String channel(long id, String name) {
    return json(
        "'channel_id':" + id + ",'changed_date':'2026-03-01','channel_name':'" + name + "'");
  }

  private static String event(EventType type, long subject, String fields) {
    return json("'event_type':" + type.code() + ",'subject_id':" + subject + ",'source':"
        + Source.OUTSIDE.code() + ",'event_date':'2026-03-01'," + fields);
  }

  private static String json(String fields) {
    return ("{'guild_id':" + GUILD + "," + fields + "}").replace('\'', '"');
  }
}
