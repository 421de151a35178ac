package dev.guildhouse.jobs.alerts;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.analysis.FoundAnomaly;
import dev.guildhouse.jobs.queries.kpis.Judged;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in a guild on a day and is worth an alert, and what does not stand any more. It follows
 * from the tables up to that day alone, so that a day looked at late is judged as on time.
 */
public final class Findings {
  /** A target of a quarter is judged this long ago at most. */
  private static final int LONGEST_AGO_DAYS = 200;

  private final TargetFindings targets;
  private final AnomalyFindings anomalies;

  private Findings(TargetFindings targets, AnomalyFindings anomalies) {
    this.targets = targets;
    this.anomalies = anomalies;
  }

  /**
   * Looks.
   *
   * @param targets of the guild, whenever they held
   */
  public static Findings read(
      TableReader tables, GuildSettings guild, List<KpiTarget> targets, LocalDate day) {
    DayRange today = DayRange.of(day);
    DayRange before = new DayRange(day.minusDays(LONGEST_AGO_DAYS), today.to());
    GuildDays days = GuildDays.read(tables, guild.id(), today);
    return new Findings(
        new TargetFindings(Judged.read(tables, guild.id(), before), targets, day),
        new AnomalyFindings(
            FoundAnomaly.read(tables, guild.id(), today),
            family -> days.coverage(Set.of(family), today).isEnough(),
            day,
            guild.timeZone(),
            ChannelNames.read(tables, guild.id(), today.to())));
  }

  /** What stands. */
  public List<Finding> standing() {
    List<Finding> all = new ArrayList<>(targets.standing());
    all.addAll(anomalies.standing());
    return all;
  }

  /**
   * Why a topic does not stand any more, in lines for a person; empty when it does, and when the day
   * was not watched enough to know.
   */
  public Optional<List<String>> over(String topic) {
    return targets.over(topic).or(() -> anomalies.over(topic));
  }
}
