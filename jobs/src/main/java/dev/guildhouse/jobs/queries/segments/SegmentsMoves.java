package dev.guildhouse.jobs.queries.segments;

import static org.apache.spark.sql.functions.col;
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
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;

/** How members went from segment to segment between two nights. */
final class SegmentsMoves implements Query {
  private static final String DAYS = "days";
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("From", Format.TEXT),
      ReportColumn.of("To", Format.TEXT),
      ReportColumn.of("Members", Format.COUNT),
      ReportColumn.of("Share of those from %", Format.DECIMAL));

  @Override
  public String name() {
    return "segments moves";
  }

  @Override
  public String doc() {
    return "How many members went from which segment to which between two nights.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(
        QueryOption.choice(DAYS, "How many days lie between the two nights.", "7", "1", "30"));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    LocalDate night = Nights.last(this, request, tables);
    int days = Integer.parseInt(request.arguments().required(DAYS));
    List<Move> moves = Move.read(tables, request.guildId(), DayRange.of(night), days);
    List<List<Cell>> rows = moves.stream()
        .map(move -> List.of(
            Cell.of(move.from()),
            Cell.of(move.to()),
            Cell.of(move.members()),
            Answer.percent(
                move.members(),
                moves.stream()
                    .filter(other -> other.from().equals(move.from()))
                    .mapToLong(Move::members)
                    .sum())))
        .toList();
    long moved = moves.stream().filter(Move::isChange).mapToLong(Move::members).sum();
    Answer answer = Answer.to(
            this, request, "Moves between segments", DayRange.through(night.minusDays(days), night))
        .figure("Members who moved", Format.COUNT, Cell.of(moved))
        .table(
            "Moves",
            "From the end of " + night.minusDays(days) + " to the end of " + night
                + ", those who stayed included; absent is who was not present.",
            COLUMNS,
            rows);
    if (moves.isEmpty()) {
      answer.note("The night " + days + " days before was not told.");
    }
    return answer.content();
  }

  /** One way, and how many members went it. */
  record Move(LocalDate night, String from, String to, long members) {
    boolean isChange() {
      return !from.equals(to);
    }

    /** The ways of some nights, the most travelled first. */
    static List<Move> read(TableReader tables, long guildId, DayRange nights, int daysApart) {
      return tables
          .table(SegmentTables.SEGMENT_MOVES, nights)
          .where(col("guild_id").equalTo(lit(guildId)).and(col("days_apart").equalTo(daysApart)))
          .withColumn("night", col("as_of_date").cast("string"))
          .orderBy(col("night"), col("members").desc(), col("from_segment"), col("to_segment"))
          .collectAsList()
          .stream()
          .map(row -> new Move(
              LocalDate.parse(row.<String>getAs("night")),
              row.getAs("from_segment"),
              row.getAs("to_segment"),
              row.<Long>getAs("members")))
          .toList();
    }
  }
}
