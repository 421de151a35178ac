package dev.guildhouse.jobs.drafts;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.ContentTable;
import dev.guildhouse.jobs.reports.ContentTable.Content;
import dev.guildhouse.jobs.reports.ContentVotes;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.config.DraftSettings;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.tables.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/**
 * The messages of a week that most people reacted to, with links that open them. Only messages with
 * reactions of at least five members are proposed: fewer would tell of single people.
 */
final class TopContentDraft implements DraftKind {
  private static final int MOST = 9;

  /** Lines with links that fit into one part of a post, whatever the channels are called. */
  private static final int LINES = 3;

  private static final List<String> COLUMNS = List.of("Channel", "Labels", "Reactions", "Message");

  /**
   * A message of the week.
   *
   * @param channel as people call it
   * @param author a pseudonym; empty where it is not known
   * @param labels names of the guild's keywords that its text holds
   * @param reactors different members who reacted; empty where nobody can know
   */
  record Candidate(
      long channelId,
      String channel,
      String author,
      List<String> labels,
      long reactions,
      OptionalLong reactors,
      String link) {}

  @Override
  public String name() {
    return "top_content";
  }

  @Override
  public String title() {
    return "Top content of the week";
  }

  @Override
  public String doc() {
    return "The messages of a week that most members reacted to, with links and labels.";
  }

  @Override
  public Proposal propose(ReportRequest request, TableReader tables) {
    Optional<String> nobody = request.whyNoMembers(tables.sealed());
    List<Content> ranked = ContentTable.ranked(request, tables);
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    Map<Long, ContentVotes> votes =
        nobody.isPresent() ? Map.of() : ContentVotes.read(request, tables, ranked);
    Map<Long, List<String>> labels = labels(request, tables, ranked);
    List<Candidate> candidates = new ArrayList<>();
    for (Content content : ranked) {
      boolean isKnown =
          nobody.isEmpty() && !ContentVotes.areReactorsUnknown(request, content.day());
      ContentVotes own = votes.getOrDefault(content.messageId(), ContentVotes.NONE);
      candidates.add(new Candidate(
          content.channelId(),
          names.of(content.channelId()),
          nobody.isEmpty() && content.author(request) instanceof Cell.Text author
              ? author.text()
              : "",
          labels.getOrDefault(content.messageId(), List.of()),
          content.score(),
          isKnown ? OptionalLong.of(own.reactors()) : OptionalLong.empty(),
          content.link(request) instanceof Cell.Link link ? link.link() : ""));
    }
    return compose(request, candidates);
  }

  /**
   * What is proposed.
   *
   * @param ranked the best first
   */
  Proposal compose(ReportRequest request, List<Candidate> ranked) {
    List<Candidate> chosen = new ArrayList<>();
    List<List<String>> ranking = new ArrayList<>();
    for (Candidate candidate : ranked) {
      String why = whyNot(request, candidate).orElse(chosen.size() == MOST ? "no room" : "");
      if (why.isEmpty()) {
        chosen.add(candidate);
      }
      ranking.add(List.of(
          candidate.channel(),
          candidate.author(),
          Long.toString(candidate.reactions()),
          candidate.reactors().isPresent()
              ? Long.toString(candidate.reactors().getAsLong())
              : "not available",
          why.isEmpty() ? "proposed" : why));
    }
    String days = new ReportPeriod(request.period()).text();
    if (chosen.isEmpty()) {
      return new Proposal.TooLittle("None of the " + ranked.size() + " messages of " + days
          + " with reactions may be shown: at least " + PublicForm.FEWEST_MEMBERS
          + " members have to have reacted, in a channel that it is drawn from.");
    }
    return new Proposal.Post(
        evidence(request, days, chosen, ranking), post(request, days, chosen));
  }

  private Optional<String> whyNot(ReportRequest request, Candidate candidate) {
    List<Long> sources = settings(request).sources();
    if (request.settings().moderators().channels().contains(candidate.channelId())) {
      return Optional.of("moderators' channel");
    } else if (!sources.isEmpty() && !sources.contains(candidate.channelId())) {
      return Optional.of("not a source");
    } else if (candidate.reactors().isEmpty()) {
      return Optional.of("reactors unknown");
    }
    return candidate.reactors().getAsLong() < PublicForm.FEWEST_MEMBERS
        ? Optional.of("under " + PublicForm.FEWEST_MEMBERS + " reactors")
        : Optional.empty();
  }

  private ReportDocument evidence(
      ReportRequest request, String days, List<Candidate> chosen, List<List<String>> ranking) {
    List<Section> sections = new ArrayList<>(sections(chosen));
    sections.add(new Section(
        "The ranking, the best first",
        new Table(List.of("Channel", "Author", "Reactions", "Reactors", "Here"), ranking)));
    return new ReportDocument(
        "Draft: " + title(),
        request.guildName(),
        request.guildId(),
        days,
        List.of(
            new Figure("Days", days, ""),
            new Figure("Messages with reactions", Integer.toString(ranking.size()), ""),
            new Figure("Proposed", Integer.toString(chosen.size()), "")),
        sections,
        List.of("Authors stand under pseudonyms, and here alone."),
        null,
        List.of());
  }

  private ReportDocument post(ReportRequest request, String days, List<Candidate> chosen) {
    List<String> notes = new ArrayList<>();
    notes.add("Reactions within " + request.settings().reactionWindowDays()
        + " days of a message count, for messages of " + days + ".");
    DraftSettings.Kind settings = settings(request);
    if (settings.note() != null) {
      notes.add(settings.note());
    }
    return new ReportDocument(
        title(),
        request.guildName(),
        request.guildId(),
        days,
        List.of(),
        sections(chosen),
        notes,
        null,
        List.of());
  }

  private static List<Section> sections(List<Candidate> chosen) {
    List<Section> sections = new ArrayList<>();
    for (int first = 0; first < chosen.size(); first += LINES) {
      List<Candidate> some = chosen.subList(first, Math.min(chosen.size(), first + LINES));
      sections.add(new Section(
          first == 0 ? "Most reactions" : "From place " + (first + 1),
          new Table(COLUMNS, some.stream().map(TopContentDraft::row).toList())));
    }
    return sections;
  }

  private static List<String> row(Candidate candidate) {
    return List.of(
        candidate.channel(),
        String.join(", ", candidate.labels()),
        Long.toString(candidate.reactions()),
        candidate.link());
  }

  /** The guild's own words for what a message is about, of those that it has configured still. */
  private static Map<Long, List<String>> labels(
      ReportRequest request, TableReader tables, List<Content> ranked) {
    List<String> configured =
        request.settings().support().keywords().keySet().stream().sorted().toList();
    Map<Long, List<String>> labels = new HashMap<>();
    if (configured.isEmpty()) {
      return labels;
    }
    for (Row row : tables
        .table(Facts.MESSAGES, request.period())
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("message_id").isin(ranked.stream().map(Content::messageId).toArray()))
            .and(col("keywords").isNotNull()))
        .select("message_id", "keywords")
        .collectAsList()) {
      List<String> held = List.of(row.getString(1).split(",", -1));
      labels.put(row.getLong(0), configured.stream().filter(held::contains).toList());
    }
    return labels;
  }
}
