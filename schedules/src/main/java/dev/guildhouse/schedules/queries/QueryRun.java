package dev.guildhouse.schedules.queries;

import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.Query.Access;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryOption.Kind;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.verify.Verification;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.FilledDays;
import dev.guildhouse.schedules.reports.GuildRequests;
import dev.guildhouse.schedules.warehouse.VerifyRun;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers one question from one release; the history tells for ever that it was asked. */
public final class QueryRun {
  private final Home home;
  private final Config config;
  private final InstantSource clock;

  public QueryRun(Home home, Config config, InstantSource clock) {
    this.home = home;
    this.config = config;
    this.clock = clock;
  }

  /** What stands beside an answer. */
  public enum Sides {
    /** Nothing. */
    TABLES,
    /** Every number of the guild's days as the tables have it, and recounted from raw events. */
    DUAL
  }

  /**
   * Answers it.
   *
   * @param audience who will read the answer
   * @param sides whether it is to be recounted beside the tables
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE or WAITING when there can be none
   */
  public ReportContent answer(
      WarehouseRuns runs,
      RunTrigger trigger,
      Query query,
      QueryArguments arguments,
      long guildId,
      DayRange days,
      Audience audience,
      Sides sides) {
    GuildSettings settings = config.guild(guildId);
    QueryRequest asked = new QueryRequest(
        new GuildRequests(home, config).of(guildId, days, audience),
        arguments,
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
        (user, month) -> key(settings, guildId, user, month));
    query.check(asked);
    FilledDays filled = new FilledDays(home);
    filled.requireGuild("answer " + query.name(), guildId);
    RunRequest request = new RunRequest(
        "query " + query.name(), spoken(query, arguments), Long.toString(guildId), days, trigger);
    return runs.read(request, warehouse -> {
      Ledger ledger = warehouse.get().lake().releases().current().ledger();
      try (HeldRelease tables = warehouse.get().lake().open(request.job())) {
        ReportContent content = query.answer(asked, readable(query, tables, guildId));
        if (sides == Sides.DUAL) {
          content = content.with(DualTable.of(new Verification(tables, config)
              .range(days, new TreeSet<>(List.of(guildId)), VerifyRun.folded(ledger))));
        }
        return new Answer<>(
            filled.openNote(guildId, days).map(content::with).orElse(content),
            RunEnd.read(tables.release(), 0, "Answered from release " + tables.release() + "."));
      }
    });
  }

  /** What the question can read: of other guilds only where that is what it is about. */
  private static TableReader readable(Query query, TableReader tables, long guildId) {
    return query.access() == Access.OPERATORS ? tables : new GuildTables(tables, guildId);
  }

  private long key(GuildSettings settings, long guildId, long userId, YearMonth month) {
    GuildSecrets secrets = GuildSecrets.of(home, config);
    byte[] secret = settings.privacy().mode() == PrivacyMode.ANONYMOUS
        ? secrets.ofMonth(guildId, month)
        : secrets.ofGuild(guildId);
    return MemberKeys.under(secret).key(guildId, userId);
  }

  /** The options for the history, which never holds a person's id. */
  private static String spoken(Query query, QueryArguments arguments) {
    return query.options().stream()
        .filter(option -> arguments.values().containsKey(option.name()))
        .map(option -> "--" + option.name() + " " + told(option, arguments))
        .collect(Collectors.joining(" "));
  }

  private static String told(QueryOption option, QueryArguments arguments) {
    return option.kind() == Kind.MEMBER ? "(a member)" : arguments.required(option.name());
  }
}
