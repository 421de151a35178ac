package dev.guildhouse.schedules.work;

import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.DraftKinds;
import dev.guildhouse.schedules.drafts.DraftRun;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.DraftSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Drafts, for the moderators of each guild that has a channel for it, the posts that it configured. */
final class DraftsJob implements ScheduledJob {
  @Override
  public String name() {
    return "drafts";
  }

  @Override
  public List<String> options() {
    return List.of("guilds");
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    LocalDate day = JobContext.dayOf(slot);
    List<Long> guilds = context.guilds(guild -> guild.drafts().channel() != null).stream()
        .filter(guild -> options.guilds().isEmpty() || options.guilds().contains(guild))
        .toList();
    if (guilds.isEmpty()) {
      return WorkDone.nothing("No guild has a channel for drafts.");
    }
    DraftRun run =
        new DraftRun(context.home(), context.config(), context.database(), context.patience());
    List<String> told = new ArrayList<>();
    WarehouseException failed = null;
    for (long guild : guilds) {
      DraftSettings settings = context.config().guild(guild).drafts();
      for (DraftKind kind : DraftKinds.ALL) {
        if (settings.kind(kind.name()).channel() == null) {
          continue;
        }
        try {
          told.add("guild " + guild + ": "
              + run.write(context.runs(), context.trigger(), kind, guild, day));
        } catch (WarehouseException e) {
          // The others need not wait for it; a period is drafted once.
          failed = JobContext.graver(failed, e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
    return told.isEmpty()
        ? WorkDone.nothing("No guild has a channel for any kind of draft.")
        : WorkDone.of(String.join("; ", told));
  }
}
