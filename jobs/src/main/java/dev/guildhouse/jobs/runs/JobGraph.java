package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.activity.ActivityHourly;
import dev.guildhouse.jobs.facts.FactJobs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.marts.GuildRolling;
import dev.guildhouse.jobs.marts.KeywordCounts;
import dev.guildhouse.jobs.marts.MemberState;
import dev.guildhouse.jobs.marts.TopContent;
import dev.guildhouse.jobs.marts.anomalies.Anomalies;
import dev.guildhouse.jobs.marts.kpis.KpiResults;
import dev.guildhouse.jobs.marts.segments.MemberSegments;
import dev.guildhouse.jobs.marts.segments.SegmentCounts;
import dev.guildhouse.jobs.marts.segments.SegmentMoves;
import dev.guildhouse.jobs.rollups.ChannelHourly;
import dev.guildhouse.jobs.rollups.Rollup;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All jobs in the order in which data flows, and who feeds whom. */
public final class JobGraph {
  /** The whole chain, ingest first. */
  public static final String NIGHTLY = "nightly";

  /** Landing files into events, and nothing else. */
  public static final String INGEST = "ingest";

  /** Every job after those that feed it. */
  public static final List<TableJob> ALL = all();

  private JobGraph() {}

  /**
   * The job that fills the table of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public static TableJob named(String name) {
    return ALL.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /**
   * The jobs that a name stands for: the whole chain, or the one that fills a table.
   *
   * @throws WarehouseException when there are none, with all names there are
   */
  public static JobSelection selection(String name) {
    return name.equals(NIGHTLY)
        ? new JobSelection(NIGHTLY, ALL)
        : new JobSelection(name, List.of(named(name)));
  }

  /** All names that can be run. */
  public static List<String> names() {
    return Stream.concat(Stream.of(NIGHTLY, INGEST), ALL.stream().map(TableJob::name))
        .toList();
  }

  private static WarehouseException unknown(String name) {
    return WarehouseException.usage(
        "run " + name,
        "there is no job of that name",
        Nearest.hint(name, names()) + "Jobs: " + String.join(", ", names()));
  }

  /** The job that fills a table, unless it is filled by the ingest. */
  static Optional<TableJob> filling(TableDef table) {
    return ALL.stream().filter(job -> job.output().equals(table)).findFirst();
  }

  /** The jobs that read a table. */
  static List<TableJob> reading(TableDef table) {
    return ALL.stream().filter(job -> job.inputs().contains(table)).toList();
  }

  private static List<TableJob> all() {
    List<TableJob> jobs = new ArrayList<>(FactJobs.TYPES.keySet());
    jobs.add(new ActivityHourly());
    jobs.add(new ChannelHourly());
    for (Period period : Period.values()) {
      for (Entity entity : Entity.values()) {
        jobs.add(new Rollup(entity, period));
      }
    }
    jobs.add(new TopContent());
    jobs.add(new KeywordCounts());
    jobs.add(new MemberState());
    jobs.add(new GuildRolling());
    jobs.add(new MemberSegments());
    jobs.add(new SegmentCounts());
    jobs.add(new SegmentMoves());
    jobs.add(new KpiResults());
    jobs.add(new Anomalies());
    return List.copyOf(jobs);
  }
}
