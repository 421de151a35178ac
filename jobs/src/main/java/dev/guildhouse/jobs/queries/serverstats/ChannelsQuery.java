package dev.guildhouse.jobs.queries.serverstats;

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
import dev.guildhouse.jobs.queries.engagement.ChannelTotals;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.reports.numbers.Uniques;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The channels of one kind beside each other. */
final class ChannelsQuery implements Query {
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Kind", Format.TEXT),
      ReportColumn.of("Messages", Format.COUNT),
      ReportColumn.of("Authors", Format.COUNT),
      ReportColumn.of("Attachments", Format.COUNT),
      ReportColumn.of("Reactions", Format.COUNT),
      ReportColumn.of("Threads created", Format.COUNT),
      ReportColumn.of("Voice hours", Format.DECIMAL),
      ReportColumn.of("Voice members", Format.COUNT),
      ReportColumn.of("Peak in voice", Format.COUNT),
      ReportColumn.of("Last active", Format.TEXT),
      ReportColumn.of("Messages watched %", Format.DECIMAL));

  @Override
  public String name() {
    return "serverstats channels";
  }

  @Override
  public String doc() {
    return "Channels of one kind beside each other, or threads.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.choice(
        "category", "Which channels.", "text", "voice", "forum", "thread", "quiet"));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    String category = request.arguments().required("category");
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    Answer answer = Answer.to(this, request, "Channels: " + category)
        .where("Authors", Metrics.UNIQUE_AUTHORS)
        .where("Peak in voice", Metrics.PEAK_VOICE_MEMBERS)
        .where("Reactions", Metrics.REACTIONS_GIVEN);
    if (category.equals("quiet")) {
      return answer
          .with(quiet(request, tables, names))
          .where(
              "Quiet",
              "Posts and replies at most 25 % of the mean of the 4 equally long periods before, which"
                  + " was at least 10; only where the channel was watched for at least 90 % of this"
                  + " period and of those.")
          .content(tables);
    }
    if (!category.equals("thread")) {
      MemberLinks.broken(request.report(), tables, request.period()).ifPresent(answer::note);
      return answer
          .with(channels(request, tables, category, names))
          .note("Threads count under their channel. A channel whose kind is not known stands among"
              + " the text channels.")
          .content(tables);
    }
    MemberLinks.sealed(request.report(), tables, request.period()).ifPresent(answer::note);
    return answer.with(threads(request, tables, names)).content(tables);
  }

  private static ReportTable channels(
      QueryRequest request, TableReader tables, String category, ChannelNames names) {
    Column isOfKind = switch (category) {
      case "voice" -> col("kind").isin("voice", "stage");
      case "forum" -> col("kind").equalTo("forum");
      default -> col("kind").isNull().or(col("kind").isin("text", "announcement"));
    };
    boolean canCount =
        MemberLinks.broken(request.report(), tables, request.period()).isEmpty();
    Dataset<Row> uniques = new Uniques(tables, request.guildId())
        .ofChannels(request.period())
        .select("channel_id", Metrics.UNIQUE_AUTHORS.name(), Metrics.UNIQUE_VOICE_MEMBERS.name());
    ChannelCoverage coverage = ChannelCoverage.read(tables, request.guildId(), request.period());
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : tables
        .table(Rollups.of(Entity.CHANNEL, Period.DAY), request.period())
        .where(col("guild_id").equalTo(request.guildId()).and(expr("channel_id <> 0")))
        .groupBy("channel_id")
        .agg(
            expr("max_by(channel_type, period_start_date) FILTER (WHERE channel_type IS NOT NULL)")
                .as("kind"),
            sum("messages").as("messages"),
            sum("attachments").as("attachments"),
            sum("reactions_given").as("reactions_given"),
            sum("threads_created").as("threads_created"),
            sum("voice_seconds").as("voice_seconds"),
            max("peak_voice_members").as("peak"),
            expr("date_format(max(last_active_at), 'yyyy-MM-dd HH:mm')").as("last_active"))
        .where(isOfKind)
        .join(uniques, new String[] {"channel_id"}, "left")
        .orderBy(
            category.equals("voice")
                ? col("voice_seconds").desc()
                : col("messages").desc(),
            col("channel_id"))
        .collectAsList()) {
      rows.add(row(row, coverage, names, canCount));
    }
    return new ReportTable(
        "Channels", "Every channel of the kind with anything in the period.", COLUMNS, rows, null);
  }

  private static List<Cell> row(
      Row row, ChannelCoverage coverage, ChannelNames names, boolean canCount) {
    long channel = row.<Long>getAs("channel_id");
    Coverage text = coverage.of("messages", channel);
    Coverage talk = coverage.of("voice", channel);
    long voice = row.<Long>getAs("voice_seconds");
    return List.of(
        Cell.of(names.of(channel)),
        text(row, "kind"),
        seen(row, "messages", text),
        canCount ? seen(row, "unique_authors", text) : Headline.NOT_AVAILABLE,
        seen(row, "attachments", text),
        seen(row, "reactions_given", coverage.of("reactions", channel)),
        seen(row, "threads_created", coverage.of("threads", channel)),
        talk.seen(BigDecimal.valueOf(voice), VoiceHours.of(voice)),
        canCount ? seen(row, "unique_voice_members", talk) : Headline.NOT_AVAILABLE,
        seen(row, "peak", talk),
        text(row, "last_active"),
        text.percent());
  }

  private static Cell seen(Row row, String column, Coverage coverage) {
    Long number = row.<@Nullable Long>getAs(column);
    long count = number == null ? 0 : number;
    return coverage.seen(BigDecimal.valueOf(count), Cell.of(count));
  }

  private static Cell text(Row row, String column) {
    String text = row.<@Nullable String>getAs(column);
    return text == null ? Cell.NONE : Cell.of(text);
  }

  private static ReportTable quiet(QueryRequest request, TableReader tables, ChannelNames names) {
    long guild = request.guildId();
    DayRange period = request.period();
    ChannelCoverage now = ChannelCoverage.read(tables, guild, period);
    ChannelCoverage before = ChannelCoverage.read(tables, guild, ChannelTotals.before(period));
    List<List<Cell>> rows = ChannelTotals.read(tables, guild, period).stream()
        .filter(ChannelTotals::isQuiet)
        .filter(channel -> now.of("messages", channel.channelId()).isEnough()
            && before.of("messages", channel.channelId()).isEnough())
        .sorted(Comparator.comparing(ChannelTotals::meanBefore)
            .reversed()
            .thenComparing(ChannelTotals::channelId))
        .map(channel -> List.of(
            Cell.of(names.of(channel.channelId())),
            Cell.of(channel.written()),
            Cell.rounded(channel.meanBefore().doubleValue())))
        .toList();
    return new ReportTable(
        "Quiet channels",
        "Channels that fell silent.",
        List.of(
            ReportColumn.of("Channel", Format.TEXT),
            ReportColumn.of("Posts and replies", Format.COUNT),
            ReportColumn.of("Mean before", Format.DECIMAL)),
        rows,
        null);
  }

  private static ReportTable threads(QueryRequest request, TableReader tables, ChannelNames names) {
    List<List<Cell>> rows = tables
        .table(Facts.MESSAGES, request.period())
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(expr("is_counted AND is_live AND thread_id <> 0")))
        .groupBy("thread_id", "channel_id")
        .agg(
            expr("count(*)").as("messages"),
            expr("count(DISTINCT nullif(member_key, 0))").as("authors"),
            min("created_at").as("first_at"),
            max("created_at").as("last_at"))
        .orderBy(col("messages").desc(), col("thread_id"))
        .selectExpr(
            "thread_id",
            "channel_id",
            "messages",
            "authors",
            "CAST(to_date(first_at) AS STRING) AS first_day",
            "CAST(to_date(last_at) AS STRING) AS last_day")
        .collectAsList()
        .stream()
        .map(row -> List.of(
            (Cell) new Cell.Link("https://discord.com/channels/" + request.guildId() + "/"
                + row.<Long>getAs("thread_id")),
            Cell.of(names.of(row.<Long>getAs("channel_id"))),
            Cell.of(row.<Long>getAs("messages")),
            Cell.of(row.<Long>getAs("authors")),
            Cell.of(java.time.LocalDate.parse(row.<String>getAs("first_day"))),
            Cell.of(java.time.LocalDate.parse(row.<String>getAs("last_day")))))
        .toList();
    return new ReportTable(
        "Threads",
        "Every thread with a message that stands in the period.",
        List.of(
            ReportColumn.of("Thread", Format.LINK),
            ReportColumn.of("Channel", Format.TEXT),
            ReportColumn.of("Messages", Format.COUNT),
            ReportColumn.of("Authors", Format.COUNT),
            ReportColumn.of("First message", Format.DAY),
            ReportColumn.of("Last message", Format.DAY)),
        rows,
        null);
  }
}
