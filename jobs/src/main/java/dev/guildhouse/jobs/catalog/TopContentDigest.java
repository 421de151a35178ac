package dev.guildhouse.jobs.catalog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.facts.ReactionWindow;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.ContentTable;
import dev.guildhouse.jobs.reports.ContentTable.Content;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/** The messages of a week that moved most people: where they stand, their votes, and how many. */
final class TopContentDigest implements Report {
  private static final int SHOWN = 10;
  private static final Set<String> REACTIONS = Set.of("reactions");

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Rank", Format.COUNT),
      ReportColumn.of("Written on", Format.DAY),
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Author", Format.TEXT),
      ReportColumn.of("Reactions", Format.COUNT),
      ReportColumn.of("Weighted score", Format.DECIMAL),
      ReportColumn.of("Votes up", Format.COUNT),
      ReportColumn.of("Votes down", Format.COUNT),
      ReportColumn.of("Reactors", Format.COUNT),
      ReportColumn.of("Message", Format.LINK));

  /** How a message was received, by its window. */
  private record Votes(long up, long down, long reactors) {
    static final Votes NONE = new Votes(0, 0, 0);
  }

  @Override
  public String name() {
    return "top_content";
  }

  @Override
  public String title() {
    return "Top content";
  }

  @Override
  public String doc() {
    return "The messages of a week with most reactions, with links, votes and how many reacted.";
  }

  @Override
  public Period period() {
    return Period.WEEK;
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader tables) {
    Headline headline = Headline.read(request, tables);
    Draft draft = new Draft(this, request, tables)
        .with(headline.sum("Reactions", Metrics.REACTIONS_GIVEN, REACTIONS))
        .with(headline.sum("Votes up", Metrics.VOTES_UP, REACTIONS))
        .with(headline.sum("Votes down", Metrics.VOTES_DOWN, REACTIONS))
        .with(headline.sum("Messages", Metrics.MESSAGES, Set.of("messages")))
        .where("Reactions", Metrics.REACTIONS_GIVEN.doc())
        .where("Votes up", Metrics.VOTES_UP.doc())
        .where("Votes down", Metrics.VOTES_DOWN.doc())
        .where("Messages", Metrics.MESSAGES.doc())
        .where(
            "Reactors",
            "Different members with a reaction that stands and came within "
                + request.settings().reactionWindowDays() + " days of the message; the reactions,"
                + " votes and scores of a message in the ranking are those of the same days.");
    Optional<String> gone = MemberLinks.sealed(request, tables, request.period());
    gone.ifPresent(draft::note);
    return draft
        .with(table(request, tables, gone.isEmpty(), draft))
        .note("Watched: " + headline.watched("messages", "reactions")
            + " of the period. What happened in a gap is unknown, and counts as nothing here.")
        .note("For moderators: it names authors, under pseudonyms that change every month.")
        .content();
  }

  private static ReportTable table(
      ReportRequest request, TableReader tables, boolean hasReactions, Draft draft) {
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    List<Content> ranked = ContentTable.ranked(request, tables);
    Map<Long, Votes> votes = hasReactions ? votes(request, tables, ranked) : Map.of();
    Optional<String> nobody = request.whyNoMembers(tables.sealed());
    nobody.ifPresent(why -> draft.note("NOT_AVAILABLE: authors, because " + why + "."));
    List<List<Cell>> rows = new ArrayList<>();
    for (Content content : ranked) {
      Votes own = votes.getOrDefault(content.messageId(), Votes.NONE);
      boolean hasReactors = hasReactions && !isCut(request, content.day(), draft);
      rows.add(List.of(
          Cell.of(rows.size() + 1),
          Cell.of(content.day()),
          Cell.of(names.of(content.channelId())),
          nobody.isEmpty() ? content.author(request) : Cell.NOT_AVAILABLE,
          Cell.of(content.score()),
          new Cell.Decimal(content.weightedScore()),
          hasReactions ? Cell.of(own.up()) : Cell.NOT_AVAILABLE,
          hasReactions ? Cell.of(own.down()) : Cell.NOT_AVAILABLE,
          hasReactors ? Cell.of(own.reactors()) : Cell.NOT_AVAILABLE,
          content.link(request)));
    }
    return new ReportTable(
            "Content",
            "The messages written in the period that got most reactions, the best first.",
            COLUMNS,
            rows,
            null)
        .inShort(
            "Top messages", SHOWN, "Channel", "Written on", "Reactions", "Reactors", "Message");
  }

  /** Whether the window of a message reaches into a month in which members have other keys. */
  private static boolean isCut(ReportRequest request, LocalDate day, Draft draft) {
    LocalDate end = day.plusDays(request.settings().reactionWindowDays());
    if (request.privacy() != PrivacyMode.ANONYMOUS
        || YearMonth.from(end).equals(YearMonth.from(day))) {
      return false;
    }
    draft.note("NOT_AVAILABLE: how many reacted to messages whose days for reactions reach into the"
        + " next month, because in anonymous mode members get new keys there.");
    return true;
  }

  private static Map<Long, Votes> votes(
      ReportRequest request, TableReader tables, List<Content> ranked) {
    int window = request.settings().reactionWindowDays();
    DayRange days =
        new DayRange(request.period().from(), request.period().to().plusDays(window + 1L));
    Map<Long, Votes> votes = new HashMap<>();
    for (Row row : tables
        .table(Facts.REACTIONS, days)
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("message_id").isin(ranked.stream().map(Content::messageId).toArray()))
            .and(ReactionWindow.counts(Integer.toString(window))))
        .groupBy("message_id")
        .agg(
            sum(expr(vote(">"))),
            sum(expr(vote("<"))),
            count_distinct(when(col("member_key").notEqual(MemberKeys.UNKNOWN), col("member_key"))))
        .collectAsList()) {
      votes.put(row.getLong(0), new Votes(row.getLong(1), row.getLong(2), row.getLong(3)));
    }
    return votes;
  }

  private static String vote(String sign) {
    return "CASE WHEN vote " + sign + " 0 THEN reactions ELSE 0 END";
  }
}
