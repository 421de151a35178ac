package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;

/**
 * A question about one guild that is asked by name. It is declared once: the command line makes a
 * command of it, and every other surface can. To add one, write a class and list it in {@link
 * Queries}.
 */
public interface Query {

  /** Who may ask. */
  enum Access {
    /** Tells of no single member, and of no number of fewer than five. */
    EVERYBODY,
    /** May tell of single members; answered where only moderators read. */
    MODERATORS,
    /** May tell of several guilds; answered on the command line alone. */
    OPERATORS
  }

  /** The words of the command, in lower case: {@code segments list}. */
  String name();

  /** What it answers, in one sentence. */
  String doc();

  default Access access() {
    return Access.MODERATORS;
  }

  /** What can be asked for beside the guild and the days. */
  default List<QueryOption> options() {
    return List.of();
  }

  /** The days it is about when none are given. */
  default DayRange usualRange(LocalDate today) {
    return new DayRange(today.minusDays(30), today);
  }

  /**
   * What to tell before any table is opened, such as a range that can have no answer.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE
   */
  default void check(QueryRequest request) {}

  /** What a file of the answer is called, without its ending. */
  default String fileStem(QueryArguments arguments, DayRange days) {
    return name().replace(' ', '-') + "-" + days.from() + "-" + days.to();
  }

  /** The answer. Nothing but the request and the tables decides it: no clock, locale or zone. */
  ReportContent answer(QueryRequest request, TableReader tables);
}
