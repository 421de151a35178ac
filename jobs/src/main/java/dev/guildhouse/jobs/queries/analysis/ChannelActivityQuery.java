package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.reports.numbers.FourWeeks;
import dev.guildhouse.jobs.reports.numbers.Growth;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.jobs.reports.numbers.HourCounts;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What happened in one channel, beside the equally long period before. */
final class ChannelActivityQuery implements Query {
  private static final String HOURS = "Hours of the week";
  private static final int SECONDS = 3_600;

  private record Total(String label, Metric.Sum metric, String family) {}

  private static final List<Total> TOTALS = List.of(
      new Total("Messages", Metrics.MESSAGES, "messages"),
      new Total("Replies", Metrics.REPLIES, "messages"),
      new Total("Attachments", Metrics.ATTACHMENTS, "messages"),
      new Total("Reactions", Metrics.REACTIONS_GIVEN, "reactions"),
      new Total("Threads created", Metrics.THREADS_CREATED, "threads"),
      new Total("Messages in threads", Metrics.THREAD_MESSAGES, "messages"),
      new Total("Voice hours", Metrics.VOICE_SECONDS, "voice"),
      new Total("Voice sessions", Metrics.VOICE_SESSIONS, "voice"));

  @Override
  public String name() {
    return "activity analyze channel";
  }

  @Override
  public String doc() {
    return "What happened in one channel: totals with growth, members, peak, hours of the week.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(
        QueryOption.channel("channel", "The channel."),
        QueryOption.choice("metric", "What the heat map shows.", "messages", "voice", "reactions"));
  }

  @Override
  public void check(QueryRequest request) {
    if (request.arguments().text("channel").isEmpty()) {
      throw WarehouseException.usage(
          "tell what happened in a channel",
          "no channel is given",
          "Give --channel with an id, or a name with its #.");
    }
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    long channel = AskedChannels.find(request, tables, request.arguments().required("channel"));
    DayRange days = request.period();
    ChannelNames names = ChannelNames.read(tables, request.guildId(), days.to());
    String kind = request.arguments().required("metric");
    Metric.Sum metric = switch (kind) {
      case "voice" -> Metrics.VOICE_SECONDS;
      case "reactions" -> Metrics.REACTIONS_GIVEN;
      default -> Metrics.MESSAGES;
    };
    HeatMap map = new HeatMap(
        days,
        request.settings().timeZone(),
        HourCounts.ofChannel(tables, request.guildId(), days, metric, channel),
        CoveredHours.ofChannels(tables, request.guildId(), Set.of(channel), days)
            .secondsOf(kind));
    boolean isVoice = metric.unit() == Unit.SECONDS;
    Answer answer = Answer.to(this, request, "Channel " + names.of(channel))
        .with(totals(request, tables, channel, days, "Totals"))
        .with(members(request, tables, channel))
        .with(map.table(
            HOURS,
            (isVoice ? "Hours of voice" : metric.name().replace('_', ' '))
                + " per watched hour at each hour of the week.",
            isVoice ? SECONDS : 1))
        .with(map.watchedTable("Watched hours"))
        .with(HeatMap.chart(
            kind + " per watched hour (" + request.settings().timeZone() + ")", HOURS, kind));
    FourWeeks.of(days)
        .ifPresent(weeks -> answer.with(totals(request, tables, channel, weeks, FourWeeks.NAME)));
    TOTALS.forEach(total -> answer.where(total.label(), total.metric()));
    map.notes().forEach(answer::note);
    MemberLinks.broken(request.report(), tables, days).ifPresent(answer::note);
    return answer.note("Threads count under their channel.").content(tables);
  }

  private static Row sums(QueryRequest request, TableReader tables, DayRange days, long channel) {
    Column[] sums = TOTALS.stream()
        .map(total -> sum(total.metric().name()).as(total.metric().name()))
        .toArray(Column[]::new);
    return tables
        .table(Rollups.of(Entity.CHANNEL, Period.DAY), days)
        .where(col("guild_id").equalTo(request.guildId()).and(col("channel_id").equalTo(channel)))
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length))
        .first();
  }

  private static ReportTable totals(
      QueryRequest request, TableReader tables, long channel, DayRange days, String name) {
    Row now = sums(request, tables, days, channel);
    Row before = sums(request, tables, days.previous(), channel);
    ChannelCoverage watched = ChannelCoverage.read(tables, request.guildId(), days);
    ChannelCoverage watchedBefore =
        ChannelCoverage.read(tables, request.guildId(), days.previous());
    List<List<Cell>> rows = new ArrayList<>();
    for (Total total : TOTALS) {
      BigDecimal number = number(now, total);
      BigDecimal numberBefore = number(before, total);
      Coverage coverage = watched.of(total.family(), channel);
      Coverage coverageBefore = watchedBefore.of(total.family(), channel);
      rows.add(List.of(
          Cell.of(total.label()),
          coverage.seen(number, cell(total, number)),
          coverageBefore.seen(numberBefore, cell(total, numberBefore)),
          Growth.of(number, coverage, numberBefore, coverageBefore),
          coverage.percent()));
    }
    return new ReportTable(
        name,
        "Beside the equally long period just before.",
        List.of(
            ReportColumn.of("Measure", Format.TEXT),
            ReportColumn.of("This period", Format.DECIMAL),
            ReportColumn.of("Period before", Format.DECIMAL),
            ReportColumn.of("Growth %", Format.CHANGE),
            ReportColumn.of("Watched %", Format.DECIMAL)),
        rows,
        null);
  }

  private static BigDecimal number(Row row, Total total) {
    Long number = row.<@Nullable Long>getAs(total.metric().name());
    return BigDecimal.valueOf(number == null ? 0 : number);
  }

  private static Cell cell(Total total, BigDecimal number) {
    return total.metric().unit() == Unit.SECONDS
        ? VoiceHours.of(number)
        : Cell.of(number.longValueExact());
  }

  /** Members who wrote or spoke there, the most at one instant, and when anything happened last. */
  private static ReportTable members(QueryRequest request, TableReader tables, long channel) {
    DayRange days = request.period();
    Column isHere =
        col("guild_id").equalTo(request.guildId()).and(col("channel_id").equalTo(channel));
    boolean canCount = MemberLinks.broken(request.report(), tables, days).isEmpty();
    Row members = tables
        .table(Rollups.ACTIVITY_HOURLY, days)
        .where(isHere.and(expr("member_key <> 0")))
        .agg(
            expr("count(DISTINCT IF(messages > 0, member_key, NULL))"),
            expr("count(DISTINCT IF(voice_seconds > 0, member_key, NULL))"))
        .first();
    Row ends = tables
        .table(Rollups.of(Entity.CHANNEL, Period.DAY), days)
        .where(isHere)
        .agg(
            max("peak_voice_members"),
            expr("date_format(max(last_active_at), 'yyyy-MM-dd HH:mm')"),
            expr("max_by(channel_type, period_start_date)"))
        .first();
    return new ReportTable(
        "Channel",
        "Each member once for the whole period.",
        List.of(ReportColumn.of("What", Format.TEXT), ReportColumn.of("Value", Format.TEXT)),
        List.of(
            List.of(Cell.of("Kind"), ends.isNullAt(2) ? Cell.NONE : Cell.of(ends.getString(2))),
            List.of(
                Cell.of("Authors"),
                canCount ? Cell.of(members.getLong(0)) : Headline.NOT_AVAILABLE),
            List.of(
                Cell.of("Voice members"),
                canCount ? Cell.of(members.getLong(1)) : Headline.NOT_AVAILABLE),
            List.of(Cell.of("Peak in voice"), Cell.of(ends.isNullAt(0) ? 0 : ends.getLong(0))),
            List.of(
                Cell.of("Last active"), ends.isNullAt(1) ? Cell.NONE : Cell.of(ends.getString(1)))),
        null);
  }
}
