package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.verify.Verification;
import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.jobs.verify.VerifiedMetric;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recounts a range of days from the raw events beside the tables of the current release. */
public final class VerifyRun {
  private final Config config;

  public VerifyRun(Config config) {
    this.config = config;
  }

  /**
   * Verifies.
   *
   * @param guildId the guild, or null for all
   * @throws WarehouseException with code USAGE when there is no such guild
   */
  public Verified verify(
      WarehouseRuns runs, RunTrigger trigger, DayRange days, @Nullable Long guildId) {
    RunRequest request =
        new RunRequest("verify", guildId == null ? "all" : Long.toString(guildId), days, trigger);
    return runs.read(request, warehouse -> {
      WarehouseSession session = warehouse.get();
      Ledger ledger = session.lake().releases().current().ledger();
      NavigableSet<Long> guilds = guilds(ledger, guildId);
      try (HeldRelease tables = session.lake().open(request.job())) {
        Verified verified = new Verification(tables, config).range(days, guilds, folded(ledger));
        return new Answer<>(
            verified,
            RunEnd.of(
                verified.isSound() ? RunState.SUCCEEDED : RunState.FAILED,
                0,
                RunEnd.inputs(tables.release()),
                line(verified)));
      }
    });
  }

  /** What was found, in one line. */
  public static String line(Verified verified) {
    return verified.isSound()
        ? "All that could be recounted is as the tables say."
        : verified.breaches().size() + " numbers differ; the first is "
            + verified.breaches().get(0).key() + ".";
  }

  /** All that was found, as JSON tells it. */
  public static Map<String, @Nullable Object> document(Verified verified) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("range", verified.range().from() + " to " + verified.range().to());
    document.put("metrics", verified.metrics().stream().map(VerifyRun::fields).toList());
    return document;
  }

  private static Map<String, @Nullable Object> fields(VerifiedMetric metric) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("key", metric.key());
    fields.put("direct", metric.direct());
    fields.put("aggregated", metric.aggregated());
    fields.put("drift_pct", metric.driftPct());
    fields.put("within_tolerance", metric.withinTolerance());
    return fields;
  }

  /** Whether the tables hold all of a guild's day that was taken in. */
  public static BiPredicate<Long, LocalDate> folded(Ledger ledger) {
    LocalDate filled = ledger
        .filledUntil()
        .getOrDefault(Rollups.of(Entity.GUILD, Period.DAY).name(), LocalDate.MIN);
    return (guild, day) -> day.isBefore(filled)
        && ledger.pending().entrySet().stream()
            .filter(open -> Tables.named(open.getKey()).layer() != Layer.MARTS)
            .noneMatch(open -> open.getValue().contains(guild, day));
  }

  private static NavigableSet<Long> guilds(Ledger ledger, @Nullable Long guildId) {
    if (guildId == null) {
      return ledger.guilds();
    }
    if (!ledger.guilds().contains(guildId)) {
      throw WarehouseException.usage(
          "verify guild " + guildId,
          "the tables hold nothing of it",
          "Guilds: "
              + ledger.guilds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return new TreeSet<>(List.of(guildId));
  }
}
