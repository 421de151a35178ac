package dev.guildhouse.jobs.drafts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * A plan for each member who asked for one: what the member did in the week, whether that was what the
 * plan before set, and what to do next: one active day and two replies more. All goes through one
 * draft, so that moderators approve every number before anybody is written to.
 */
public final class PracticePlanDraft implements DraftKind {
  /** Names it in the configuration. */
  public static final String NAME = "practice_plan";

  static final String PLANS = "plans.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_DAYS = 6;
  private static final long MORE_REPLIES = 2;
  private static final long MOST_REPLIES = 20;

  /**
   * What a member did in a week.
   *
   * @param days active ones
   */
  record Week(long days, long replies, long reactions) {
    static final Week NOTHING = new Week(0, 0, 0);

    /** Days to be active on in the week after. */
    long nextDays() {
      return Math.max(2, Math.min(MOST_DAYS, days + 1));
    }

    /** Replies to write in the week after. */
    long nextReplies() {
      return Math.min(MOST_REPLIES, replies + MORE_REPLIES);
    }
  }

  /**
   * A member who asked for a plan.
   *
   * @param hadPlan whether one was surely sent for the week before
   */
  record Learner(String pseudonym, Week week, Week before, boolean hadPlan) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Practice plans of the week";
  }

  @Override
  public String doc() {
    return "A plan for each member who asked for one, by direct message, with a check-in on the last.";
  }

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    if (request.privacy() == PrivacyMode.ANONYMOUS) {
      return Proposal.TooLittle.ANONYMOUS;
    }
    DayRange before = request.period().previous();
    DayRange both = new DayRange(before.from(), request.period().to());
    Optional<String> unknown = MemberLinks.unknown(request, inputs.tables(), both);
    if (unknown.isPresent()) {
      return new Proposal.TooLittle(unknown.get());
    }
    boolean wasSent =
        inputs.posted(NAME).stream().anyMatch(post -> post.period().equals(before));
    // Whoever asked later may have come after the draft, and was sent nothing.
    Instant drafted = before.endsAt();
    YearMonth month = YearMonth.from(request.period().from());
    Map<Long, Week[]> weeks = weeks(inputs, both);
    List<Learner> learners = new ArrayList<>();
    inputs.subscribers().forEach((key, since) -> {
      Week[] own = weeks.getOrDefault(key, new Week[] {Week.NOTHING, Week.NOTHING});
      learners.add(new Learner(
          request.pseudonyms().of(request.guildId(), month, key),
          own[1],
          own[0],
          wasSent && since.isBefore(drafted)));
    });
    return compose(request, learners);
  }

  /**
   * What is proposed.
   *
   * @param learners in no order
   */
  Proposal compose(ReportRequest request, List<Learner> learners) {
    if (learners.isEmpty()) {
      return new Proposal.TooLittle(
          "Nobody asked for a practice plan, which takes /practice-plan.");
    }
    Map<String, List<String>> direct = new TreeMap<>();
    List<List<String>> rows = new ArrayList<>();
    StringBuilder plans = new StringBuilder();
    learners.stream().sorted(Comparator.comparing(Learner::pseudonym)).forEach(learner -> {
      List<String> plan = plan(learner);
      direct.put(learner.pseudonym(), plan);
      ObjectNode line = JSON.createObjectNode().put("user_id", learner.pseudonym());
      line.set("sentences", JSON.valueToTree(plan));
      plans.append(line).append('\n');
      rows.add(List.of(
          learner.pseudonym(),
          Long.toString(learner.week().days()),
          Long.toString(learner.week().replies()),
          Long.toString(learner.week().nextDays()),
          Long.toString(learner.week().nextReplies())));
    });
    return new Proposal.Post(
        post(
            request,
            List.of(),
            List.of(),
            List.of("Whoever wants one, too: /practice-plan. It comes as a direct message.")),
        new Evidence(
            List.of(new Section(
                "What is sent to whom",
                new Table(
                    List.of("Member", "Days", "Replies", "Next days", "Next replies"), rows))),
            List.of(
                "Approve also writes to each of these members, who asked for it, with these"
                    + " numbers; to nobody who stopped it by then.",
                PLANS + " holds what each of them reads, word by word."),
            Map.of(PLANS, plans.toString())),
        Map.of(),
        null,
        new Opening(
            "In short",
            List.of(Sentence.of(
                "The practice plans of the week are on their way to who asked for them."))),
        request
            .period()
            .to()
            .plusDays(request.period().length())
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant(),
        direct);
  }

  /** What one member reads. */
  private static List<String> plan(Learner learner) {
    Week week = learner.week();
    List<String> lines = new ArrayList<>();
    lines.add("Last week you were active on " + count(week.days(), "day") + ", wrote "
        + count(week.replies(), "reply") + " and gave " + count(week.reactions(), "reaction")
        + ".");
    if (learner.hadPlan()) {
      lines.add("Check-in: " + reached(week.days(), learner.before().nextDays(), "active day")
          + ", " + reached(week.replies(), learner.before().nextReplies(), "reply") + ".");
    }
    lines.add("This week: be active on " + count(week.nextDays(), "day") + ".");
    lines.add("This week: write " + count(week.nextReplies(), "reply") + " to others.");
    return lines;
  }

  private static String reached(long done, long planned, String what) {
    return done + " of " + count(planned, what) + (done >= planned ? ", done" : "");
  }

  private static String count(long count, String what) {
    String many = what.endsWith("y") && !what.endsWith("day")
        ? what.substring(0, what.length() - 1) + "ies"
        : what + "s";
    return count + " " + (count == 1 ? what : many);
  }

  /** Of each subscriber who did anything: the week before, and the week. */
  private static Map<Long, Week[]> weeks(DraftInputs inputs, DayRange both) {
    Map<Long, Week[]> weeks = new HashMap<>();
    if (inputs.subscribers().isEmpty()) {
      return weeks;
    }
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    for (Row row : tables
        .table(Rollups.of(Entity.MEMBER, Period.DAY), both)
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("member_key").isin(inputs.subscribers().keySet().toArray())))
        .groupBy(
            col("member_key"),
            when(col("period_start_date").geq(lit(request.period().from())), 1)
                .otherwise(0)
                .as("week"))
        .agg(
            expr("count_if(" + Metrics.ACTIVE_ANY + ")"),
            sum(Metrics.REPLIES.name()),
            sum(Metrics.REACTIONS_GIVEN.name()))
        .collectAsList()) {
      weeks
              .computeIfAbsent(row.getLong(0), key -> new Week[] {Week.NOTHING, Week.NOTHING})[
              row.getInt(1)] =
          new Week(row.getLong(2), row.getLong(3), row.getLong(4));
    }
    return weeks;
  }
}
