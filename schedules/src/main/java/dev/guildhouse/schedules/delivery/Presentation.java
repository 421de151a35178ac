package dev.guildhouse.schedules.delivery;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.discord.PostFailure;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schedules.operations.queue.ClaimedDelivery;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportFolder;
import java.util.Map;

/** How a report reads where it is posted. */
@FunctionalInterface
public interface Presentation {
  /** As it was written. */
  Presentation AS_WRITTEN = (request, document, folder, rest) -> new Shown(document, Map.of());

  /**
   * What is posted.
   *
   * @param document as it reads there
   * @param made text of files that are in memory alone, by name, in place of those that were written
   */
  record Shown(ReportDocument document, Map<String, String> made) {
    public Shown {
      made = Map.copyOf(made);
    }
  }

  /**
   * What follows once the post stands, before its delivery ends. It is done again when something broke
   * in between, and then has to find what it did.
   */
  default void follow(
      DiscordConnection session, ClaimedDelivery claimed, ReportDocument post, ReportFolder folder)
      throws PostFailure {}

  /** What is posted of a report. */
  Shown of(NewDelivery request, ReportDocument document, ReportFolder folder, RestCalls rest);
}
