package dev.guildhouse.jobs.queries.userstats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.statistics.Distribution;
import dev.guildhouse.jobs.statistics.Moments;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metrics;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one case of a report counts. Members are counted afresh for the case, and none of them is held.
 *
 * @param messages of everybody, the unknown member included
 * @param voiceSeconds likewise
 * @param joins likewise
 * @param leaves likewise
 * @param messagesOfUsers messages of each member with at least one
 * @param voiceOfUsers seconds of those members with at least one
 */
record CaseNumbers(
    long messages,
    long voiceSeconds,
    long joins,
    long leaves,
    Distribution messagesOfUsers,
    Moments voiceOfUsers) {
  private static final String CASE = "case";
  private static final String MEMBER = "member_key";
  private static final String MESSAGES = Metrics.MESSAGES.name();
  private static final String VOICE = Metrics.VOICE_SECONDS.name();
  private static final String JOINS = Metrics.JOINS.name();
  private static final String LEAVES = Metrics.LEAVES.name();

  private static final CaseNumbers NOTHING = new CaseNumbers(
      0,
      0,
      0,
      0,
      new Distribution(new TreeMap<>()),
      new Moments(0, BigInteger.ZERO, BigInteger.ZERO));

  /**
   * Counts every case.
   *
   * @param cube hours of one guild within one month, in which a member keeps the same key
   */
  static List<CaseNumbers> all(Cases cases, Dataset<Row> cube) {
    Dataset<Row> members = cube.groupBy(cases.of(col("hour_at")).cast("int").as(CASE), col(MEMBER))
        .agg(total(MESSAGES), total(VOICE), total(JOINS), total(LEAVES));
    List<TreeMap<Long, Long>> messages = new ArrayList<>();
    List<CaseNumbers> numbers = new ArrayList<>();
    for (int number = 0; number < cases.count(); number++) {
      messages.add(new TreeMap<>());
      numbers.add(NOTHING);
    }
    Column isUser = col(MEMBER).notEqual(MemberKeys.UNKNOWN).and(col(MESSAGES).gt(0));
    for (Row row :
        members.where(isUser).groupBy(CASE, MESSAGES).agg(count(lit(1))).collectAsList()) {
      messages.get(row.getInt(0)).put(row.getLong(1), row.getLong(2));
    }
    for (Row row : sums(members).collectAsList()) {
      int number = row.getInt(0);
      numbers.set(
          number,
          new CaseNumbers(
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              new Distribution(messages.get(number)),
              new Moments(row.getLong(5), integer(row, 6), integer(row, 7))));
    }
    return numbers;
  }

  private static Dataset<Row> sums(Dataset<Row> members) {
    Column isVoiceUser = col(MEMBER).notEqual(MemberKeys.UNKNOWN).and(col(VOICE).gt(0));
    Column seconds = when(isVoiceUser, col(VOICE)).otherwise(lit(0L)).cast("decimal(18,0)");
    return members
        .groupBy(CASE)
        .agg(
            sum(MESSAGES),
            sum(VOICE),
            sum(JOINS),
            sum(LEAVES),
            sum(when(isVoiceUser, lit(1L)).otherwise(lit(0L))),
            sum(seconds),
            sum(seconds.multiply(seconds)));
  }

  private static Column total(String metric) {
    return sum(metric).as(metric);
  }

  private static BigInteger integer(Row row, int place) {
    BigDecimal number = row.getDecimal(place);
    return number.toBigIntegerExact();
  }
}
