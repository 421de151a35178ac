package dev.guildhouse.schedules.names;

import dev.guildhouse.collector.rest.MemberList;
import dev.guildhouse.collector.rest.MemberList.ListedMember;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.collector.rest.RestRefusal;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.Privacy;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildPeople.Verdict;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who is meant by a pseudonym without keeping it anywhere: the members whom Discord lists
 * at this moment are hashed under the guild's secrets, in memory, and those whose pseudonym stands in
 * a table are named. Nobody is named in anonymous mode, of a sealed month, or after an opt-out.
 */
public final class NameBook {
  private static final Logger LOG = LoggerFactory.getLogger(NameBook.class);

  /** So that leafing through answers does not list a large guild again and again. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private final RestCalls rest;
  private final Map<Long, Listed> listed = new HashMap<>();

  /**
   * What Discord said.
   *
   * @param refusal why it listed nobody; null if it did
   */
  private record Listed(
      List<ListedMember> members, @Nullable RestRefusal refusal, Instant at) {}

  public NameBook(Home home, Config config, InstantSource clock, RestCalls rest) {
    this.home = home;
    this.config = config;
    this.clock = clock;
    this.rest = rest;
  }

  /**
   * The names of those who stand in tables about some days.
   *
   * @param days their months are those under which pseudonyms are tried
   */
  public MemberNames of(long guildId, List<ReportTable> tables, DayRange days) {
    return of(guildId, MemberNames.pseudonyms(tables), days);
  }

  /** The names of those who are known by some pseudonyms. */
  public MemberNames of(long guildId, Set<String> wanted, DayRange days) {
    Privacy privacy = config.guild(guildId).privacy();
    if (wanted.isEmpty() || privacy.mode() == PrivacyMode.ANONYMOUS) {
      return MemberNames.NOBODY;
    }
    try {
      List<ListedMember> present = named(guildId, present(guildId));
      Map<String, ListedMember> names = new HashMap<>();
      for (YearMonth month : months(days, privacy.windowDays())) {
        names(guildId, month, present, wanted, names);
        if (names.size() == wanted.size()) {
          break;
        }
      }
      return MemberNames.of(names);
    } catch (RestRefusal refused) {
      return MemberNames.missing(
          refused.kind() == RestRefusal.Kind.NO_ACCESS
              ? "Discord lists members only to a bot with the Server Members Intent"
              : "Discord did not list the members");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MemberNames.missing("the process ends");
    }
  }

  private synchronized List<ListedMember> present(long guildId)
      throws RestRefusal, InterruptedException {
    Instant now = clock.instant();
    listed.values().removeIf(old -> !now.isBefore(old.at().plus(FRESH)));
    Listed known = listed.get(guildId);
    if (known == null) {
      known = ask(guildId, now);
      listed.put(guildId, known);
    }
    if (known.refusal() != null) {
      throw known.refusal();
    }
    return known.members();
  }

  private Listed ask(long guildId, Instant now) throws InterruptedException {
    try {
      return new Listed(MemberList.of(rest, guildId), null, now);
    } catch (RestRefusal refused) {
      LOG.warn("The members of guild {} cannot be listed: {}", guildId, refused.getMessage());
      return new Listed(List.of(), refused, now);
    }
  }

  /** Without those who opted out or are ignored. */
  private List<ListedMember> named(long guildId, List<ListedMember> present) {
    GuildPeople people = People.of(home, SecretStore.of(home, config.master())).of(guildId);
    Instant now = clock.instant();
    return present.stream()
        .filter(member -> people.verdict(people.key(member.id()), now) == Verdict.KEEP)
        .toList();
  }

  private void names(
      long guildId,
      YearMonth month,
      List<ListedMember> present,
      Set<String> wanted,
      Map<String, ListedMember> names) {
    GuildSecrets secrets = GuildSecrets.of(home, config);
    MemberKeys keys = MemberKeys.under(secrets.ofGuild(guildId));
    ExportPseudonyms pseudonyms = new ExportPseudonyms(secrets);
    try {
      for (ListedMember member : present) {
        String pseudonym = pseudonyms.of(guildId, month, keys.key(guildId, member.id()));
        if (wanted.contains(pseudonym)) {
          names.put(pseudonym, member);
        }
      }
    } catch (WarehouseException sealed) {
      if (sealed.code() != WarehouseException.Code.WAITING) {
        throw sealed;
      }
      // Of a sealed month nobody can tell any more, which is the point of it.
    }
  }

  /** Those of the days that can still be open, the first one, which most answers use, first. */
  private List<YearMonth> months(DayRange days, int windowDays) {
    YearMonth first = YearMonth.from(days.from());
    YearMonth oldest = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
        .minusDays(windowDays)
        .minusMonths(1));
    List<YearMonth> months = new ArrayList<>(List.of(first));
    YearMonth last = YearMonth.from(days.to().minusDays(1));
    for (YearMonth month = last; month.isAfter(first) && !month.isBefore(oldest); ) {
      months.add(month);
      month = month.minusMonths(1);
    }
    return months;
  }
}
