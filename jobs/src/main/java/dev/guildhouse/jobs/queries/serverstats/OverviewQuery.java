package dev.guildhouse.jobs.queries.serverstats;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What the guild was like at the end of every hour, day, week or month of a range. */
final class OverviewQuery implements Query {
  private static final String SNAPSHOTS = "Snapshots";
  private static final int MINUTE = 60;

  private static final List<String> KINDS = List.of("category", "text", "voice", "stage", "forum");

  @Override
  public String name() {
    return "serverstats overview";
  }

  @Override
  public String doc() {
    return "Snapshots of a guild: members, messages, voice, threads and channels.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.choice(
        "interval", "How long each snapshot looks back; 1m is 30 days.", "1d", "1h", "1w", "1m"));
  }

  @Override
  public void check(QueryRequest request) {
    Lookback interval = interval(request);
    if (interval.fitInto(request.period()) == 0) {
      throw WarehouseException.usage(
          "take snapshots of " + interval.text() + " in " + request.period(),
          "the range is shorter than one of them",
          "Give a longer range, or --interval 1h or 1d.");
    }
  }

  private static Lookback interval(QueryRequest request) {
    return Lookback.named(request.arguments().required("interval"));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Lookback interval = interval(request);
    Headline headline = Headline.read(request.report(), tables);
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    Snapshots snapshots =
        new Snapshots(tables, request.guildId(), request.period(), interval.hours());
    Map<Integer, Row> levels = snapshots.levels();
    Set<String> reasons = new LinkedHashSet<>();
    for (DayRange days : List.of(request.period(), request.period().previous())) {
      MemberLinks.broken(request.report(), tables, days).ifPresent(reasons::add);
    }
    Answer answer = Answer.to(this, request, "Server overview")
        .headlines(headline, OverviewQuery::numbers)
        .with(snapshots(request, tables, interval, snapshots, levels, reasons))
        .with(channels(snapshots, interval, names))
        .with(kinds(levels.get(0)));
    Optional<String> sealed = MemberLinks.sealed(request.report(), tables, request.period());
    sealed.ifPresent(reasons::add);
    reasons.forEach(answer::note);
    if (sealed.isEmpty()) {
      answer
          .with(ContentTypes.read(tables, request.guildId(), request.period(), null))
          .where(ContentTypes.NAME, ContentTypes.MEANING);
    }
    return answer
        .where(
            "Active",
            "Members with a message or voice in the 7 days before the end of the" + " interval.")
        .where("In voice", "Members in voice just before the end of the interval.")
        .where("Peak", Metrics.PEAK_VOICE_MEMBERS)
        .where("Threads active", Metrics.THREADS_ACTIVE)
        .where("With reactions", Metrics.MESSAGES_WITH_REACTIONS)
        .note("Intervals are counted back from the end of the range; what is left over at its"
            + " beginning is in none.")
        .content(tables);
  }

  private static List<Figure> numbers(Headline headline) {
    return List.of(
        headline.level("Members at the end", Metrics.MEMBERS_TOTAL),
        headline.unique(
            "Active members", Metrics.ACTIVE_MEMBERS, Set.of("messages", "reactions", "voice")),
        headline.sum("Messages", Metrics.MESSAGES, Set.of("messages")),
        headline.sum("Voice hours", Metrics.VOICE_SECONDS, Set.of("voice")),
        headline.sum("Reactions", Metrics.REACTIONS_GIVEN, Set.of("reactions")),
        headline.sum("Joins", Metrics.JOINS, Set.of("members")),
        headline.sum("Leaves", Metrics.LEAVES, Set.of("members")));
  }

  /** The snapshots themselves; why some numbers are not available is added to the reasons. */
  private static ReportTable snapshots(
      QueryRequest request,
      TableReader tables,
      Lookback interval,
      Snapshots snapshots,
      Map<Integer, Row> levels,
      Set<String> reasons) {
    DayRange days = request.period();
    boolean isSealed = MemberLinks.sealed(request.report(), tables, days).isPresent();
    Map<Integer, Row> sums = snapshots.sums();
    Map<Integer, Long> authors = snapshots.authors();
    Map<Integer, Long> active = snapshots.active();
    Map<Integer, Long> inVoice = isSealed ? Map.of() : snapshots.inVoice();
    Map<Integer, Long> peaks = isSealed ? Map.of() : snapshots.peaks();
    Map<Integer, Long> threads = isSealed ? Map.of() : snapshots.threadsActive();
    CoveredHours covered = CoveredHours.ofGuild(tables, request.guildId(), days);
    LongToDoubleFunction messages = covered.secondsOf("messages");
    LongToDoubleFunction voice = covered.secondsOf("voice");
    LongToDoubleFunction threadsWatched = covered.secondsOf("threads");
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = interval.fitInto(days) - 1; i >= 0; i--) {
      long end = days.to().toEpochDay() * 24 - (long) i * interval.hours();
      Seen text = new Seen(share(messages, end, interval));
      Seen talk = new Seen(share(voice, end, interval));
      Seen ofThreads = new Seen(share(threadsWatched, end, interval));
      Row sum = sums.get(i);
      Row level = levels.get(i);
      Optional<String> whyNoAuthors =
          MemberLinks.broken(request.report(), tables, range(end - interval.hours(), end));
      Optional<String> whyNobodyActive =
          MemberLinks.broken(request.report(), tables, range(end - 7 * 24L, end));
      whyNoAuthors.ifPresent(reasons::add);
      whyNobodyActive.ifPresent(reasons::add);
      rows.add(List.of(
          Cell.of(Instant.ofEpochSecond(end * 3_600).toString().substring(0, 16).replace('T', ' ')),
          level(level, "members"),
          whyNobodyActive.isEmpty()
              ? text.count(active.getOrDefault(i, 0L))
              : Headline.NOT_AVAILABLE,
          isSealed ? Headline.NOT_AVAILABLE : talk.count(inVoice.getOrDefault(i, 0L)),
          whyNoAuthors.isEmpty() ? text.count(authors.getOrDefault(i, 0L)) : Headline.NOT_AVAILABLE,
          text.count(sum(sum, "messages")),
          text.count(sum(sum, "messages_with_files")),
          text.count(sum(sum, "messages_with_embeds")),
          text.count(sum(sum, "messages_with_stickers")),
          text.count(sum(sum, "messages_with_reactions")),
          talk.minutes(sum(sum, "voice_seconds")),
          isSealed ? Headline.NOT_AVAILABLE : talk.count(peaks.getOrDefault(i, 0L)),
          isSealed ? Headline.NOT_AVAILABLE : text.count(threads.getOrDefault(i, 0L)),
          ofThreads.count(sum(sum, "threads_created")),
          ofThreads.count(sum(sum, "threads_archived")),
          text.count(sum(sum, "thread_messages")),
          Cell.rounded(100 * text.share()),
          Cell.rounded(100 * talk.share())));
    }
    return new ReportTable(
        SNAPSHOTS,
        "One row per interval of " + interval.text() + ", at its end (UTC).",
        List.of(
            ReportColumn.of("End", Format.TEXT),
            ReportColumn.of("Members", Format.COUNT),
            ReportColumn.of("Active", Format.COUNT),
            ReportColumn.of("In voice", Format.COUNT),
            ReportColumn.of("Authors", Format.COUNT),
            ReportColumn.of("Messages", Format.COUNT),
            ReportColumn.of("With files", Format.COUNT),
            ReportColumn.of("With embeds", Format.COUNT),
            ReportColumn.of("With stickers", Format.COUNT),
            ReportColumn.of("With reactions", Format.COUNT),
            ReportColumn.of("Voice minutes", Format.DECIMAL),
            ReportColumn.of("Peak", Format.COUNT),
            ReportColumn.of("Threads active", Format.COUNT),
            ReportColumn.of("Threads created", Format.COUNT),
            ReportColumn.of("Threads archived", Format.COUNT),
            ReportColumn.of("Thread messages", Format.COUNT),
            ReportColumn.of("Messages watched %", Format.DECIMAL),
            ReportColumn.of("Voice watched %", Format.DECIMAL)),
        rows,
        null);
  }

  /** Numbers under the share of time in which they were watched. */
  private record Seen(double share) {
    Cell count(long number) {
      return number == 0 && share <= 0 ? Cell.NOT_WATCHED : Cell.of(number);
    }

    Cell minutes(long seconds) {
      return seconds == 0 && share <= 0
          ? Cell.NOT_WATCHED
          : Cell.rounded((double) seconds / MINUTE);
    }
  }

  private static double share(LongToDoubleFunction watched, long end, Lookback interval) {
    double seconds = 0;
    for (long hour = end - interval.hours(); hour < end; hour++) {
      seconds += watched.applyAsDouble(hour);
    }
    return seconds / (interval.hours() * 3_600.0);
  }

  private static DayRange range(long fromHour, long toHour) {
    return DayRange.through(
        java.time.LocalDate.ofEpochDay(Math.floorDiv(fromHour, 24)),
        java.time.LocalDate.ofEpochDay(Math.floorDiv(toHour - 1, 24)));
  }

  private static ReportTable channels(Snapshots snapshots, Lookback interval, ChannelNames names) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : snapshots.sumsOfChannels()) {
      int number = Math.toIntExact(row.getLong(0));
      rows.add(List.of(
          Cell.of(snapshots.lastDay(number)),
          Cell.of((long) number),
          Cell.of(names.of(row.<Long>getAs("channel_id"))),
          Cell.of(row.<Long>getAs("messages")),
          Cell.rounded((double) row.<Long>getAs("voice_seconds") / MINUTE)));
    }
    return new ReportTable(
        "Channels",
        "Messages and voice of each channel and interval of " + interval.text()
            + "; 0 ago is the last interval.",
        List.of(
            ReportColumn.of("Last day", Format.DAY),
            ReportColumn.of("Intervals ago", Format.COUNT),
            ReportColumn.of("Channel", Format.TEXT),
            ReportColumn.of("Messages", Format.COUNT),
            ReportColumn.of("Voice minutes", Format.DECIMAL)),
        rows,
        null);
  }

  private static ReportTable kinds(@Nullable Row last) {
    return new ReportTable(
        "Channels by kind",
        "As counted last in the 31 days before the end.",
        List.of(ReportColumn.of("Kind", Format.TEXT), ReportColumn.of("Channels", Format.COUNT)),
        KINDS.stream()
            .map(kind -> List.of(Cell.of(kind), level(last, "channels_" + kind)))
            .toList(),
        null);
  }

  private static Cell level(@Nullable Row row, String column) {
    Long level = row == null ? null : row.<@Nullable Long>getAs(column);
    return level == null ? new Cell.Absent("not known") : Cell.of(level);
  }

  private static long sum(@Nullable Row row, String column) {
    return row == null ? 0 : row.<Long>getAs(column);
  }
}
