package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.lake.landing.LandingReader;
import dev.guildhouse.jobs.lake.spark.Sessions;
import dev.guildhouse.jobs.runs.Runner;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.landing.LandingLayout;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark session with the warehouse of a home. Starting one takes seconds; whoever needs it more
 * than once keeps it.
 *
 * @param spark the session, which every warehouse of this process shares
 * @param lake the tables
 * @param runner runs jobs on them
 */
public record WarehouseSession(SparkSession spark, Lake lake, Runner runner)
    implements AutoCloseable {

  /** Opens the warehouse of a home; the session is started if this process has none yet. */
  public static WarehouseSession open(Home home, Config config, InstantSource clock) {
    SparkSession spark = Sessions.open(config.spark(), ScratchFolder.own(home));
    Lake lake =
        new Lake(spark, home.warehouse(), guild -> config.guild(guild).privacy().mode(), clock);
    lake.settle();
    LandingReader landing = new LandingReader(spark, LandingLayout.of(home), clock);
    return new WarehouseSession(spark, lake, new Runner(lake, landing, config));
  }

  /** The same, judging targets; they are asked for when a run begins to fold. */
  public WarehouseSession judging(Supplier<Map<Long, List<KpiTarget>>> targets) {
    return new WarehouseSession(spark, lake, runner.judging(targets));
  }

  @Override
  public void close() {
    spark.stop();
  }
}
