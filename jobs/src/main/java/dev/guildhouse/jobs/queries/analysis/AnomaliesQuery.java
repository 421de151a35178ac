package dev.guildhouse.jobs.queries.analysis;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import java.time.ZoneId;
import java.util.List;

/** Hours and days that were unlike the same hours of the 8 weeks before. */
final class AnomaliesQuery implements Query {
  @Override
  public String name() {
    return "anomalies list";
  }

  @Override
  public String doc() {
    return "Hours and days of the guild and its channels that were unlike the 8 weeks before.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    ZoneId zone = request.settings().timeZone();
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    List<List<Cell>> rows = FoundAnomaly.read(tables, request.guildId(), request.period()).stream()
        .map(found -> row(found, zone, names))
        .toList();
    return Answer.to(this, request, "Anomalies")
        .with(new ReportTable(
            "Anomalies",
            rows.isEmpty() ? "Nothing was unusual." : "The newest first.",
            List.of(
                ReportColumn.of("When", Format.TEXT),
                ReportColumn.of("Judged", Format.TEXT),
                ReportColumn.of("Where", Format.TEXT),
                ReportColumn.of("What", Format.TEXT),
                ReportColumn.of("Observed", Format.COUNT),
                ReportColumn.of("Usual", Format.DECIMAL),
                ReportColumn.of("Members", Format.COUNT),
                ReportColumn.of("Channels behind it", Format.TEXT),
                ReportColumn.of("Weeks before", Format.COUNT),
                ReportColumn.of("False discoveries up to %", Format.DECIMAL)),
            rows,
            null))
        .where(
            "Usual",
            "The median of the same hours of the week in the 8 weeks before, smoothed"
                + " with the hours beside them; what was unusual itself is left out. Hours that usually"
                + " have fewer than 5 are judged together, by the day.")
        .where(
            "False discoveries up to %",
            "If all that is at least as unusual on that day is"
                + " believed, this share of it is expected to be chance; at most 5.")
        .where("Members", "Different members who made what was observed.")
        .note(
            "Times are those of " + zone.getId() + ". A day is judged only where at least 4 of the"
                + " weeks before were watched, and a channel from the first hour it was seen in.")
        .content(tables);
  }

  private static List<Cell> row(FoundAnomaly found, ZoneId zone, ChannelNames names) {
    return List.of(
        Cell.of(found.when(zone)),
        Cell.of(found.judged()),
        Cell.of(found.where(names)),
        Cell.of(found.measure()),
        Cell.of(found.observed()),
        Cell.rounded(found.expected()),
        Cell.of(found.members()),
        Cell.of(found.behind(names)),
        Cell.of((long) found.weeks()),
        Cell.rounded(100 * found.q()));
  }
}
