package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.ContentTable;
import dev.guildhouse.jobs.reports.ContentTable.Content;
import dev.guildhouse.jobs.reports.ContentVotes;
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
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    Map<Long, ContentVotes> votes =
        hasReactions ? ContentVotes.read(request, tables, ranked) : Map.of();
    Optional<String> nobody = request.whyNoMembers(tables.sealed());
    nobody.ifPresent(why -> draft.note("NOT_AVAILABLE: authors, because " + why + "."));
    List<List<Cell>> rows = new ArrayList<>();
    for (Content content : ranked) {
      ContentVotes own = votes.getOrDefault(content.messageId(), ContentVotes.NONE);
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
    if (!ContentVotes.areReactorsUnknown(request, day)) {
      return false;
    }
    draft.note("NOT_AVAILABLE: how many reacted to messages whose days for reactions reach into the"
        + " next month, because in anonymous mode members get new keys there.");
    return true;
  }
}
