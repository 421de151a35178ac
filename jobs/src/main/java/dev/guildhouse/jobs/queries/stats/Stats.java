package dev.guildhouse.jobs.queries.stats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.queries.rewards.RewardTriggers;
import dev.guildhouse.jobs.queries.rewards.RewardTriggers.Counts;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.FourWeeks;
import dev.guildhouse.jobs.reports.numbers.Growth;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.GuildPeriod;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * The snapshot of a guild: active users, rewards distributed, top reward triggers, the curve of
 * activity, and today so far.
 */
final class Stats implements Query {
  private static final String PERIOD = "period";
  private static final int WEEK = 7;
  private static final int MONTH = 30;
  private static final int TOP = 5;
  private static final Set<String> FAMILIES = Set.of("messages", "reactions", "voice");

  /** Nobody but the paying system watches rewards. */
  private static final Coverage WHOLE = new Coverage(BigDecimal.ONE, BigDecimal.ONE);

  private static final List<ReportColumn> TRIGGERS = List.of(
      ReportColumn.of("Trigger", Format.TEXT),
      ReportColumn.of("Paid", Format.COUNT),
      ReportColumn.of("RSNC", Format.DECIMAL));

  @Override
  public String name() {
    return "stats";
  }

  @Override
  public String doc() {
    return "Active users, rewards distributed, top triggers, the curve of activity and today so far.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.choice(
        PERIOD,
        "The last 7 complete days, the last 30, or all days there are.",
        "week",
        "month",
        "all"));
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return new DayRange(today.minusDays(WEEK), today);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    String chosen = request.arguments().required(PERIOD);
    LocalDate today = request.today();
    DayRange days = switch (chosen) {
      case "week" -> new DayRange(today.minusDays(WEEK), today);
      case "month" -> new DayRange(today.minusDays(MONTH), today);
      default -> new DayRange(firstDay(request, tables), today);
    };
    GuildDays daily =
        GuildDays.read(tables, request.guildId(), new DayRange(days.previous().from(), days.to()));
    Answer answer = Answer.to(this, request, "Stats", days);
    boolean isAll = chosen.equals("all");
    figures(answer, request, tables, days, daily, isAll);
    triggers(answer, request, tables, days);
    Curve curve = chosen.equals("week")
        ? Curve.ofDays(daily, days)
        : Curve.ofWeeks(tables, request.guildId(), days);
    answer.table(Curve.NAME, curve.caption(), Curve.COLUMNS, curve.rows()).with(curve.chart());
    TodaySoFar.read(tables, request.guildId(), today)
        .ifPresentOrElse(
            now -> answer.table(TodaySoFar.NAME, now.caption(), TodaySoFar.COLUMNS, now.rows()),
            () -> answer.note("Nothing of today has been folded yet."));
    return answer
        .where("Active users", Metrics.ACTIVE_MEMBERS.doc())
        .where("Rewarded users", "Members with at least one completed reward.")
        .note("Complete UTC days: " + days + ".")
        .content();
  }

  private static void figures(
      Answer answer,
      QueryRequest request,
      TableReader tables,
      DayRange days,
      GuildDays daily,
      boolean isAll) {
    if (!isAll) {
      for (DayRange part : List.of(days, days.previous())) {
        MemberLinks.broken(request.report(), tables, part).ifPresent(answer::note);
      }
      compared(request, tables, days, daily).forEach(answer::with);
      FourWeeks.of(days)
          .ifPresent(weeks -> answer.fourWeeks(compared(request, tables, weeks, daily)));
      return;
    }
    DayRange linkable = linkable(request, tables, days);
    GuildPeriod now = GuildPeriod.read(request.report(), tables, linkable, daily);
    answer
        .figure(
            "Active users",
            Format.COUNT,
            seen(now.unique(Metrics.ACTIVE_MEMBERS), daily.coverage(FAMILIES, days)))
        .figure("Rewarded users", Format.COUNT, seen(rewarded(request, tables, linkable), WHOLE))
        .figure(
            "Rewards distributed RSNC",
            Format.DECIMAL,
            Answer.decimal(daily.sum(Metrics.REWARD_AMOUNT, days)));
    MemberLinks.broken(request.report(), tables, linkable).ifPresent(answer::note);
    if (!linkable.equals(days)) {
      answer.note("Users are counted from " + linkable.from()
          + " on, as far back as members can be followed.");
    }
  }

  private static List<Figure> compared(
      QueryRequest request, TableReader tables, DayRange days, GuildDays daily) {
    DayRange before = days.previous();
    GuildPeriod now = GuildPeriod.read(request.report(), tables, days, daily);
    GuildPeriod then = GuildPeriod.read(request.report(), tables, before, daily);
    BigDecimal paid = daily.sum(Metrics.REWARD_AMOUNT, days);
    BigDecimal paidBefore = daily.sum(Metrics.REWARD_AMOUNT, before);
    return List.of(
        compared(
            "Active users",
            now.unique(Metrics.ACTIVE_MEMBERS),
            daily.coverage(FAMILIES, days),
            then.unique(Metrics.ACTIVE_MEMBERS),
            daily.coverage(FAMILIES, before)),
        compared(
            "Rewarded users",
            rewarded(request, tables, days),
            WHOLE,
            rewarded(request, tables, before),
            WHOLE),
        figure(
            "Rewards distributed RSNC",
            Format.DECIMAL,
            Answer.decimal(paid),
            Answer.decimal(paidBefore),
            Growth.of(paid, paidBefore)));
  }

  private static Figure compared(
      String label,
      Optional<BigDecimal> now,
      Coverage coverage,
      Optional<BigDecimal> then,
      Coverage coverageBefore) {
    return figure(
        label,
        Format.COUNT,
        seen(now, coverage),
        seen(then, coverageBefore),
        now.isPresent() && then.isPresent()
            ? Growth.of(now.get(), coverage, then.get(), coverageBefore)
            : Cell.NOT_AVAILABLE);
  }

  private static Figure figure(
      String label, Format format, Cell value, Cell previous, Cell growth) {
    return new Figure(label, format, value, previous, growth, Cell.NONE, Cell.NONE);
  }

  private static Cell seen(Optional<BigDecimal> number, Coverage coverage) {
    return number
        .map(known -> coverage.seen(known, Cell.of(known.longValueExact())))
        .orElse(Cell.NOT_AVAILABLE);
  }

  private static Optional<BigDecimal> rewarded(
      QueryRequest request, TableReader tables, DayRange days) {
    if (request.report().whyNoUniques(tables.sealed(), days).isPresent()) {
      return Optional.empty();
    }
    Row row = tables
        .table(Rollups.of(Entity.MEMBER, Period.DAY), days)
        .where(col("guild_id")
            .equalTo(lit(request.guildId()))
            .and(col("member_key").notEqual(0))
            .and(col("rewards").gt(0)))
        .agg(org.apache.spark.sql.functions.count_distinct(col("member_key")))
        .first();
    return Optional.of(BigDecimal.valueOf(row.getLong(0)));
  }

  private static DayRange linkable(QueryRequest request, TableReader tables, DayRange days) {
    LocalDate open = tables.sealed().openFrom(request.guildId());
    LocalDate month = request.report().canCountMembersOver(days)
        ? LocalDate.MIN
        : days.to().minusDays(1).withDayOfMonth(1);
    LocalDate from = open.isAfter(month) ? open : month;
    return from.isAfter(days.from()) && from.isBefore(days.to())
        ? new DayRange(from, days.to())
        : days;
  }

  private static LocalDate firstDay(QueryRequest request, TableReader tables) {
    Row row = tables
        .table(Rollups.of(Entity.GUILD, Period.DAY))
        .where(col("guild_id").equalTo(lit(request.guildId())))
        .agg(min("period_start_date").cast("string"))
        .first();
    LocalDate yesterday = request.today().minusDays(1);
    LocalDate first = row.isNullAt(0) ? yesterday : LocalDate.parse(row.getString(0));
    return first.isAfter(yesterday) ? yesterday : first;
  }

  private static void triggers(
      Answer answer, QueryRequest request, TableReader tables, DayRange days) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Counts counts : RewardTriggers.read(tables, request.guildId(), days)) {
      if (rows.size() < TOP && counts.paid() > 0) {
        rows.add(List.of(
            counts.trigger().isEmpty() ? new Cell.Absent("none named") : Cell.of(counts.trigger()),
            Cell.of(counts.paid()),
            Answer.decimal(counts.amount())));
      }
    }
    answer.table("Top events", "The reward triggers that paid most often.", TRIGGERS, rows);
  }
}
