package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.ReportSettings;
import dev.guildhouse.schema.reports.Audience;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a report of a guild goes: to the channel of the configuration, and to those that subscribed. */
public final class Destinations {
  private Destinations() {}

  /**
   * Channels whose readers may see the same.
   *
   * @param channel the one that the configuration or the operator names; null for none
   * @param more further ones
   */
  public record Destination(Audience audience, @Nullable Long channel, List<Long> more) {
    public Destination {
      more = List.copyOf(more);
    }
  }

  /** Who reads a channel that the configuration names for no report. */
  public static Audience audience(GuildSettings guild, long channel) {
    return guild.moderators().channels().contains(channel) ? Audience.MODERATORS : Audience.PUBLIC;
  }

  /**
   * All of them, by audience. A channel whose readers may not see the report in any form, because the
   * configuration was changed since it subscribed, is left out.
   */
  public static List<Destination> of(
      GuildSettings guild, Report report, Collection<Long> subscribed) {
    ReportSettings configured = guild.report(report.name());
    List<Destination> all = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      Long channel = configured.audience() == audience ? configured.channel() : null;
      List<Long> more = report.audiences().contains(audience)
          ? subscribed.stream()
              .filter(one -> !Objects.equals(one, configured.channel()))
              .filter(one -> audience(guild, one) == audience)
              .distinct()
              .sorted()
              .toList()
          : List.of();
      if (channel != null || !more.isEmpty()) {
        all.add(new Destination(audience, channel, more));
      }
    }
    return all;
  }
}
