package dev.guildhouse.jobs.drafts.challenge;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.drafts.Sources;
import dev.guildhouse.jobs.drafts.Topic;
import dev.guildhouse.jobs.drafts.challenge.ChallengeTopics.Channel;
import dev.guildhouse.jobs.drafts.digest.ContentCandidate;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Three prompts that follow from what a week was about, and a rubric. Members answer in the thread
 * under the post; {@link ChallengeRecapDraft} looks there a week later.
 */
public final class WeeklyChallengeDraft implements DraftKind {
  static final String NAME = "weekly_challenge";
  private static final int PROMPTS = 3;
  private static final List<String> WHICH = List.of("first", "second", "third");

  /** Days after the Monday of the post on which the last one for answers begins. */
  private static final int LAST_DAY = 6;

  /**
   * A prompt.
   *
   * @param sentence its text
   * @param measured what it follows from
   * @param number how much of that there was
   * @param source a message that it follows from
   */
  private record Prompt(
      Sentence sentence, String measured, long number, Optional<ContentCandidate> source) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Weekly challenge";
  }

  @Override
  public String doc() {
    return "Three prompts from the topics, questions and channels of a week, with a rubric and a"
        + " thread for answers.";
  }

  @Override
  public Optional<String> thread(DayRange period) {
    return Optional.of("Answers to the challenge of " + period.to());
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    return compose(inputs.request(), ChallengeTopics.read(this, inputs));
  }

  /** What is proposed. */
  Proposal compose(ReportRequest request, ChallengeTopics measured) {
    List<Prompt> prompts = prompts(request, measured);
    if (prompts.size() < PROMPTS) {
      String few = "Only " + prompts.size() + " of " + PROMPTS + " prompts follow from "
          + new ReportPeriod(request.period()).text()
          + ": that takes messages that at least five members reacted to, keywords, questions, or"
          + " channels of at least five members.";
      return new Proposal.TooLittle(few
          + measured
              .unknown()
              .map(why -> " NOT_AVAILABLE: members, because " + why + ".")
              .orElse(""));
    }
    List<Prompt> chosen = prompts.subList(0, PROMPTS);
    List<List<String>> links = new ArrayList<>();
    List<List<String>> behind = new ArrayList<>();
    for (int i = 0; i < PROMPTS; i++) {
      Prompt prompt = chosen.get(i);
      String which = WHICH.get(i);
      prompt
          .source()
          .ifPresent(source ->
              links.add(List.of("The message of the " + which + " prompt", source.link())));
      behind.add(List.of(
          which,
          prompt.measured(),
          Long.toString(prompt.number()),
          prompt.source().map(ContentCandidate::author).orElse("")));
    }
    List<Section> sections = new ArrayList<>();
    if (!links.isEmpty()) {
      sections.add(new Section("To begin with", new Table(List.of("What", "Message"), links)));
    }
    sections.add(new Section(
        "How answers are judged",
        new Table(
            List.of("Criterion"),
            settings(request).rubric().stream().map(List::of).toList())));
    List<String> notes = new ArrayList<>();
    LocalDate last = request.period().to().plusDays(LAST_DAY);
    notes.add("Answer in the thread of this post until the end of "
        + new ReportPeriod(DayRange.of(last)).text() + ".");
    notes.add("Vote by any reaction: everybody counts once for an answer, and nobody for their own."
        + " The recap ranks and links the answers.");
    measured.peaks().stream()
        .findFirst()
        .ifPresent(peak -> notes.add("Most is written on " + peak.text() + "."));
    return new Proposal.Post(
        post(request, List.of(), sections, notes),
        new Evidence(
            List.of(new Section(
                "What the prompts follow from",
                new Table(List.of("Prompt", "Measured", "Number", "Author"), behind))),
            List.of("The author stands under a pseudonym, and here alone.")),
        Map.of(),
        null,
        new Opening("Pick one of three", chosen.stream().map(Prompt::sentence).toList()),
        last.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** All that can be made, different ones first. */
  private List<Prompt> prompts(ReportRequest request, ChallengeTopics measured) {
    Sources sources = Sources.of(this, request);
    List<Prompt> prompts = new ArrayList<>();
    measured.content().stream()
        .filter(content -> content.whyNotShown(sources).isEmpty())
        .findFirst()
        .ifPresent(content -> prompts.add(ofContent(content)));
    measured.keywords().stream().findFirst().ifPresent(keyword -> prompts.add(of(keyword)));
    List<Channel> channels = measured.channels().stream()
        .filter(Channel::hasEnoughAuthors)
        .filter(channel -> sources.hold(channel.id()))
        .toList();
    channels.stream()
        .filter(channel -> channel.questions() >= PublicForm.FEWEST_MEMBERS)
        .reduce((best, other) -> other.questions() > best.questions() ? other : best)
        .ifPresent(channel -> prompts.add(ofQuestions(channel)));
    // Rather another channel's week than the same one twice.
    channels.forEach(channel -> prompts.add(ofWeek(channel)));
    measured.keywords().stream().skip(1).map(WeeklyChallengeDraft::of).forEach(prompts::add);
    return prompts;
  }

  private static Prompt ofContent(ContentCandidate content) {
    long reactors = content.reactors().orElseThrow();
    List<String> names = new ArrayList<>(List.of(content.channel()));
    content.labels().stream().findFirst().ifPresent(names::add);
    return new Prompt(
        new Sentence(
            reactors + " members reacted to one message" + (names.size() > 1 ? " about {2}" : "")
                + " in {1}. Show your own take on it.",
            names),
        "members who reacted to the message",
        reactors,
        Optional.of(content));
  }

  private static Prompt of(Topic keyword) {
    return new Prompt(
        new Sentence(
            "{1} came up in " + keyword.messages()
                + " messages. Explain one thing about it with an example of your own.",
            List.of(keyword.keyword())),
        "messages with the keyword",
        keyword.messages(),
        Optional.empty());
  }

  private static Prompt ofQuestions(Channel channel) {
    Long told = channel.told().questions();
    return new Prompt(
        new Sentence(
            (told == null ? "Questions" : told + " questions")
                + " were asked in {1}. Pick one of them and write the answer that everybody should"
                + " find.",
            List.of(channel.name())),
        "questions in the channel",
        channel.questions(),
        Optional.empty());
  }

  private static Prompt ofWeek(Channel channel) {
    Long authors = channel.told().authors();
    Long messages = channel.told().messages();
    return new Prompt(
        new Sentence(
            (authors == null || messages == null
                    ? "Much was written in {1}."
                    : authors + " members wrote " + messages + " messages in {1}.")
                + " Sum up what was learned there for somebody who missed it.",
            List.of(channel.name())),
        "messages in the channel",
        channel.messages(),
        Optional.empty());
  }
}
