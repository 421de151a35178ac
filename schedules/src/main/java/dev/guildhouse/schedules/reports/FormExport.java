package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.queries.exports.ExportQueries;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.queries.QueryRun;
import dev.guildhouse.schedules.queries.QueryRun.Sides;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the lists that are no tables; the history tells for ever that it was done. */
public final class FormExport {
  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private final OperationsDatabase database;

  public FormExport(Home home, Config config, InstantSource clock, OperationsDatabase database) {
    this.home = home;
    this.config = config;
    this.clock = clock;
    this.database = database;
  }

  /**
   * A list.
   *
   * @param notes what a reader must know
   */
  public record Listed(ReportTable table, List<String> notes) {
    public Listed {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Makes it.
   *
   * @param guildId the guild; null for the history of all
   * @throws WarehouseException with code USAGE when no guild is given and one is needed, WAITING when
   *     members cannot be told apart in these days
   */
  public Listed list(
      WarehouseRuns runs,
      RunTrigger trigger,
      ExportForm form,
      @Nullable Long guildId,
      DayRange days) {
    return switch (form) {
      case USERS -> answer(runs, trigger, ExportQueries.USERS, guildId, days);
      case EVENTS -> answer(runs, trigger, ExportQueries.EVENTS, guildId, days);
      case AUDIT ->
        new Listed(new AuditLog(database).list(runs, trigger, guildId, days), List.of());
    };
  }

  private Listed answer(
      WarehouseRuns runs, RunTrigger trigger, Query query, @Nullable Long guildId, DayRange days) {
    if (guildId == null) {
      throw WarehouseException.usage(
          "export it for every guild", "it is about one", "Give the guild: --guild ID");
    }
    ReportContent content = new QueryRun(home, config, clock)
        .answer(
            runs,
            trigger,
            query,
            QueryArguments.of(query, Map.of()),
            guildId,
            days,
            Audience.MODERATORS,
            Sides.TABLES);
    return new Listed(content.tables().get(0), content.notes());
  }
}
