package dev.guildhouse.schedules.notebooks.cells;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.ChartImage;
import dev.guildhouse.schedules.queries.AnswerText;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.RangeText;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What every cell can call: the tables of the current release, questions, and pictures. The first call
 * opens the warehouse, which takes seconds. All calls see one release, until {@link #refresh} or until
 * the notebook has rested for ten minutes.
 */
public final class Notebook {
  private static final String HOME = "guildhouse.home";
  private static final String READING = "(?i)\\b(from|join)\\s+";
  private static final int SHOWN_ROWS = 20;
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);

  private static @Nullable OpenWarehouse opened;
  private static @Nullable Questions questions;

  private Notebook() {}

  /** All tables: layer, what a row is, and until which day they are filled. */
  public static Html tables() {
    var filled = warehouse().ledger().filledUntil();
    return Html.of(
        List.of("table", "layer", "rows", "filled until"),
        Tables.ALL.stream()
            .map(table -> List.of(
                table.name(),
                table.layer().name().toLowerCase(Locale.ROOT),
                table.grain(),
                filled.containsKey(table.name()) ? filled.get(table.name()).toString() : ""))
            .toList());
  }

  /** The columns of a table, with unit and meaning. */
  public static Html columns(String table) {
    return Html.of(
        List.of("column", "type", "unit", "what"),
        Tables.named(table).columns().stream()
            .map(column -> List.of(
                column.name(),
                column.type().name().toLowerCase(Locale.ROOT),
                column.unit().text(),
                column.comment()))
            .toList());
  }

  /** The guilds of the warehouse. */
  public static Html guilds() {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : messagesByGuild()) {
      String name = warehouse().config().guild(row.getLong(0)).name();
      rows.add(List.of(
          Long.toString(row.getLong(0)),
          name == null ? "" : name,
          row.getString(1),
          row.getString(2),
          Long.toString(row.getLong(3))));
    }
    return Html.of(List.of("guild_id", "name", "first day", "last day", "messages"), rows);
  }

  /** The guild with most messages. */
  public static long guild() {
    return messagesByGuild().get(0).getLong(0);
  }

  /** The days on which anything is known of a guild, from the first to the last. */
  public static DayRange days(long guild) {
    return messagesByGuild().stream()
        .filter(row -> row.getLong(0) == guild)
        .map(row ->
            DayRange.through(LocalDate.parse(row.getString(1)), LocalDate.parse(row.getString(2))))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "tell the days of guild " + guild, "the tables hold nothing of it", "See guilds()."));
  }

  /** Days as people write them: {@code 2026-W07}, {@code last 7 days}, {@code 2026-01-05 to 2026-01-11}. */
  public static DayRange days(String text) {
    return RangeText.parse(text, LocalDate.now(ZoneOffset.UTC));
  }

  private static List<Row> messagesByGuild() {
    List<Row> guilds = reader()
        .table(GUILD_DAILY)
        .groupBy("guild_id")
        .agg(
            min("period_start_date").cast("string"),
            max("period_start_date").cast("string"),
            sum("messages").as("messages"))
        .orderBy(col("messages").desc(), col("guild_id"))
        .collectAsList();
    if (guilds.isEmpty()) {
      throw WarehouseException.usage(
          "choose a guild", "the tables hold no day of any", "Fill them: guildhouse backfill");
    }
    return guilds;
  }

  /** All rows of a table. */
  public static Dataset<Row> table(String name) {
    return reader().table(Tables.named(name));
  }

  /** The rows of a guild that count on some days. */
  public static Dataset<Row> table(String name, long guild, DayRange days) {
    return reader().table(Tables.named(name), days).where(col("guild_id").equalTo(guild));
  }

  /** Rows by SQL, in which every table stands under its own name, after FROM or JOIN. */
  public static Dataset<Row> sql(String query) {
    for (TableDef table : Tables.ALL) {
      if (Pattern.compile(READING + table.name() + "\\b").matcher(query).find()) {
        reader().table(table).createOrReplaceTempView(table.name());
      }
    }
    return warehouse().spark().sql(query);
  }

  /** The one number that a query yields. */
  public static long number(String query) {
    return number(sql(query));
  }

  /** The one number of a dataset of one row and column. */
  public static long number(Dataset<Row> rows) {
    List<Row> read = rows.takeAsList(2);
    if (read.size() != 1 || read.get(0).size() != 1 || !(read.get(0).get(0) instanceof Number)) {
      throw WarehouseException.usage(
          "take one number of this",
          "it has not just one row with one number",
          "Sum or count, so that a single number is left.");
    }
    return ((Number) read.get(0).get(0)).longValue();
  }

  /** Stops the notebook where two ways to a number differ. */
  public static Html same(String what, long one, long other) {
    if (one != other) {
      throw new IllegalStateException(what + ": " + one + " is not " + other);
    }
    return Html.sentence(what + ": " + one + " on both ways.");
  }

  /** The first rows. */
  public static Html show(Dataset<Row> rows) {
    return show(rows, SHOWN_ROWS);
  }

  public static Html show(Dataset<Row> rows, int most) {
    return Html.of(rows, most);
  }

  /** The tables and notes of an answer. */
  public static Html show(ReportContent answer) {
    List<Html> parts = new ArrayList<>();
    AnswerText.tables(answer).forEach(table -> parts.add(Html.of(table)));
    answer.notes().forEach(note -> parts.add(Html.sentence(note)));
    return Html.together(parts);
  }

  /** Every question that can be asked. */
  public static Html questions() {
    return Questions.all();
  }

  /**
   * Asks what a command of that name answers, as of the day after the days.
   *
   * @param options names and values by turns: {@code "limit", "5"}
   */
  public static ReportContent ask(String question, long guild, DayRange days, String... options) {
    return asking().ask(reader(), question, guild, days, options);
  }

  /** The picture of an answer. */
  public static BufferedImage picture(ReportContent answer) {
    Chart chart = answer.chart();
    if (chart == null) {
      throw WarehouseException.usage(
          "draw this answer", "it has no picture, or no row", "See it with show(…).");
    }
    return ChartImage.of(chart, answer.table(chart.table()));
  }

  /**
   * Lines over rows in their order; what is unknown is a gap.
   *
   * @param steps the column that names the rows
   */
  public static BufferedImage lines(
      String title, Dataset<Row> rows, String steps, String... columns) {
    return Drawing.lines(title, rows, steps, List.of(columns));
  }

  /**
   * Rows from left to right, shaded by the numbers of some columns.
   *
   * @param unit what the numbers count
   */
  public static BufferedImage heatMap(
      String title, Dataset<Row> rows, String steps, String unit, String... columns) {
    return Drawing.heatMap(title, rows, steps, List.of(columns), unit);
  }

  /**
   * Cohorts, each a row: its first day, its size, and the percent of it that is still there in each
   * week since.
   */
  public static BufferedImage triangle(String title, ReportTable cohorts) {
    return Drawing.triangle(title, cohorts);
  }

  /** What a job is given, for a job that is written in a cell. */
  public static JobInputs inputs() {
    OpenWarehouse warehouse = warehouse();
    return new JobInputs(warehouse.tables(), warehouse.config(), warehouse.spark());
  }

  /** The days of a guild, as a job is asked for them. */
  public static Slice slice(long guild, DayRange days) {
    return Slice.of(List.of(guild), days.days());
  }

  /** The number of the release that all cells see. */
  public static long release() {
    return reader().release();
  }

  /** Goes on to the current release. Datasets made before must not be used any more. */
  public static long refresh() {
    warehouse().release();
    return release();
  }

  private static TableReader reader() {
    return warehouse().tables();
  }

  private static synchronized Questions asking() {
    Questions ready = questions;
    if (ready == null) {
      ready = new Questions(warehouse().config());
      questions = ready;
    }
    return ready;
  }

  private static synchronized OpenWarehouse warehouse() {
    OpenWarehouse ready = opened;
    if (ready == null) {
      ready = OpenWarehouse.of(new Home(Path.of(System.getProperty(HOME))), InstantSource.system());
      opened = ready;
    }
    return ready;
  }
}
