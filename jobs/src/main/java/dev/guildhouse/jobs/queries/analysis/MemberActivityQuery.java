package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.queries.retention.MembershipSpells;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.jobs.reports.numbers.HourCounts;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What one member did: totals, channels, hours of the week in text and voice, and comings and goings. */
final class MemberActivityQuery implements Query {
  private static final String TEXT = "Messages by hour";
  private static final int SECONDS = 3_600;

  private record Total(String label, Metric.Sum metric, String family) {}

  private static final List<Total> TOTALS = List.of(
      new Total("Messages", Metrics.MESSAGES, "messages"),
      new Total("Posts", Metrics.POSTS, "messages"),
      new Total("Replies", Metrics.REPLIES, "messages"),
      new Total("Voice hours", Metrics.VOICE_SECONDS, "voice"),
      new Total("Voice sessions", Metrics.VOICE_SESSIONS, "voice"),
      new Total("Reactions given", Metrics.REACTIONS_GIVEN, "reactions"),
      new Total("Reactions received", Metrics.REACTIONS_RECEIVED, "reactions"),
      new Total("Threads created", Metrics.THREADS_CREATED, "threads"),
      new Total("Threads joined", Metrics.THREAD_JOINS, "threads"),
      new Total("Messages in threads", Metrics.THREAD_MESSAGES, "messages"));

  @Override
  public String name() {
    return "activity analyze member";
  }

  @Override
  public String doc() {
    return "What one member did: totals, channels, hours of the week, first and last seen.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.member("member", "The member, by Discord id."));
  }

  @Override
  public void check(QueryRequest request) {
    if (request.arguments().text("member").isEmpty()) {
      throw WarehouseException.usage(
          "tell what a member did", "no member is given", "Give --member with a Discord id.");
    }
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    DayRange days = request.period();
    Answer answer = Answer.to(this, request, "Member activity");
    Optional<String> broken = MemberLinks.broken(request.report(), tables, days);
    if (broken.isPresent()) {
      return answer.note(broken.get()).content(tables);
    }
    long member = request.member("member").orElseThrow();
    long guild = request.guildId();
    Dataset<Row> theirs = tables
        .table(Rollups.ACTIVITY_HOURLY, days)
        .where(col("guild_id").equalTo(guild).and(col("member_key").equalTo(member)));
    HeatMap text = map(request, tables, Metrics.MESSAGES, "messages", member);
    HeatMap voice = map(request, tables, Metrics.VOICE_SECONDS, "voice", member);
    answer
        .with(totals(theirs, ChannelCoverage.read(tables, guild, days)))
        .with(channels(theirs, ChannelNames.read(tables, guild, days.to())))
        .with(seen(request, tables, member))
        .with(stays(request, tables, member))
        .with(text.table(TEXT, "Messages per watched hour at each hour of the week.", 1))
        .with(voice.table(
            "Voice by hour", "Hours of voice per watched hour at each hour of the week.", SECONDS))
        .with(HeatMap.chart(
            "Messages per watched hour (" + request.settings().timeZone() + ")", TEXT, "Messages"));
    TOTALS.forEach(total -> answer.where(total.label(), total.metric()));
    text.notes().forEach(answer::note);
    return answer
        .note("The member is "
            + request.report().pseudonyms().of(guild, YearMonth.from(days.from()), member)
            + " in the other answers about this month.")
        .content(tables);
  }

  private static HeatMap map(
      QueryRequest request, TableReader tables, Metric.Sum metric, String family, long member) {
    return new HeatMap(
        request.period(),
        request.settings().timeZone(),
        HourCounts.ofMember(tables, request.guildId(), request.period(), metric, member),
        CoveredHours.ofGuild(tables, request.guildId(), request.period()).secondsOf(family));
  }

  private static Column[] sums() {
    return TOTALS.stream()
        .map(total -> sum(total.metric().name()).as(total.metric().name()))
        .toArray(Column[]::new);
  }

  private static Cell cell(Total total, Row row) {
    Long number = row.<@Nullable Long>getAs(total.metric().name());
    long value = number == null ? 0 : number;
    return total.metric().unit() == Unit.SECONDS ? VoiceHours.of(value) : Cell.of(value);
  }

  private static ReportTable totals(Dataset<Row> theirs, ChannelCoverage coverage) {
    Column[] sums = sums();
    Row all = theirs.agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length)).first();
    return new ReportTable(
        "Totals",
        "All channels together.",
        List.of(ReportColumn.of("Measure", Format.TEXT), ReportColumn.of("Number", Format.DECIMAL)),
        TOTALS.stream()
            .map(total -> {
              Long number = all.<@Nullable Long>getAs(total.metric().name());
              return List.of(
                  Cell.of(total.label()),
                  coverage.seenAnywhere(
                      total.family(), number == null ? 0 : number, cell(total, all)));
            })
            .toList(),
        null);
  }

  private static ReportTable channels(Dataset<Row> theirs, ChannelNames names) {
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of("Channel", Format.TEXT));
    TOTALS.forEach(total -> columns.add(ReportColumn.of(
        total.label(), total.metric().unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT)));
    Column[] sums = sums();
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : theirs
        .where("channel_id <> 0")
        .groupBy("channel_id")
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length))
        .orderBy(col("messages").desc(), col("voice_seconds").desc(), col("channel_id"))
        .collectAsList()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(names.of(row.<Long>getAs("channel_id"))));
      TOTALS.forEach(total -> cells.add(cell(total, row)));
      rows.add(cells);
    }
    return new ReportTable("Channels", "Threads count under their channel.", columns, rows, null);
  }

  /** First and last in text and in voice until the period's end, and the score of its last night. */
  private static ReportTable seen(QueryRequest request, TableReader tables, long member) {
    DayRange held = new DayRange(LocalDate.EPOCH, request.period().to());
    Column isTheirs =
        col("guild_id").equalTo(request.guildId()).and(col("member_key").equalTo(member));
    Row ends = tables
        .table(Rollups.ACTIVITY_HOURLY, held)
        .where(isTheirs)
        .agg(
            instant(min(expr("IF(messages > 0, hour_at, NULL)"))),
            instant(max(expr("IF(messages > 0, hour_at, NULL)"))),
            instant(min(expr("IF(voice_seconds > 0, hour_at, NULL)"))),
            instant(max(expr("IF(voice_seconds > 0, hour_at, NULL)"))))
        .first();
    List<List<Cell>> rows = new ArrayList<>();
    List<String> labels = List.of("First message", "Last message", "First voice", "Last voice");
    for (int i = 0; i < labels.size(); i++) {
      String at = ends.isNullAt(i) ? null : ends.getString(i);
      rows.add(List.of(Cell.of(labels.get(i)), at == null ? Cell.NONE : Cell.of(at)));
    }
    tables
        .table(SegmentTables.MEMBER_SEGMENTS, request.period())
        .where(isTheirs)
        .orderBy(col("as_of_date").desc())
        .limit(1)
        .collectAsList()
        .forEach(night -> rows.add(List.of(
            Cell.of("Activity score"),
            Cell.of(String.format(Locale.ROOT, "%.2f", night.<Double>getAs("activity_score"))))));
    return new ReportTable(
        "Seen",
        "By the hour of messages and voice (UTC), as far back as the tables are linked to the member.",
        List.of(ReportColumn.of("What", Format.TEXT), ReportColumn.of("When", Format.TEXT)),
        rows,
        null);
  }

  private static ReportTable stays(QueryRequest request, TableReader tables, long member) {
    Instant until = request.period().endsAt();
    return new ReportTable(
        "Stays",
        "Joins and leaves that somebody saw, until the end of the period.",
        List.of(
            ReportColumn.of("Stay", Format.COUNT),
            ReportColumn.of("Joined", Format.DAY),
            ReportColumn.of("Left", Format.DAY),
            ReportColumn.of("Tenure days", Format.COUNT)),
        MembershipSpells.read(tables, request.guildId(), Optional.of(member), until).stream()
            .map(spell -> List.of(
                Cell.of(spell.ordinal()),
                day(spell.joined()),
                spell.isOpen() ? new Cell.Absent("present") : day(spell.left()),
                spell.tenureDays(until).<Cell>map(Cell::of).orElse(Cell.NONE)))
            .toList(),
        null);
  }

  private static Cell day(@Nullable Instant instant) {
    return instant == null
        ? new Cell.Absent("not seen")
        : Cell.of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  private static Column instant(Column at) {
    return org.apache.spark.sql.functions.date_format(at, "yyyy-MM-dd HH:mm");
  }
}
