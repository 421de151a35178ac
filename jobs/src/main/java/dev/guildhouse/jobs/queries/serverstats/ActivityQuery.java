package dev.guildhouse.jobs.queries.serverstats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
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
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** One kind of activity by day, by channel and by hour of the week. */
final class ActivityQuery implements Query {
  private static final String HOURS = "Hours of the week";
  private static final int SECONDS = 3_600;

  /**
   * A kind of activity.
   *
   * @param metrics the most important first
   * @param family what must be watched for them to be known
   * @param ofMessages those of them that are known when messages were watched
   */
  private record Type(String family, List<Metric.Sum> metrics, Set<Metric.Sum> ofMessages) {
    static Type of(String family, Metric.Sum... metrics) {
      return new Type(family, List.of(metrics), Set.of());
    }

    String family(Metric.Sum metric) {
      return ofMessages.contains(metric) ? MESSAGES : family;
    }

    Metric.Sum main() {
      return metrics.get(0);
    }

    Set<String> families() {
      return metrics.stream().map(this::family).collect(Collectors.toUnmodifiableSet());
    }
  }

  private static final String MESSAGES = "messages";
  private static final String VOICE = "voice";

  private static final Map<String, Type> TYPES = Map.of(
      MESSAGES,
      Type.of(
          "messages",
          Metrics.MESSAGES,
          Metrics.POSTS,
          Metrics.REPLIES,
          Metrics.MESSAGES_CREATED,
          Metrics.MESSAGES_REMOVED,
          Metrics.MESSAGES_EDITED,
          Metrics.ATTACHMENTS,
          Metrics.MENTIONS),
      VOICE,
      Type.of("voice", Metrics.VOICE_SECONDS, Metrics.VOICE_SESSIONS),
      "reactions",
      Type.of(
          "reactions",
          Metrics.REACTIONS_GIVEN,
          Metrics.VOTES_UP,
          Metrics.VOTES_DOWN,
          Metrics.POLL_VOTES),
      "threads",
      new Type(
          "threads",
          List.of(
              Metrics.THREAD_MESSAGES,
              Metrics.THREADS_CREATED,
              Metrics.THREAD_JOINS,
              Metrics.THREADS_ARCHIVED),
          Set.of(Metrics.THREAD_MESSAGES)));

  @Override
  public String name() {
    return "serverstats activity";
  }

  @Override
  public String doc() {
    return "Messages, voice, reactions or threads by day, by channel and by hour of the week.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(
        QueryOption.choice("type", "What is counted.", MESSAGES, VOICE, "reactions", "threads"));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    String asked = request.arguments().required("type");
    Type type = Objects.requireNonNull(TYPES.get(asked));
    long guild = request.guildId();
    DayRange days = request.period();
    Headline headline = Headline.read(request.report(), tables);
    ChannelNames names = ChannelNames.read(tables, guild, days.to());
    Metric.Sum main = type.main();
    HeatMap map = HeatMap.ofGuild(
        tables, guild, days, request.settings().timeZone(), main, type.family(main));
    boolean isVoice = main.unit() == Unit.SECONDS;
    Answer answer = Answer.to(this, request, "Activity: " + label(main).toLowerCase(Locale.ROOT));
    answer.headlines(
        headline,
        of -> type.metrics().stream()
            .map(metric -> of.sum(label(metric), metric, Set.of(type.family(metric))))
            .toList());
    type.metrics().forEach(metric -> answer.where(label(metric), metric));
    answer
        .with(daily(headline.days(), type, days))
        .with(channels(request, tables, type, names))
        .with(map.table(
            HOURS,
            label(main) + " per watched hour at each hour of the week.",
            isVoice ? SECONDS : 1))
        .with(map.watchedTable("Watched hours"))
        .with(HeatMap.chart(
            label(main) + " per watched hour (" + request.settings().timeZone() + ")",
            HOURS,
            label(main)));
    map.notes().forEach(answer::note);
    boolean hasMore = asked.equals(MESSAGES) || asked.equals(VOICE);
    Optional<String> sealed = MemberLinks.sealed(request.report(), tables, days);
    if (hasMore && sealed.isPresent()) {
      answer.note(sealed.get());
    } else if (asked.equals(MESSAGES)) {
      answer
          .with(ContentTypes.read(tables, guild, days, null))
          .where(ContentTypes.NAME, ContentTypes.MEANING);
    } else if (asked.equals(VOICE)) {
      answer.with(VoiceUse.read(tables, guild, days, names)).where(VoiceUse.NAME, VoiceUse.MEANING);
    }
    return answer.content(tables);
  }

  private static String label(Metric metric) {
    String words = metric.name().replace('_', ' ');
    String label = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return label.replace("Voice seconds", "Voice hours");
  }

  private static ReportColumn column(Metric metric) {
    return ReportColumn.of(
        label(metric), metric.unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT);
  }

  private static Cell cell(Metric metric, BigDecimal number) {
    return metric.unit() == Unit.SECONDS ? VoiceHours.of(number) : Cell.of(number.longValueExact());
  }

  private static ReportTable daily(GuildDays known, Type type, DayRange days) {
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of("Day", Format.DAY));
    type.metrics().forEach(metric -> columns.add(column(metric)));
    columns.add(ReportColumn.of("Watched %", Format.DECIMAL));
    List<List<Cell>> rows = new ArrayList<>();
    for (LocalDate day : days.days()) {
      DayRange one = DayRange.of(day);
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(day));
      for (Metric.Sum metric : type.metrics()) {
        BigDecimal number = known.number(metric, day).orElse(BigDecimal.ZERO);
        Coverage coverage = known.coverage(Set.of(type.family(metric)), one);
        row.add(coverage.seen(number, cell(metric, number)));
      }
      row.add(known.coverage(type.families(), one).percent());
      rows.add(row);
    }
    return new ReportTable("Daily", "Every day of the period.", columns, rows, null);
  }

  private static ReportTable channels(
      QueryRequest request, TableReader tables, Type type, ChannelNames names) {
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of("Channel", Format.TEXT));
    type.metrics().forEach(metric -> columns.add(column(metric)));
    columns.add(ReportColumn.of("Watched %", Format.DECIMAL));
    Column[] sums = type.metrics().stream()
        .map(metric -> sum(metric.name()).as(metric.name()))
        .toArray(Column[]::new);
    ChannelCoverage coverage = ChannelCoverage.read(tables, request.guildId(), request.period());
    List<List<Cell>> rows = new ArrayList<>();
    for (Row found : tables
        .table(Rollups.of(Entity.CHANNEL, Period.DAY), request.period())
        .where(col("guild_id").equalTo(request.guildId()).and(expr("channel_id <> 0")))
        .groupBy("channel_id")
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length))
        .orderBy(col(type.main().name()).desc(), col("channel_id"))
        .collectAsList()) {
      long channel = found.<Long>getAs("channel_id");
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(names.of(channel)));
      for (Metric.Sum metric : type.metrics()) {
        BigDecimal number = BigDecimal.valueOf(found.<Long>getAs(metric.name()));
        row.add(coverage.of(type.family(metric), channel).seen(number, cell(metric, number)));
      }
      row.add(type.families().stream()
          .map(family -> coverage.of(family, channel))
          .reduce(Coverage::orLess)
          .orElseThrow()
          .percent());
      rows.add(row);
    }
    return new ReportTable("Channels", "Threads count under their channel.", columns, rows, null);
  }
}
