package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.queries.AnswerText;
import java.time.Instant;
import java.util.List;

/**
 * Numbers that stand in Discord with controls under them.
 *
 * @param id names it in the controls; nobody can guess it
 * @param asked what was asked, which the controls ask again with other days
 * @param table place of the table that is shown, from 0
 * @param row place of its first row that is shown, from 0
 * @param until when the controls end, because Discord's permission to change the message does
 */
record OpenAnswer(
    String id, Asked asked, Answer.Numbers numbers, int table, int row, Instant until) {

  /** All tables, the headline numbers left out: they stand as fields. */
  List<ReportTable> tables() {
    List<ReportTable> tables = numbers.content().tables();
    return tables.isEmpty() ? AnswerText.tables(numbers.content()) : tables;
  }

  OpenAnswer at(int shownTable, int firstRow) {
    return new OpenAnswer(id, asked, numbers, shownTable, firstRow, until);
  }

  OpenAnswer until(Instant end) {
    return new OpenAnswer(id, asked, numbers, table, row, end);
  }
}
