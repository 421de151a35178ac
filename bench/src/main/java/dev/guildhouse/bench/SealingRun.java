package dev.guildhouse.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.jobs.lake.spark.Workload;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.HomeProof;
import dev.guildhouse.schedules.privacy.MonthProof;
import dev.guildhouse.schedules.privacy.Sealing;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A month of activity under keys, written once, and then sealed as {@code privacy close} does it.
 * Steps: the same rows as plain files, which warms up and is not compared; the rows once more into the
 * table; the sealing until nothing but tokens is left; the proof and the end of the mapping. Run as a
 * process: {@code SealingRun HOME ROWS}.
 */
final class SealingRun {
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final long GUILD = 900_000_000_000_000_001L;
  private static final int MEMBERS = 100_000;
  private static final int CHANNELS = 200;

  /** So many rows of the cube to one of a member's day. */
  private static final int ROWS_OF_A_DAY = 5;

  private SealingRun() {}

  public static void main(String[] arguments) {
    Home home = new Home(Path.of(arguments[0])).prepare();
    long rows = Long.parseLong(arguments[1]);
    Config config = Config.load(home.configuration(), System.getenv());
    InstantSource clock = InstantSource.system();
    WarehouseSession session = WarehouseSession.open(home, config, clock);
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      Path staged = home.root().resolveSibling("staged");
      // A warehouse that is empty settles for little, and the sealing for much.
      Workload.LARGE.settle(session.spark());
      stage(session.spark(), rows, staged);
      tell(new Measured(0, 0, 0));
      Measured written = write(session, staged);
      SimulatedHome.delete(staged);
      Told proof = new Told(new HomeProof(home, clock, session::close, List.of()));
      SecretStore secrets = SecretStore.of(home, Config.Master.NONE);
      Measured before = written;
      proof.before = before;
      new Sealing(home, config, clock, secrets, proof, Duration.ofMinutes(1))
          .month(
              new WarehouseRuns(database, () -> session, Duration.ofMinutes(1)),
              RunTrigger.COMMAND_LINE,
              MONTH,
              new TreeSet<>());
      tell(proof.before);
    }
  }

  /** Tells what came before a proof. */
  private static final class Told implements MonthProof {
    private final MonthProof real;
    private Measured before = new Measured(0, 0, 0);

    Told(MonthProof real) {
      this.real = real;
    }

    @Override
    public void prepare() {
      before = tell(before);
      real.prepare();
    }

    @Override
    public void require(List<Question> questions) {
      real.require(questions);
    }
  }

  private static void stage(SparkSession spark, long rows, Path folder) {
    activity(spark, rows).write().parquet(folder.resolve("activity").toString());
    memberDays(spark, rows / ROWS_OF_A_DAY)
        .write()
        .parquet(folder.resolve("days").toString());
  }

  /** Writes the member days, which are not compared, and then the activity, which is. */
  private static Measured write(WarehouseSession session, Path staged) {
    Slice month = Slice.of(
            List.of(GUILD), MONTH.atDay(1).datesUntil(MONTH.atEndOfMonth()).toList())
        .plus(Slice.of(List.of(GUILD), List.of(MONTH.atEndOfMonth())));
    try (LakeWriter writer = session.lake().writer(new OnlyWriter(), 1)) {
      writer.ledger(ledger -> ledger.knowing(new TreeSet<>(List.of(GUILD))));
      writer.replace(
          Rollups.of(Entity.MEMBER, Period.DAY),
          month,
          session.spark().read().parquet(staged.resolve("days").toString()));
      Measured before = Measured.sinceStart();
      writer.replace(
          Rollups.ACTIVITY_HOURLY,
          month,
          session.spark().read().parquet(staged.resolve("activity").toString()));
      writer.publish();
      return tell(before);
    }
  }

  private static Measured tell(Measured before) {
    Measured now = Measured.sinceStart();
    System.out.println(now.minus(before).line());
    return now;
  }

  private static Dataset<Row> activity(SparkSession spark, long rows) {
    return filled(
        Rollups.ACTIVITY_HOURLY,
        spark
            .range(rows)
            .withColumn("guild_id", lit(GUILD))
            .withColumn(
                "hour_at",
                expr("timestampadd(HOUR, cast(pmod(xxhash64(id), 744) as int), timestamp'"
                    + MONTH.atDay(1) + " 00:00:00')"))
            .withColumn("activity_date", expr("to_date(hour_at)"))
            .withColumn("channel_id", expr("pmod(xxhash64(id, 1), " + CHANNELS + ") + 1"))
            .withColumn("member_key", expr("xxhash64(pmod(xxhash64(id, 2), " + MEMBERS + "), 7)"))
            .withColumn("messages", expr("pmod(id, 3)"))
            .withColumn("messages_created", col("messages"))
            .withColumn("voice_seconds", expr("if(pmod(id, 9) = 0, pmod(xxhash64(id), 3600), 0)"))
            .withColumn("updated_at", expr("timestamp_seconds(unix_seconds(hour_at) + 1800)")));
  }

  private static Dataset<Row> memberDays(SparkSession spark, long rows) {
    LocalDate first = MONTH.atDay(1);
    return filled(
        Rollups.of(Entity.MEMBER, Period.DAY),
        spark
            .range(rows)
            .withColumn("guild_id", lit(GUILD))
            .withColumn(
                "period_start_date",
                expr("date_add(date'" + first + "', cast(id div " + MEMBERS + " as int) % 31)"))
            .withColumn("period_end_date", expr("date_add(period_start_date, 1)"))
            .withColumn("member_key", expr("xxhash64(pmod(id, " + MEMBERS + "), 7)"))
            .withColumn("messages", expr("pmod(id, 7)"))
            .withColumn("last_active_at", expr("cast(period_start_date as timestamp)"))
            .withColumn("updated_at", expr("cast(period_end_date as timestamp)")));
  }

  /** With the columns of a table; what is not told is 0. */
  private static Dataset<Row> filled(TableDef table, Dataset<Row> rows) {
    List<String> told = List.of(rows.columns());
    return rows.select(table.columns().stream()
        .map(column -> value(column, told).cast(Schemas.type(column)).as(column.name()))
        .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static org.apache.spark.sql.Column value(Column column, List<String> told) {
    return told.contains(column.name()) ? col(column.name()) : lit(0);
  }
}
