package dev.guildhouse.jobs.drafts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.support.HelpCases;
import dev.guildhouse.jobs.queries.support.MentorCandidates;
import dev.guildhouse.jobs.queries.support.MentorCandidates.Candidate;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Questions of a week that nobody answered, for those who know to be pinged by the role they share,
 * and for moderators alone: who helps others most and may be recognised, and who is likely to know.
 * Whoever answered most cases in the same channel is likely to.
 */
final class MentorsDraft implements DraftKind {
  private static final int LIKELY = 2;

  /** Who helped others, and where. */
  record Mentor(
      String pseudonym,
      long replies,
      long praise,
      long threads,
      long medianSeconds,
      double score,
      Map<Long, Long> answersByChannel) {
    Mentor {
      answersByChannel = Map.copyOf(answersByChannel);
    }

    long answersIn(long channel) {
      return answersByChannel.getOrDefault(channel, 0L);
    }
  }

  @Override
  public String name() {
    return "mentors";
  }

  @Override
  public String title() {
    return "Questions that wait for an answer";
  }

  @Override
  public String doc() {
    return "Questions and threads of a week without an answer, for the role of mentors; to moderators"
        + " also who could be a mentor, and who is likely to know.";
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    Optional<String> unknown = MemberLinks.unknown(request, tables, request.period());
    if (unknown.isPresent()) {
      return new Proposal.TooLittle(unknown.get());
    }
    List<OpenCase> open = OpenCase.read(this, request, tables);
    LocalDate end = request.period().to();
    DayRange days = new DayRange(end.minusDays(MentorCandidates.DAYS), end);
    Optional<String> nobody = MemberLinks.unknown(request, tables, days);
    return compose(
        request, open, nobody.isEmpty() ? mentors(request, tables, days) : List.of(), nobody);
  }

  /**
   * What is proposed.
   *
   * @param open the oldest first
   * @param mentors the best first
   * @param nobody why none can be told of; empty when they can
   */
  Proposal compose(
      ReportRequest request, List<OpenCase> open, List<Mentor> mentors, Optional<String> nobody) {
    if (open.isEmpty()) {
      return new Proposal.TooLittle(
          "No question or thread of these days waits for an answer in a channel that it is drawn"
              + " from.");
    }
    List<Section> evidence = new ArrayList<>();
    evidence.add(new Section("Who is likely to know", likely(open, mentors)));
    evidence.add(new Section("Mentors to recognise, by the last 30 days", recognised(mentors)));
    List<String> notes = new ArrayList<>(nobody.stream().toList());
    if (nobody.isEmpty() && mentors.isEmpty()) {
      notes.add(
          "Nobody is a candidate: that takes 20 replies to others and 5 threads answered first,"
              + " in the top tenth.");
    }
    notes.add("Guildhouse grants no role: give it in Discord to whom you recognise.");
    return new Proposal.Post(
        post(
                request,
                List.of(),
                OpenCase.sections("Waiting longest", open),
                List.of("Nobody else wrote in these threads or replied to these questions within "
                    + request.settings().support().unansweredHours() + " hours, nor until the days"
                    + " ended."))
            .mentioning(settings(request).role()),
        new Evidence(evidence, notes),
        new Opening("In short", OpenCase.sentences(open)));
  }

  private static Table recognised(List<Mentor> mentors) {
    return new Table(
        List.of("Member", "Replies", "Praise", "First", "Median h", "Score"),
        mentors.stream()
            .map(mentor -> List.of(
                mentor.pseudonym(),
                Long.toString(mentor.replies()),
                Long.toString(mentor.praise()),
                Long.toString(mentor.threads()),
                BigDecimal.valueOf(mentor.medianSeconds())
                    .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP)
                    .toPlainString(),
                BigDecimal.valueOf(mentor.score())
                    .setScale(2, RoundingMode.HALF_UP)
                    .toPlainString()))
            .toList());
  }

  private static Table likely(List<OpenCase> open, List<Mentor> mentors) {
    return new Table(
        List.of("Channel", "Asked on", "Mentor", "Or"),
        open.stream()
            .map(one -> {
              List<String> likely = mentors.stream()
                  .filter(mentor -> mentor.answersIn(one.channelId()) > 0)
                  .sorted(Comparator.comparingLong(mentor -> -mentor.answersIn(one.channelId())))
                  .limit(LIKELY)
                  .map(Mentor::pseudonym)
                  .toList();
              return List.of(
                  one.channel(),
                  one.askedOn().toString(),
                  likely.isEmpty() ? "nobody yet" : likely.get(0),
                  likely.size() < LIKELY ? "" : likely.get(1));
            })
            .toList());
  }

  private static List<Mentor> mentors(ReportRequest request, TableReader tables, DayRange days) {
    List<Candidate> candidates = MentorCandidates.read(
        request, tables, days, request.settings().support().positiveEmoji());
    if (candidates.isEmpty()) {
      return List.of();
    }
    Map<Long, Map<Long, Long>> answers = new HashMap<>();
    for (Row row : HelpCases.read(tables, request.guildId(), days)
        .where(col("answered_by")
            .isin(candidates.stream().map(one -> one.helper().memberKey()).toArray()))
        .groupBy("answered_by", "channel_id")
        .agg(count(lit(1)))
        .collectAsList()) {
      answers
          .computeIfAbsent(row.getLong(0), member -> new HashMap<>())
          .put(row.getLong(1), row.getLong(2));
    }
    YearMonth month = YearMonth.from(request.period().from());
    return candidates.stream()
        .map(one -> new Mentor(
            request.pseudonyms().of(request.guildId(), month, one.helper().memberKey()),
            one.helper().replies(),
            one.helper().praise(),
            one.helper().threads(),
            one.helper().medianSeconds(),
            one.score(),
            answers.getOrDefault(one.helper().memberKey(), Map.of())))
        .toList();
  }
}
