package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.privacy.Erasures;
import dev.guildhouse.schedules.privacy.Forgetting;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schema.identity.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Erases whoever asked for it in Discord, all of a guild in one go, with a certificate. */
final class ErasureJob implements ScheduledJob {
  @Override
  public String name() {
    return "erasures";
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    Erasures erasures = new Erasures(context.home(), context.clock(), context.database());
    Map<Long, Instant> open = erasures.open();
    if (open.isEmpty()) {
      return WorkDone.nothing("Nobody asked to be erased.");
    }
    SecretStore secrets = context.secrets();
    Forgetting forgetting = new Forgetting(
        context.home(),
        context.clock(),
        secrets,
        () -> context.session().get().close(),
        List.of(context.operationsTables()),
        context.patience());
    int keys = 0;
    for (Map.Entry<Long, Instant> guild : open.entrySet()) {
      keys += erasures.finish(
          guild.getKey(),
          guild.getValue(),
          secrets,
          (id, found) -> forgetting.forget(context.runs(), context.trigger(), id, found));
    }
    return WorkDone.of("Erased what " + keys + " keys stood for in " + open.size() + " guilds.");
  }
}
