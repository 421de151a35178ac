package dev.guildhouse.jobs.queries.engagement;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.reports.numbers.Uniques;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Channels by posts and replies, and those that have gone quiet. */
final class TopSpacesQuery implements Query {
  private static final String FAMILY = "messages";

  private static final List<ReportColumn> SPACES = List.of(
      ReportColumn.of("Rank", Format.COUNT),
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Posts", Format.COUNT),
      ReportColumn.of("Replies", Format.COUNT),
      ReportColumn.of("Posts and Replies", Format.COUNT),
      ReportColumn.of("Unique Contributors", Format.COUNT),
      ReportColumn.of("Engagement Rate", Format.DECIMAL),
      ReportColumn.of("Messages watched %", Format.DECIMAL));

  private static final List<ReportColumn> QUIET = List.of(
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Posts and Replies", Format.COUNT),
      ReportColumn.of("Mean of the 4 periods before", Format.DECIMAL),
      ReportColumn.of("Change %", Format.CHANGE));

  private static final Cell NO_POSTS = new Cell.Absent("no posts");

  @Override
  public String name() {
    return "engagement top-spaces";
  }

  @Override
  public String doc() {
    return "Channels by posts and replies, with contributors and engagement rate, and channels that"
        + " have gone quiet.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    long guild = request.guildId();
    DayRange period = request.period();
    ChannelNames names = ChannelNames.read(tables, guild, period.to());
    List<ChannelTotals> channels = ChannelTotals.read(tables, guild, period);
    Optional<String> broken = MemberLinks.broken(request.report(), tables, period);
    Answer answer = Answer.to(this, request, "Top spaces")
        .with(spaces(
            channels,
            names,
            ChannelCoverage.read(tables, guild, period),
            broken.isPresent() ? Map.of() : contributors(tables, guild, period),
            broken.isPresent()))
        .with(quiet(channels, names, tables, guild, period))
        .where("Posts", Metrics.POSTS)
        .where("Replies", Metrics.REPLIES)
        .where(
            "Unique Contributors",
            "Members with at least one live message in the channel, counted once for the period.")
        .where("Engagement Rate", "Replies per post.")
        .where(
            "Quiet channels",
            "Posts and replies are at most 25 % of the mean of the four equally long periods before,"
                + " which was at least 10; only where the channel was watched for at least 90 % of"
                + " this period and of those.");
    broken.ifPresent(answer::note);
    return answer.note("Threads count under their channel.").content(tables);
  }

  private static Map<Long, Long> contributors(TableReader tables, long guild, DayRange period) {
    Map<Long, Long> contributors = new HashMap<>();
    for (Row row : new Uniques(tables, guild)
        .ofChannels(period)
        .select("channel_id", Metrics.UNIQUE_AUTHORS.name())
        .collectAsList()) {
      contributors.put(row.getLong(0), row.getLong(1));
    }
    return contributors;
  }

  private static ReportTable spaces(
      List<ChannelTotals> channels,
      ChannelNames names,
      ChannelCoverage coverage,
      Map<Long, Long> contributors,
      boolean isUncountable) {
    List<List<Cell>> rows = new ArrayList<>();
    for (ChannelTotals channel : channels.stream()
        .filter(one -> one.written() > 0)
        .sorted(Comparator.comparingLong(ChannelTotals::written)
            .thenComparingLong(ChannelTotals::posts)
            .reversed()
            .thenComparingLong(ChannelTotals::channelId))
        .toList()) {
      rows.add(List.of(
          Cell.of(rows.size() + 1),
          Cell.of(names.of(channel.channelId())),
          Cell.of(channel.posts()),
          Cell.of(channel.replies()),
          Cell.of(channel.written()),
          isUncountable
              ? new Cell.Absent("not available")
              : Cell.of(contributors.getOrDefault(channel.channelId(), 0L)),
          rate(channel.replies(), channel.posts()),
          coverage.of(FAMILY, channel.channelId()).percent()));
    }
    return new ReportTable(
        "Top spaces",
        "Every channel in which somebody wrote, by posts and replies.",
        SPACES,
        rows,
        null);
  }

  /** Replies per post, to two digits. */
  static Cell rate(long replies, long posts) {
    return posts == 0
        ? NO_POSTS
        : new Cell.Decimal(
            BigDecimal.valueOf(replies).divide(BigDecimal.valueOf(posts), 2, RoundingMode.HALF_UP));
  }

  private static ReportTable quiet(
      List<ChannelTotals> channels,
      ChannelNames names,
      TableReader tables,
      long guild,
      DayRange period) {
    List<ChannelTotals> fallen =
        channels.stream().filter(ChannelTotals::isQuiet).toList();
    List<List<Cell>> rows = new ArrayList<>();
    if (!fallen.isEmpty()) {
      ChannelCoverage now = ChannelCoverage.read(tables, guild, period);
      ChannelCoverage before = ChannelCoverage.read(tables, guild, ChannelTotals.before(period));
      for (ChannelTotals channel : fallen) {
        Coverage watched = now.of(FAMILY, channel.channelId());
        if (watched.isEnough() && before.of(FAMILY, channel.channelId()).isEnough()) {
          BigDecimal mean = channel.meanBefore();
          rows.add(List.of(
              Cell.of(names.of(channel.channelId())),
              Cell.of(channel.written()),
              new Cell.Decimal(mean.setScale(2, RoundingMode.HALF_UP)),
              new Cell.Decimal(BigDecimal.valueOf(channel.written())
                  .subtract(mean)
                  .movePointRight(2)
                  .divide(mean, 2, RoundingMode.HALF_UP))));
        }
      }
    }
    return new ReportTable(
        "Quiet channels",
        "Channels that wrote much less than in the four equally long periods before.",
        QUIET,
        rows,
        null);
  }
}
