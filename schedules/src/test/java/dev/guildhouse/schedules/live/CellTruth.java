package dev.guildhouse.schedules.live;

import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a script knows of the cube: a count for each hour, channel, member and measure in which
 * something happened. Members bear the key of the month, worked out from the secret and by no code of
 * the collector or the jobs.
 */
final class CellTruth {
  private final long guild;
  private final GuildSecrets secrets;
  private final Map<String, Long> cells = new TreeMap<>();

  CellTruth(long guild, GuildSecrets secrets) {
    this.guild = guild;
    this.secrets = secrets;
  }

  /** A person did something once, or 0 for somebody unknown. */
  void once(String measure, Instant at, long channel, long user) {
    add(measure, at, channel, user, 1);
  }

  void add(String measure, Instant at, long channel, long user, long count) {
    cells.merge(cell(at, channel, user == 0 ? 0 : key(user, at), measure), count, Long::sum);
  }

  /** {@code hour channel member measure} and count; what is 0 is left out. */
  Map<String, Long> cells() {
    Map<String, Long> counted = new TreeMap<>(cells);
    counted.values().removeIf(count -> count == 0);
    return counted;
  }

  static String cell(Instant at, long channel, long member, String measure) {
    return at.truncatedTo(ChronoUnit.HOURS) + " " + channel + " " + member + " " + measure;
  }

  private long key(long user, Instant at) {
    YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    return MemberKeys.under(secrets.ofMonth(guild, month)).key(guild, user);
  }
}
