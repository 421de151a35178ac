package dev.guildhouse.schedules.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportReport;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.jobs.summary.Summary;
import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.jobs.verify.Verification;
import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.schedules.queries.SummarySchema;
import dev.guildhouse.schedules.reports.GuildRequests;
import dev.guildhouse.schedules.warehouse.UserStatsComparison.Doing;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real conversations, counted by the whole chain and by a plain walk over the JSON that shares no
 * code with it: the two committed days, or all files of the folder that the system property {@code
 * guildhouse.sample.dir} names.
 */
class RealSampleIT {
  @TempDir
  private Path folder;

  /** What a person counts with the file open. */
  private static final class Count {
    private final Set<String> authors = new HashSet<>();
    private long messages;
    private long joins;
    private long replies;

    private List<Long> numbers() {
      return List.of(messages, (long) authors.size(), joins, replies);
    }
  }

  @Test
  void equalsAnIndependentRecountOfTheJson() throws IOException {
    List<Path> files = files();
    Map<LocalDate, Count> days = new TreeMap<>();
    Map<LocalDate, Count> weeks = new TreeMap<>();
    Map<LocalDate, Count> months = new TreeMap<>();
    Map<Integer, Long> hours = new TreeMap<>();
    for (Path file : files) {
      recount(file, days, weeks, months, hours);
    }
    Home home = new Home(folder).prepare();
    assertThat(imported(home, files).hasRefusals()).isFalse();
    WarehouseSession session = TestWarehouse.of(home);
    DayRange range = new DayRange(LocalDate.of(2020, 1, 1), LocalDate.of(2022, 1, 1));
    session.runner().backfill(range, Reprocess.MISSING, TestWarehouse.LEASE, 1);
    TableReader tables = session.lake().reader();
    assertThat(rollup(tables, Period.DAY)).isEqualTo(numbers(days));
    assertThat(rollup(tables, Period.WEEK)).isEqualTo(numbers(weeks));
    assertThat(rollup(tables, Period.MONTH)).isEqualTo(numbers(months));
    assertThat(hoursOfDay(tables)).isEqualTo(hours);

    userStatistics(home, tables, files);
    verified(home, tables, range);
    summarized(home, tables, months);

    PublicSubtraction attack = new PublicSubtraction(tables, range, range.to());
    assertThat(attack.leaks()).isEmpty();
    assertThat(attack.shown()).isGreaterThan(10);

    assertThat(imported(home, files).total().events()).isZero();
    assertThat(session
            .runner()
            .backfill(range, Reprocess.MISSING, TestWarehouse.LEASE, 2)
            .isPublished())
        .isFalse();
  }

  /** All months overall, and the first also by weekday and by hour. */
  private static void userStatistics(Home home, TableReader tables, List<Path> files)
      throws IOException {
    List<Doing> doings = doings(files);
    long guild = tables.table(Rollups.of(Entity.GUILD, Period.DAY)).first().getAs("guild_id");
    UserStatsComparison reports = new UserStatsComparison(home, tables, guild);
    List<YearMonth> months = doings.stream()
        .map(doing -> YearMonth.from(doing.day()))
        .distinct()
        .sorted()
        .toList();
    for (YearMonth month : months) {
      assertThat(reports.text("full", month))
          .as(month + " overall")
          .isEqualTo(UserStatsComparison.expectedText("full", month, doings));
    }
    for (String type : List.of("weekday", "hourly")) {
      YearMonth month = months.get(0);
      List<List<String>> expected = UserStatsComparison.expectedText(type, month, doings);
      List<List<String>> found = reports.text(type, month);
      assertThat(found).hasSameSizeAs(expected);
      for (int number = 0; number < expected.size(); number++) {
        // A weekday of which the export holds no day was not watched.
        boolean isWatched = !found.get(number).get(1).equals("not watched");
        assertThat(isWatched ? found.get(number) : expected.get(number).get(3))
            .as(month + " " + type + " " + number)
            .isEqualTo(isWatched ? expected.get(number) : "0");
      }
    }
  }

  /** Every number of the real conversations, recounted from the raw events. */
  private static void verified(Home home, TableReader tables, DayRange range) {
    long guild = tables.table(Rollups.of(Entity.GUILD, Period.DAY)).first().getAs("guild_id");
    Set<LocalDate> days = new HashSet<>(rollup(tables, Period.DAY).keySet());
    Verified verified = new Verification(tables, TestWarehouse.config(home))
        .range(range, new TreeSet<>(List.of(guild)), (of, day) -> days.contains(day));
    assertThat(verified.breaches()).isEmpty();
    assertThat(verified.metrics())
        .filteredOn(metric -> metric.key().equals("guild_daily.messages"))
        .singleElement()
        .satisfies(metric -> assertThat(metric.direct()).isGreaterThan(BigDecimal.valueOf(100)));
  }

  /** The summary of the first month holds to its schema and tells the messages of the recount. */
  private static void summarized(Home home, TableReader tables, Map<LocalDate, Count> months)
      throws IOException {
    long guild = tables.table(Rollups.of(Entity.GUILD, Period.DAY)).first().getAs("guild_id");
    LocalDate month = months.keySet().iterator().next();
    SummaryDocument summary = Summary.of(
        new GuildRequests(home, TestWarehouse.config(home))
            .of(guild, new DayRange(month, month.plusMonths(1)), Audience.MODERATORS),
        new GuildTables(tables, guild));
    SummarySchema.assertValid(summary.toJson());
    assertThat(summary.headline())
        .filteredOn(measure -> measure.metric().equals("messages"))
        .singleElement()
        .satisfies(measure -> assertThat(measure.value())
            .isEqualByComparingTo(BigDecimal.valueOf(months.get(month).messages)));
  }

  private static List<Doing> doings(List<Path> files) throws IOException {
    List<Doing> doings = new ArrayList<>();
    for (Path file : files) {
      for (JsonNode message : new ObjectMapper().readTree(file.toFile()).get("messages")) {
        OffsetDateTime at = OffsetDateTime.parse(message.get("timestamp").asText())
            .withOffsetSameInstant(ZoneOffset.UTC);
        boolean isJoin = message.get("type").asText().equals("GuildMemberJoin");
        if (!message.get("author").get("isBot").asBoolean()) {
          doings.add(new Doing(
              message.get("author").get("id").asText(),
              at.toLocalDate(),
              at.getHour(),
              isJoin ? 0 : 1,
              0,
              isJoin ? 1 : 0));
        }
      }
    }
    return doings;
  }

  private static List<Path> files() throws IOException {
    String all = System.getProperty("guildhouse.sample.dir", "");
    Path root = Path.of("").toAbsolutePath();
    Path place = all.isEmpty()
        ? (Files.isDirectory(root.resolve("samples")) ? root : root.getParent())
            .resolve("samples/ubuntu-irc")
        : Path.of(all);
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static ImportReport imported(Home home, List<Path> files) {
    ImportOptions options = ImportOptions.of(
        LandingLayout.of(home),
        new GuildSecrets(home.secrets()),
        Instant.parse("2026-11-20T00:00:00Z"));
    return new ImportRun(options, ImportListener.NONE).of(files);
  }

  private static void recount(
      Path file,
      Map<LocalDate, Count> days,
      Map<LocalDate, Count> weeks,
      Map<LocalDate, Count> months,
      Map<Integer, Long> hours)
      throws IOException {
    for (JsonNode message : new ObjectMapper().readTree(file.toFile()).get("messages")) {
      OffsetDateTime at = OffsetDateTime.parse(message.get("timestamp").asText())
          .withOffsetSameInstant(ZoneOffset.UTC);
      LocalDate day = at.toLocalDate();
      LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      boolean isBot = message.get("author").get("isBot").asBoolean();
      String type = message.get("type").asText();
      for (Count count : List.of(
          days.computeIfAbsent(day, d -> new Count()),
          weeks.computeIfAbsent(monday, d -> new Count()),
          months.computeIfAbsent(day.withDayOfMonth(1), d -> new Count()))) {
        if (isBot) {
          continue;
        }
        if (type.equals("GuildMemberJoin")) {
          count.joins++;
        } else {
          count.messages++;
          count.authors.add(message.get("author").get("id").asText());
          count.replies += message.hasNonNull("reference") ? 1 : 0;
        }
      }
      if (!isBot && !type.equals("GuildMemberJoin")) {
        hours.merge(at.getHour(), 1L, Long::sum);
      }
    }
  }

  private static Map<LocalDate, List<Long>> numbers(Map<LocalDate, Count> counts) {
    Map<LocalDate, List<Long>> numbers = new HashMap<>();
    counts.forEach((day, count) -> numbers.put(day, count.numbers()));
    return numbers;
  }

  private static Map<LocalDate, List<Long>> rollup(TableReader tables, Period period) {
    Map<LocalDate, List<Long>> numbers = new HashMap<>();
    for (Row row : tables.table(Rollups.of(Entity.GUILD, period)).collectAsList()) {
      numbers.put(
          row.<java.sql.Date>getAs("period_start_date").toLocalDate(),
          List.of(
              row.<Long>getAs("messages"),
              row.<Long>getAs("unique_authors"),
              row.<Long>getAs("joins"),
              row.<Long>getAs("replies")));
    }
    return numbers;
  }

  private static Map<Integer, Long> hoursOfDay(TableReader tables) {
    Map<Integer, Long> hours = new TreeMap<>();
    for (Row row : tables
        .table(Rollups.ACTIVITY_HOURLY)
        .groupBy(functions.hour(functions.col("hour_at")).as("hour"))
        .agg(functions.sum("messages"))
        .collectAsList()) {
      if (row.getLong(1) > 0) {
        hours.put(row.getInt(0), row.getLong(1));
      }
    }
    return hours;
  }
}
