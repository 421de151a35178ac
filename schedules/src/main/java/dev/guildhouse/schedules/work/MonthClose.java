package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.privacy.HomeProof;
import dev.guildhouse.schedules.privacy.Sealing;
import dev.guildhouse.schedules.privacy.Sealing.SealedMonth;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableSet;

/**
 * Seals months of a home and proves it. The proof ends the Spark session, which keeps keys in scratch
 * files; whoever needs it afterwards opens it anew.
 */
public final class MonthClose {
  private final JobContext context;

  public MonthClose(JobContext context) {
    this.context = context;
  }

  /** Seals all months whose time has come, the oldest first. */
  public List<SealedMonth> due() {
    return sealing().due(context.runs(), context.trigger());
  }

  /**
   * Seals a month whatever the window.
   *
   * @param guilds those to seal; empty for all that have anything of the month
   */
  public List<SealedMonth> month(YearMonth month, NavigableSet<Long> guilds) {
    return sealing().month(context.runs(), context.trigger(), month, guilds);
  }

  private Sealing sealing() {
    HomeProof proof = new HomeProof(
        context.home(),
        context.clock(),
        () -> context.session().get().close(),
        List.of(context.operationsTables()));
    return new Sealing(
        context.home(),
        context.config(),
        context.clock(),
        context.secrets(),
        proof,
        context.patience());
  }
}
