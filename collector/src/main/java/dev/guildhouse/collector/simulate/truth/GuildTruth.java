package dev.guildhouse.collector.simulate.truth;

import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is true of one guild. Rows without any number are left out; a period that the simulation
 * covers in part holds the simulated days alone.
 *
 * @param guild by period and its first day
 * @param channels by period, channel id (0 for what belongs to no channel) and first day
 * @param members by member key (0 is the unknown member) and day; empty unless asked for
 * @param topContent by day of creation: at most 50 live messages with reactions, the best first
 * @param rolling by day
 * @param streaks by member key: active days in a row that end on the last day, where there are any
 */
public record GuildTruth(
    Map<Period, SortedMap<LocalDate, TruthRow>> guild,
    Map<Period, SortedMap<Long, SortedMap<LocalDate, TruthRow>>> channels,
    SortedMap<Long, SortedMap<LocalDate, TruthRow>> members,
    SortedMap<LocalDate, List<TopMessage>> topContent,
    SortedMap<LocalDate, Rolling> rolling,
    SortedMap<Long, Integer> streaks) {

  /** The same with members under the numbers of {@link TruthMember}, as it may be written down. */
  public GuildTruth withoutKeys(long guildId) {
    SortedMap<Long, SortedMap<LocalDate, TruthRow>> numbered = new TreeMap<>();
    members.forEach((key, days) -> numbered.put(TruthMember.number(guildId, key), days));
    SortedMap<Long, Integer> numberedStreaks = new TreeMap<>();
    streaks.forEach((key, days) -> numberedStreaks.put(TruthMember.number(guildId, key), days));
    return new GuildTruth(guild, channels, numbered, topContent, rolling, numberedStreaks);
  }

  /** How many of the present reactions on a message came within 7 days of it. */
  public record TopMessage(long messageId, long reactionScore) {}

  /** Members active on the day, and in the 7 and 30 days that end with it. */
  public record Rolling(int dau, int wau, int mau) {}
}
