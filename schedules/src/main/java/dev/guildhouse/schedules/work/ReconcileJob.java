package dev.guildhouse.schedules.work;

import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.recount.RecountReport;
import dev.guildhouse.collector.recount.RecountResult.Difference;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Recounts the two days before the slot in every guild that the collector watches. */
final class ReconcileJob implements ScheduledJob {
  private static final int DAYS = 2;

  @Override
  public String name() {
    return "reconcile";
  }

  @Override
  public List<String> options() {
    return List.of("guilds");
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot)
      throws InterruptedException {
    if (context.config().discord().token() == null) {
      return WorkDone.nothing("discord.token is not set.");
    }
    Reconciliation reconciliation =
        new Reconciliation(context.home(), context.config(), context.clock());
    List<Long> guilds = options.guilds().isEmpty() ? reconciliation.watched() : options.guilds();
    if (guilds.isEmpty()) {
      return WorkDone.nothing("The collector has watched no guild in this home.");
    }
    LocalDate today = JobContext.dayOf(slot);
    Tally tally = new Tally();
    reconciliation.run(
        guilds, new DayRange(today.minusDays(DAYS), today), ReadListener.NONE, tally);
    return tally.done(guilds.size());
  }

  /** Sums what came of the guilds. */
  private static final class Tally implements Reconciliation.Listener {
    private final List<String> problems = new ArrayList<>();
    private long settled;

    @Override
    public void recounted(RecountReport report) {
      settled += report.sum(Difference::missed)
          + report.sum(Difference::deleted)
          + report.sum(Difference::restored)
          + report.sum(Difference::edited);
      long unread = report.in(State.UNAVAILABLE);
      if (unread > 0) {
        problems.add(
            "Discord did not answer for " + unread + " channels of guild " + report.guildId());
      }
    }

    @Override
    public void failed(long guild, WarehouseException why) {
      problems.add("guild " + guild + ": " + why.getMessage());
    }

    WorkDone done(int guilds) {
      if (!problems.isEmpty()) {
        throw WarehouseException.failed(
            "recount " + guilds + " guilds",
            String.join("; ", problems),
            "What could be settled is. It is tried again.");
      }
      return WorkDone.of(
          "Recounted " + guilds + " guilds and settled " + settled + " differences.");
    }
  }
}
