package dev.guildhouse.jobs.queries.rewards;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What rewards were for: each trigger with its definition and how often it paid. */
public final class RewardTriggers implements Query {
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Trigger", Format.TEXT),
      ReportColumn.of("Definition", Format.TEXT),
      ReportColumn.of("Paid", Format.COUNT),
      ReportColumn.of("Pending", Format.COUNT),
      ReportColumn.of("Failed", Format.COUNT),
      ReportColumn.of("Members", Format.COUNT),
      ReportColumn.of("Paid RSNC", Format.DECIMAL),
      ReportColumn.of("Mean RSNC", Format.DECIMAL),
      ReportColumn.of("First", Format.DAY),
      ReportColumn.of("Last", Format.DAY));

  /**
   * One trigger in some days.
   *
   * @param members different members who were paid; within a month under tokens, too
   */
  public record Counts(
      String trigger,
      long paid,
      long pending,
      long failed,
      long members,
      BigDecimal amount,
      LocalDate first,
      LocalDate last) {}

  @Override
  public String name() {
    return "rewards triggers";
  }

  @Override
  public String doc() {
    return "Every reward trigger with its definition, how often it paid, how much and to how many.";
  }

  /** The triggers of a guild, the most frequent first. */
  public static List<Counts> read(TableReader tables, long guildId, DayRange days) {
    Column isPaid = col("reward_status").equalTo("completed");
    List<Counts> all = new ArrayList<>();
    for (Row row : tables
        .table(Facts.REWARDS, days)
        .where(col("guild_id").equalTo(lit(guildId)))
        .groupBy(coalesce(col("reward_trigger"), lit("")).as("named_trigger"))
        .agg(
            count_if(isPaid).as("paid"),
            count_if(col("reward_status").equalTo("pending")).as("pending"),
            count_if(col("reward_status").equalTo("failed")).as("failed"),
            count_distinct(when(isPaid.and(col("member_key").notEqual(0)), col("member_key")))
                .as("members"),
            sum(when(isPaid, col("amount"))).as("amount"),
            min("granted_date").cast("string").as("first"),
            max("granted_date").cast("string").as("last"))
        .orderBy(col("paid").desc(), col("named_trigger"))
        .collectAsList()) {
      @Nullable BigDecimal amount = row.getAs("amount");
      all.add(new Counts(
          row.getAs("named_trigger"),
          row.<Long>getAs("paid"),
          row.<Long>getAs("pending"),
          row.<Long>getAs("failed"),
          row.<Long>getAs("members"),
          amount == null ? BigDecimal.ZERO : amount,
          LocalDate.parse(row.<String>getAs("first")),
          LocalDate.parse(row.<String>getAs("last"))));
    }
    return all;
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Optional<String> noMembers = MemberLinks.broken(request.report(), tables, request.period());
    Map<String, String> undefined = new TreeMap<>(request.settings().rewardTriggers());
    List<List<Cell>> rows = new ArrayList<>();
    for (Counts counts : read(tables, request.guildId(), request.period())) {
      @Nullable String definition = undefined.remove(counts.trigger());
      rows.add(List.of(
          counts.trigger().isEmpty() ? new Cell.Absent("none named") : Cell.of(counts.trigger()),
          definition == null ? new Cell.Absent("not defined") : Cell.of(definition),
          Cell.of(counts.paid()),
          Cell.of(counts.pending()),
          Cell.of(counts.failed()),
          noMembers.isPresent() ? Cell.NOT_AVAILABLE : Cell.of(counts.members()),
          Answer.decimal(counts.amount()),
          counts.paid() == 0
              ? Cell.NONE
              : Answer.decimal(
                  counts.amount().divide(BigDecimal.valueOf(counts.paid()), MathContext.DECIMAL64)),
          Cell.of(counts.first()),
          Cell.of(counts.last())));
    }
    undefined.forEach((trigger, definition) -> rows.add(List.of(
        Cell.of(trigger),
        Cell.of(definition),
        Cell.of(0),
        Cell.of(0),
        Cell.of(0),
        Cell.of(0),
        Answer.decimal(BigDecimal.ZERO),
        Cell.NONE,
        Cell.NONE,
        Cell.NONE)));
    Answer answer = Answer.to(this, request, "Reward triggers")
        .figure("Triggers", Format.COUNT, Cell.of(rows.size()))
        .table(
            "Triggers",
            "The most frequent first; defined ones that never paid last.",
            COLUMNS,
            rows)
        .note("Definitions are those of reward_triggers in the configuration.");
    noMembers.ifPresent(answer::note);
    return answer.content();
  }
}
