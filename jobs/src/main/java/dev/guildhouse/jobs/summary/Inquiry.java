package dev.guildhouse.jobs.summary;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.summary.SummaryDocument.Missing;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.WarehouseException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks the declared questions about a window, so that no number of a summary has a second definition. */
final class Inquiry {
  private final ReportRequest request;
  private final TableReader tables;
  private final List<Missing> missing = new ArrayList<>();

  Inquiry(ReportRequest request, TableReader tables) {
    this.request = request;
    this.tables = tables;
  }

  /**
   * What a question answers; nothing, and the reason among the missing, when it has no answer.
   *
   * @param section the part of the summary that is made of it
   */
  Optional<ReportContent> ask(String section, String question, Map<String, String> options) {
    Query query = Queries.named(question);
    QueryRequest asked = QueryRequest.of(query, request, options);
    try {
      query.check(asked);
      return Optional.of(query.answer(asked, tables));
    } catch (WarehouseException e) {
      if (e.code() == Code.FAILED) {
        throw e;
      }
      leaveOut(section, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return Optional.empty();
    }
  }

  /**
   * A table of an answer; nothing, and the reason among the missing, where the answer says why it has
   * none.
   */
  Optional<AnswerRows> rows(
      String section, String question, Map<String, String> options, String table) {
    Optional<ReportContent> answer = ask(section, question, options);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    ReportContent told = answer.get();
    if (told.tables().stream().noneMatch(one -> one.name().equals(table))) {
      leaveOut(section, reason(told, table));
      return Optional.empty();
    }
    return Optional.of(AnswerRows.of(told, table));
  }

  /** Why an answer lacks something: the notes say it, or else it is a fault of the program. */
  static String reason(ReportContent answer, String what) {
    return answer.notes().stream()
        .filter(note -> note.toLowerCase(Locale.ROOT).replace('_', ' ').startsWith("not available"))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(answer.report() + " tells no " + what + ", and not why"));
  }

  void leaveOut(String section, String reason) {
    missing.add(new Missing(section, reason));
  }

  List<Missing> missing() {
    return List.copyOf(missing);
  }
}
