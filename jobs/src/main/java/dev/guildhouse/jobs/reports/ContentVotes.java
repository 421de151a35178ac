package dev.guildhouse.jobs.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.facts.ReactionWindow;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.ContentTable.Content;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * How a message was received, by the reactions of its window.
 *
 * @param reactors different members with a reaction that stands
 */
public record ContentVotes(long up, long down, long reactors) {
  public static final ContentVotes NONE = new ContentVotes(0, 0, 0);

  /** Those of some messages, by message; one without any reaction is not among them. */
  public static Map<Long, ContentVotes> read(
      ReportRequest request, TableReader tables, List<Content> ranked) {
    int window = request.settings().reactionWindowDays();
    DayRange days =
        new DayRange(request.period().from(), request.period().to().plusDays(window + 1L));
    Map<Long, ContentVotes> votes = new HashMap<>();
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
      votes.put(row.getLong(0), new ContentVotes(row.getLong(1), row.getLong(2), row.getLong(3)));
    }
    return votes;
  }

  /**
   * Whether it is unknown how many reacted to a message of a day, because its window reaches into a
   * month in which members have other keys.
   */
  public static boolean areReactorsUnknown(ReportRequest request, LocalDate day) {
    LocalDate end = day.plusDays(request.settings().reactionWindowDays());
    return request.privacy() == PrivacyMode.ANONYMOUS
        && !YearMonth.from(end).equals(YearMonth.from(day));
  }

  private static String vote(String sign) {
    return "CASE WHEN vote " + sign + " 0 THEN reactions ELSE 0 END";
  }
}
