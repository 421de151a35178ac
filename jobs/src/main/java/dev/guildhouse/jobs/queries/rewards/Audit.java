package dev.guildhouse.jobs.queries.rewards;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.tables.Facts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Every reward grant of the days, one by one, whatever became of it. */
final class Audit implements Query {
  private static final String MEMBER = "member";
  private static final String TRIGGER = "trigger";
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Granted at (UTC)", Format.TEXT),
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Trigger", Format.TEXT),
      ReportColumn.of("Amount RSNC", Format.DECIMAL),
      ReportColumn.of("Status", Format.TEXT),
      ReportColumn.of("Channel", Format.TEXT));

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String doc() {
    return "The rewards ledger: every grant of the days, of one member or trigger if asked.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(
        QueryOption.member(MEMBER, "Only the grants to one member."),
        QueryOption.text(TRIGGER, "Only the grants for one trigger."));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Column isWanted = col("guild_id").equalTo(lit(request.guildId()));
    Optional<Long> member = request.member(MEMBER);
    if (member.isPresent()) {
      isWanted = isWanted.and(col("member_key").equalTo(lit(member.get())));
    }
    Optional<String> trigger = request.arguments().text(TRIGGER);
    if (trigger.isPresent()) {
      isWanted = isWanted.and(col("reward_trigger").equalTo(lit(trigger.get())));
    }
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    List<List<Cell>> rows = new ArrayList<>();
    BigDecimal completed = BigDecimal.ZERO;
    for (Row row : tables
        .table(Facts.REWARDS, request.period())
        .where(isWanted)
        .withColumn("at", date_format(col("granted_at"), "yyyy-MM-dd HH:mm:ss"))
        .withColumn("day", col("granted_date").cast("string"))
        .withColumn("named_trigger", coalesce(col("reward_trigger"), lit("")))
        .orderBy("granted_at", "reward_id")
        .collectAsList()) {
      long key = row.<Long>getAs("member_key");
      long channel = row.<Long>getAs("channel_id");
      BigDecimal amount = row.getAs("amount");
      LocalDate day = LocalDate.parse(row.<String>getAs("day"));
      boolean isCompleted = "completed".equals(row.<String>getAs("reward_status"));
      completed = isCompleted ? completed.add(amount) : completed;
      rows.add(List.of(
          Cell.of(row.<String>getAs("at")),
          key == 0
              ? new Cell.Absent("unknown")
              : Cell.of(
                  request.report().pseudonyms().of(request.guildId(), YearMonth.from(day), key)),
          Cell.of(row.<String>getAs("named_trigger")),
          Answer.decimal(amount),
          Cell.of(row.<String>getAs("reward_status")),
          channel == 0 ? Cell.NONE : Cell.of(names.of(channel))));
    }
    return Answer.to(this, request, "Rewards ledger")
        .figure("Grants", Format.COUNT, Cell.of(rows.size()))
        .figure("Paid RSNC", Format.DECIMAL, Answer.decimal(completed))
        .table(
            "Grants",
            "Oldest first, of any status; only completed ones count elsewhere.",
            COLUMNS,
            rows)
        .note("Members stand under the pseudonyms of the month of the grant. Of a sealed month only"
            + " day, trigger, token, amount and status are left.")
        .content();
  }
}
