package dev.guildhouse.jobs.queries.userstats;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.reports.numbers.MemberCounts;
import dev.guildhouse.jobs.reports.numbers.Restated;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Statistics of the users of a guild or channel over days of one month: overall, by weekday or by hour
 * of the day. A member keeps one key within a month and no longer, so a report never crosses its end.
 */
final class UserStatsReport implements Query {
  private static final String TYPE = "type";
  private static final String CHANNEL = "channel";

  @Override
  public String name() {
    return "userstats report";
  }

  @Override
  public String doc() {
    return "Statistics of users, messages and voice over days of one month, overall, by weekday or"
        + " by hour of the day.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(
        QueryOption.choice(TYPE, "What the rows stand for.", "full", "weekday", "hourly")
            .positional(),
        QueryOption.channel(CHANNEL, "Only what happened in one channel, or all."));
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return Period.MONTH.holding(today.withDayOfMonth(1).minusDays(1));
  }

  @Override
  public void check(QueryRequest request) {
    DayRange days = request.period();
    if (!YearMonth.from(days.from()).equals(YearMonth.from(days.to().minusDays(1)))) {
      throw WarehouseException.usage(
          "answer " + name() + " for " + days,
          "Reports can't span different months",
          "Give days of one month. The raw dump may cross months: guildhouse userstats dump");
    }
  }

  @Override
  public String fileStem(QueryArguments arguments, DayRange days) {
    String channel = arguments.text(CHANNEL).orElse("all");
    return String.format(
        Locale.ROOT,
        "report-%s-%s-%s-%s",
        arguments.required(TYPE),
        channel.replaceFirst("^#", "").replaceAll("[^\\p{L}\\p{N}_-]", "_"),
        days.from(),
        days.to());
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    long guildId = request.guildId();
    DayRange days = request.period();
    ChannelNames names = ChannelNames.read(tables, guildId, days.to());
    OptionalLong channel = channel(request, names);
    Dataset<Row> cube =
        tables.table(Rollups.ACTIVITY_HOURLY, days).where(col("guild_id").equalTo(guildId));
    Cases cases = Cases.ofText(request.arguments().required(TYPE));
    UserStatsTable table = new UserStatsTable(
        cases,
        channel.isPresent()
            ? CoveredHours.ofChannels(tables, guildId, Set.of(channel.getAsLong()), days)
            : CoveredHours.ofGuild(tables, guildId, days),
        MemberCounts.read(tables, guildId, days).before(days.endsAt()),
        channel.isPresent());
    List<CaseNumbers> numbers = CaseNumbers.all(
        cases,
        channel.isPresent() ? cube.where(col("channel_id").equalTo(channel.getAsLong())) : cube);
    List<String> notes = new ArrayList<>(UserStatsTable.NOTES);
    if (channel.isPresent()) {
      notes.add("Only " + names.of(channel.getAsLong())
          + "; joins and parts happen in no channel, and are left empty.");
    }
    long restated = Restated.numbers(tables, guildId, days);
    return new ReportContent(
        "userstats_" + cases.text(),
        "User statistics",
        guildId,
        request.report().guildName(),
        days,
        request.report().audience(),
        restated,
        List.of(),
        List.of(table.of(numbers)),
        List.of(),
        UserStatsTable.DEFINITIONS,
        notes);
  }

  private static OptionalLong channel(QueryRequest request, ChannelNames names) {
    Optional<String> given = request.arguments().text(CHANNEL);
    if (given.isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        request.arguments().id(CHANNEL).orElseGet(() -> names.named(given.get())));
  }
}
