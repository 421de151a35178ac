package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.facts.EmojiName;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.statistics.MidRanks;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Members who could be mentors: of all who reply to others, the tenth with the highest mean of three
 * percentiles (replies, praise, speed), if they wrote 20 replies or more in the 30 days.
 */
public final class MentorCandidates {
  public static final int DAYS = 30;

  private static final long FEWEST_REPLIES = 20;
  private static final long FEWEST_THREADS = 5;
  private static final int TENTH = 10;

  /**
   * A member who replies to others.
   *
   * @param replies live replies to others
   * @param praise standing reactions of praise by others on these
   * @param threads threads that the member was the first to answer
   * @param medianSeconds how long that took in half of them; 0 without any
   */
  public record Helper(
      long memberKey, long replies, long praise, long threads, long medianSeconds) {}

  /**
   * A candidate.
   *
   * @param score mean of the three percentiles, 0 to 100
   */
  public record Candidate(Helper helper, double score) {}

  private MentorCandidates() {}

  /**
   * Finds them.
   *
   * @param days days over which members keep their keys
   * @param praise reactions of praise, custom ones by their name
   */
  public static List<Candidate> read(
      ReportRequest request, TableReader tables, DayRange days, List<String> praise) {
    Column isOfGuild = col("guild_id").equalTo(request.guildId());
    DayRange whole = new DayRange(AcceptedAnswers.oldest(request, tables, days), days.to());
    List<Helper> helpers = new ArrayList<>();
    for (Row row : helpers(
            tables.table(Facts.MESSAGES, days).where(isOfGuild),
            tables.table(Facts.THREADS, whole).where(isOfGuild),
            tables
                .table(Facts.REACTIONS, days)
                .where(isOfGuild.and(EmojiName.of(col("emoji")).isin(praise.toArray()))),
            HelpCases.read(tables, request.guildId(), days))
        .collectAsList()) {
      helpers.add(new Helper(
          row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }
    return among(helpers);
  }

  /** One row per member who replied to others, with the fields of {@link Helper}. */
  static Dataset<Row> helpers(
      Dataset<Row> messages, Dataset<Row> changes, Dataset<Row> praise, Dataset<Row> cases) {
    Dataset<Row> owners = changes
        .where(col("change").equalTo("created"))
        .groupBy("thread_id")
        .agg(max("member_key").as("owner"));
    Column repliesTo = expr("CASE WHEN target_key <> 0 THEN target_key ELSE owner END");
    Dataset<Row> replies = messages
        .where(col("is_live")
            .and(col("is_counted"))
            .and(col("is_topic").equalTo(false))
            .and(col("member_key").notEqual(MemberKeys.UNKNOWN)))
        .join(owners, new String[] {"thread_id"}, "left")
        .withColumn("to", coalesce(repliesTo, lit(MemberKeys.UNKNOWN)))
        .where(col("to").notEqual(MemberKeys.UNKNOWN).and(col("to").notEqual(col("member_key"))))
        .select("message_id", "member_key");
    Dataset<Row> praised = praise
        .where(col("is_counted"))
        .select(col("message_id"), col("member_key").as("by"), col("reactions"))
        .join(replies, new String[] {"message_id"})
        .where(col("by").notEqual(col("member_key")))
        .groupBy("member_key")
        .agg(sum("reactions").as("praise"));
    Dataset<Row> fast = cases
        .where(col("kind").equalTo("thread").and(col("answered_by").isNotNull()))
        .groupBy(col("answered_by").as("member_key"))
        .agg(
            count(lit(1)).as("threads"),
            expr("percentile_disc(0.5) WITHIN GROUP (ORDER BY"
                    + " (unix_micros(answered_at) - unix_micros(asked_at)) DIV 1000000)")
                .cast("long")
                .as("median_seconds"));
    return replies
        .groupBy("member_key")
        .agg(count(lit(1)).as("replies"))
        .join(praised, new String[] {"member_key"}, "left")
        .join(fast, new String[] {"member_key"}, "left")
        .select(
            col("member_key"),
            col("replies"),
            coalesce(col("praise"), lit(0L)),
            coalesce(col("threads"), lit(0L)),
            coalesce(col("median_seconds"), lit(0L)));
  }

  /** The candidates among all who reply to others, the best first. */
  static List<Candidate> among(List<Helper> helpers) {
    if (helpers.isEmpty()) {
      return List.of();
    }
    MidRanks replies = new MidRanks(helpers.stream().map(Helper::replies).toList());
    MidRanks praise = new MidRanks(helpers.stream().map(Helper::praise).toList());
    // The faster, the higher.
    MidRanks speed = new MidRanks(helpers.stream()
        .filter(MentorCandidates::isTimed)
        .map(helper -> -helper.medianSeconds())
        .toList());
    List<Candidate> ranked = helpers.stream()
        .map(helper -> new Candidate(
            helper,
            (replies.percentile(helper.replies())
                    + praise.percentile(helper.praise())
                    + (isTimed(helper) ? speed.percentile(-helper.medianSeconds()) : 0))
                / 3))
        .sorted(Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingLong(candidate -> candidate.helper().memberKey()))
        .toList();
    double least = ranked.get((ranked.size() + TENTH - 1) / TENTH - 1).score();
    return ranked.stream()
        .filter(candidate -> candidate.score() >= least
            && candidate.helper().replies() >= FEWEST_REPLIES
            && isTimed(candidate.helper()))
        .toList();
  }

  private static boolean isTimed(Helper helper) {
    return helper.threads() >= FEWEST_THREADS;
  }
}
