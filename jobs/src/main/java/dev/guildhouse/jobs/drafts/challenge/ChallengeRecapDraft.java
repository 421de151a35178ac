package dev.guildhouse.jobs.drafts.challenge;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.PostedDraft;
import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.support.SupportTables;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.tables.Facts;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What came of the weekly challenge that was posted in a week: the answers in its thread, ranked by
 * how many different members other than the author reacted to them.
 */
public final class ChallengeRecapDraft implements DraftKind {
  /** Lines with links that fit into one part of a post. */
  private static final int MOST = 8;

  /** Lines of evidence that anybody reads. */
  private static final int MOST_RANKED = 50;

  /**
   * An answer.
   *
   * @param authorKey of whoever wrote it; 0 when unknown
   * @param votes different members who reacted, the author left out
   */
  record Answer(long messageId, long authorKey, long votes) {}

  @Override
  public String name() {
    return "challenge_recap";
  }

  @Override
  public String title() {
    return "Recap of the weekly challenge";
  }

  @Override
  public String doc() {
    return "The answers to the weekly challenge of a week, ranked by the members who voted for them,"
        + " with links.";
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    Instant from = request.period().startsAt();
    Instant to = request.period().endsAt();
    Optional<PostedDraft> challenge = inputs.posted(WeeklyChallengeDraft.NAME).stream()
        .filter(post -> !post.postedAt().isBefore(from) && post.postedAt().isBefore(to))
        .findFirst();
    if (challenge.isEmpty()) {
      return new Proposal.TooLittle(
          "No weekly challenge was posted in " + new ReportPeriod(request.period()).text() + ".");
    }
    Optional<String> nobody = request.whyNoMembers(inputs.tables().sealed());
    if (nobody.isPresent()) {
      return new Proposal.TooLittle(
          "NOT_AVAILABLE: votes for answers, because " + nobody.get() + ".");
    }
    return compose(request, challenge.get(), answers(request, inputs.tables(), challenge.get()));
  }

  /** The answers in the thread under a challenge, those with most votes first, then the earliest. */
  static List<Answer> answers(ReportRequest request, TableReader tables, PostedDraft challenge) {
    Column isOfGuild = col("guild_id").equalTo(request.guildId());
    Dataset<Row> answers = tables
        .table(Facts.MESSAGES, request.period())
        .where(isOfGuild
            .and(col("thread_id").equalTo(challenge.messageId()))
            .and(col("message_id").notEqual(col("thread_id")))
            .and(col("is_live"))
            .and(col("is_counted")))
        .select(col("message_id"), col("member_key").as("author_key"));
    Dataset<Row> votes = tables
        .table(Facts.REACTIONS, request.period())
        .where(isOfGuild.and(col("is_counted")).and(col("member_key").notEqual(MemberKeys.UNKNOWN)))
        .select("message_id", "member_key")
        .join(answers, "message_id")
        .where(col("member_key").notEqual(col("author_key")))
        .groupBy("message_id")
        .agg(count_distinct(col("member_key")).as("votes"));
    return answers
        .join(votes, new String[] {"message_id"}, "left")
        .withColumn("votes", coalesce(col("votes"), lit(0L)))
        .orderBy(col("votes").desc(), col("message_id"))
        .limit(MOST_RANKED)
        .collectAsList()
        .stream()
        .map(row -> new Answer(row.getLong(0), row.getLong(1), row.getLong(2)))
        .toList();
  }

  /**
   * What is proposed.
   *
   * @param answers the best first
   */
  Proposal compose(ReportRequest request, PostedDraft challenge, List<Answer> answers) {
    if (answers.isEmpty()) {
      return new Proposal.TooLittle("Nobody answered the weekly challenge of "
          + new ReportPeriod(request.period()).text() + ".");
    }
    List<List<String>> shown = new ArrayList<>();
    List<List<String>> ranking = new ArrayList<>();
    long place = 0;
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      // Who has as many votes as the one before shares the place.
      place = i > 0 && answers.get(i - 1).votes() == answer.votes() ? place : i + 1L;
      String link = SupportTables.link(
              request.guildId(), challenge.channelId(), challenge.messageId(), answer.messageId())
          .link();
      if (shown.size() < MOST) {
        shown.add(List.of("#" + place, votes(answer.votes()), link));
      }
      ranking.add(
          List.of("#" + place, author(request, answer), Long.toString(answer.votes()), link));
    }
    long authors = answers.stream().map(Answer::authorKey).distinct().count();
    return new Proposal.Post(
        post(
            request,
            authors < PublicForm.FEWEST_MEMBERS
                ? List.of()
                : List.of(new Figure("Members who answered", Long.toString(authors), "")),
            List.of(
                new Section("Answers", new Table(List.of("Place", "Votes", "Message"), shown)),
                new Section(
                    "The challenge",
                    new Table(
                        List.of("What", "Message"),
                        List.of(List.of(
                            "The prompts and the rubric",
                            SupportTables.link(
                                    request.guildId(),
                                    challenge.channelId(),
                                    0,
                                    challenge.messageId())
                                .link()))))),
            List.of("Votes are the different members who reacted to an answer by the end of "
                + request.period().to().minusDays(1)
                + " (UTC), its author left out. Fewer than " + PublicForm.FEWEST_MEMBERS
                + " are not told by number.")),
        new Evidence(
            List.of(new Section(
                "All answers, at most " + MOST_RANKED,
                new Table(List.of("Place", "Author", "Votes", "Message"), ranking))),
            List.of("Authors stand under pseudonyms, and here alone.")),
        opening(answers.get(0).votes()));
  }

  /** Nothing where the best answer has too few votes to tell of. */
  private static Opening opening(long mostVotes) {
    return mostVotes < PublicForm.FEWEST_MEMBERS
        ? Opening.NONE
        : new Opening(
            "The best answer",
            List.of(Sentence.of(mostVotes + " members voted for the answer in first place.")));
  }

  private static String votes(long votes) {
    if (votes == 0) {
      return "no votes";
    }
    return votes < PublicForm.FEWEST_MEMBERS
        ? "under " + PublicForm.FEWEST_MEMBERS + " votes"
        : Long.toString(votes);
  }

  private static String author(ReportRequest request, Answer answer) {
    return answer.authorKey() == MemberKeys.UNKNOWN
        ? ""
        : request
            .pseudonyms()
            .of(request.guildId(), YearMonth.from(request.period().from()), answer.authorKey());
  }
}
