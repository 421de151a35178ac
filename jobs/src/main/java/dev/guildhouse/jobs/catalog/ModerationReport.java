package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.time.Period;
import java.util.List;
import java.util.Map;

/** What was flagged in a week, what AutoMod stopped, what moderators did, and how fast. */
final class ModerationReport implements Report {
  private static final String DAILY = "Daily";

  @Override
  public String name() {
    return "moderation";
  }

  @Override
  public String title() {
    return "Moderation report";
  }

  @Override
  public String doc() {
    return "Flags, AutoMod hits, moderator actions and response times of a week, and of its days.";
  }

  @Override
  public Period period() {
    return Period.WEEK;
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader tables) {
    Draft draft = new Draft(this, request, tables);
    ReportContent answer =
        draft.ask("moderation stats", request.period(), Map.of()).orElseThrow();
    answer.figures().forEach(draft::with);
    answer.tables().forEach(draft::with);
    return draft
        .with(new Chart.Lines(
            "Flags, AutoMod hits and moderator actions per day (UTC)",
            DAILY,
            "Day",
            List.of("Flags", "AutoMod Hits", "Moderator Actions")))
        .note("Growth compares with " + new ReportPeriod(request.period().previous()).text()
            + "; it stands only where both periods were watched for at least 90 %.")
        .content();
  }
}
