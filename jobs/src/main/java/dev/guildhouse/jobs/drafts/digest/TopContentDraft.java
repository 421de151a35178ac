package dev.guildhouse.jobs.drafts.digest;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.LinkSections;
import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.drafts.Sources;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a week that most people reacted to, with links that open them. Only messages with
 * reactions of at least five members are proposed: fewer would tell of single people.
 */
public final class TopContentDraft implements DraftKind {
  private static final int MOST = 9;

  /** Lines with links that fit into one part of a post, whatever the channels are called. */
  private static final int LINES = 3;

  private static final List<String> COLUMNS = List.of("Channel", "Labels", "Reactions", "Message");

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
  public Proposal propose(DraftInputs inputs) {
    return compose(inputs.request(), ContentCandidate.read(inputs));
  }

  /**
   * What is proposed.
   *
   * @param ranked the best first
   */
  Proposal compose(ReportRequest request, List<ContentCandidate> ranked) {
    Sources sources = Sources.of(this, request);
    List<ContentCandidate> chosen = new ArrayList<>();
    List<List<String>> ranking = new ArrayList<>();
    for (ContentCandidate candidate : ranked) {
      String why = candidate.whyNotShown(sources).orElse(chosen.size() == MOST ? "no room" : "");
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
          + " members have to have reacted, in a channel that it is drawn from."
          + unknown(ranked));
    }
    return new Proposal.Post(
        post(
            request,
            List.of(),
            LinkSections.of(
                "Most reactions",
                COLUMNS,
                chosen.stream().map(TopContentDraft::row).toList(),
                LINES),
            List.of("Reactions within " + request.settings().reactionWindowDays()
                + " days of a message count, for messages of " + days + ".")),
        new Evidence(
            List.of(new Section(
                "The ranking, the best first",
                new Table(List.of("Channel", "Author", "Reactions", "Reactors", "Here"), ranking))),
            List.of("Authors stand under pseudonyms, and here alone.")),
        new Opening("The first of them", List.of(first(chosen.get(0)))));
  }

  /** How many messages are left out because a privacy mode hides who reacted. */
  private static String unknown(List<ContentCandidate> ranked) {
    long unknown =
        ranked.stream().filter(candidate -> candidate.reactors().isEmpty()).count();
    return unknown == 0
        ? ""
        : " NOT_AVAILABLE: how many members reacted to " + unknown + " of them.";
  }

  private static Sentence first(ContentCandidate best) {
    List<String> names = new ArrayList<>(List.of(best.channel()));
    best.labels().stream().findFirst().ifPresent(names::add);
    return new Sentence(
        best.reactors().orElseThrow() + " members reacted to the message in first place, in {1}"
            + (names.size() > 1 ? ", about {2}." : "."),
        names);
  }

  private static List<String> row(ContentCandidate candidate) {
    return List.of(
        candidate.channel(),
        String.join(", ", candidate.labels()),
        Long.toString(candidate.reactions()),
        candidate.link());
  }
}
