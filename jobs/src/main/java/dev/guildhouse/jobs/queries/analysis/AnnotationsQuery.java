package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.statistics.DifferenceInDifferences;
import dev.guildhouse.schema.config.GuildSettings.Annotation;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/** What announcements and events did: before and after, beside the channels they did not touch. */
final class AnnotationsQuery implements Query {
  private static final int USUAL_DAYS = 14;
  private static final long SEED = 1;

  @Override
  public String name() {
    return "annotations list";
  }

  @Override
  public String doc() {
    return "Announcements and events of the guild, with before and after beside untouched channels.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(
        QueryOption.number("days", "Days before and after that are compared.", USUAL_DAYS));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    int length = request.arguments().number("days").orElse(USUAL_DAYS);
    List<Annotation> annotations = request.settings().annotations().stream()
        .filter(annotation -> request.period().contains(annotation.date()))
        .sorted(Comparator.comparing(Annotation::date).reversed())
        .toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Annotation annotation : annotations) {
      rows.add(row(request, tables, annotation, length));
    }
    return Answer.to(this, request, "Annotations")
        .with(new ReportTable(
            "Annotations",
            rows.isEmpty()
                ? "None is configured on these days: guilds, annotations."
                : "Messages of the " + length + " days before and from the day on.",
            List.of(
                ReportColumn.of("Day", Format.DAY),
                ReportColumn.of("What", Format.TEXT),
                ReportColumn.of("Channels", Format.COUNT),
                ReportColumn.of("Before", Format.COUNT),
                ReportColumn.of("After", Format.COUNT),
                ReportColumn.of("Others before", Format.COUNT),
                ReportColumn.of("Others after", Format.COUNT),
                ReportColumn.of("Effect %", Format.CHANGE),
                ReportColumn.of("From", Format.CHANGE),
                ReportColumn.of("To", Format.CHANGE),
                ReportColumn.of("Verdict", Format.TEXT)),
            rows,
            null))
        .where(
            "Effect %",
            "By how much the channels that were touched grew more than all others. From"
                + " and to are the 95 % interval: members are drawn anew 1,000 times, seeded.")
        .where(
            "Verdict",
            "\"Too few to tell\" when one of the four counts is under 30, or the"
                + " interval holds 0; \"not watched\" when either time was watched for less than 90 %.")
        .note("Messages of the unknown member are left out. An annotation without channels touches"
            + " none and shows what all had before and after.")
        .content(tables);
  }

  private static List<Cell> row(
      QueryRequest request, TableReader tables, Annotation annotation, int length) {
    DayRange after = new DayRange(annotation.date(), annotation.date().plusDays(length));
    DayRange both = new DayRange(after.previous().from(), after.to());
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(annotation.date()));
    row.add(Cell.of(annotation.title()));
    row.add(Cell.of((long) annotation.channels().size()));
    if (MemberLinks.broken(request.report(), tables, both).isPresent()) {
      row.addAll(IntStream.range(0, 7).mapToObj(i -> Cell.NONE).toList());
      row.add(Cell.of("not available"));
      return row;
    }
    DifferenceInDifferences effect =
        DifferenceInDifferences.of(counts(request, tables, annotation, both), SEED);
    GuildDays known = GuildDays.read(tables, request.guildId(), both);
    boolean isWatched = known.coverage(Set.of("messages"), after).isEnough()
        && known.coverage(Set.of("messages"), after.previous()).isEnough();
    row.add(Cell.of(effect.touchedBefore()));
    row.add(Cell.of(effect.touchedAfter()));
    row.add(Cell.of(effect.othersBefore()));
    row.add(Cell.of(effect.othersAfter()));
    boolean isTold = isWatched && !after.to().isAfter(request.today());
    row.add(isTold ? Cell.rounded(effect.effectPercent()) : Cell.NONE);
    row.add(isTold ? Cell.rounded(effect.interval().from()) : Cell.NONE);
    row.add(isTold ? Cell.rounded(effect.interval().to()) : Cell.NONE);
    row.add(
        after.to().isAfter(request.today())
            ? Cell.of("not over yet")
            : isWatched ? verdict(effect) : Cell.NOT_WATCHED);
    return row;
  }

  private static Cell verdict(DifferenceInDifferences effect) {
    if (effect.isTooFewToTell()) {
      return Cell.of("too few to tell");
    }
    return Cell.of(effect.effectPercent() > 0 ? "more" : "fewer");
  }

  private static List<long[]> counts(
      QueryRequest request, TableReader tables, Annotation annotation, DayRange both) {
    Column isTouched = col("channel_id").isin(annotation.channels().toArray());
    Column isAfter = col("activity_date").geq(lit(annotation.date().toString()).cast("date"));
    return tables
        .table(Rollups.ACTIVITY_HOURLY, both)
        .where(col("guild_id").equalTo(request.guildId()).and(expr("member_key <> 0")))
        .groupBy("member_key")
        .agg(
            messages(isTouched.and(isAfter.equalTo(false))),
            messages(isTouched.and(isAfter)),
            messages(isTouched.equalTo(false).and(isAfter.equalTo(false))),
            messages(isTouched.equalTo(false).and(isAfter)))
        .collectAsList()
        .stream()
        .map(row -> IntStream.rangeClosed(1, 4).mapToLong(row::getLong).toArray())
        .filter(counts -> IntStream.range(0, 4).anyMatch(i -> counts[i] > 0))
        .toList();
  }

  private static Column messages(Column isCounted) {
    return sum(when(isCounted, col("messages")).otherwise(lit(0L)));
  }
}
