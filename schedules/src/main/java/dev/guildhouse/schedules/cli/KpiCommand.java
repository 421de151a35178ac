package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.kpis.TargetRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Targets that a guild sets itself. The questions about them are subcommands, too. */
@Command(
    name = "kpi",
    description = "Sets targets, and tells where they stand.",
    subcommands = {KpiCommand.Set.class, KpiCommand.Remove.class, KpiCommand.Targets.class})
final class KpiCommand {

  /** Which side of a target is a miss. */
  enum Direction {
    higher,
    lower
  }

  /** Sets or changes a target. */
  @Command(
      name = "set",
      description = {
        "Sets a target of a guild, or changes the one of that id, from today on.",
        "Periods that have ended are judged by the target that held then."
      })
  static final class Set implements Task {
    @Option(
        names = "--guild",
        required = true,
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "The guild.")
    private long guild;

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "Name of the target. Default: that of the metric.")
    private @Nullable String id;

    @Option(
        names = "--metric",
        paramLabel = "FORMULA",
        description = "What is judged: daily_active_users (dau), weekly_active_users (wau),"
            + " streak_retention, churn_rate, avg_rewards_per_user, voice_participation, or a"
            + " formula of them with + - * / and parentheses, such as 'dau / wau'.")
    private @Nullable String metric;

    @Option(
        names = "--target",
        paramLabel = "NUMBER",
        description = "The value to reach, above 0. Shares are written as 0.25.")
    private @Nullable BigDecimal target;

    @Option(
        names = "--when",
        paramLabel = "CONDITION",
        description = "Instead of a metric: when to alert, such as"
            + " 'dau < 100 AND churn_rate > 0.3'. Joins with AND and OR.")
    private @Nullable String when;

    @Option(
        names = "--period",
        paramLabel = "PERIOD",
        defaultValue = "week",
        description = "day, week, month or quarter. Default: week.")
    private String period = "week";

    @Option(
        names = "--direction",
        paramLabel = "BETTER",
        description = "Whether ${COMPLETION-CANDIDATES} is better. Default: higher, but lower for"
            + " churn_rate.")
    private @Nullable Direction direction;

    @Override
    public ExitCode run(Workplace place) {
      KpiTarget wanted = target(place);
      place.preparedHome();
      try (OperationsDatabase database = place.operations()) {
        new KpiTargets(database).set(guild, wanted);
      }
      place.console().fields(fields(guild, wanted));
      return ExitCode.OK;
    }

    private KpiTarget target(Workplace place) {
      return new TargetRequest(
              id,
              metric,
              when,
              target,
              period,
              direction == null ? null : direction == Direction.higher)
          .target(place.today());
    }
  }

  /** Ends a target. */
  @Command(
      name = "remove",
      description = "Ends a target of a guild. What it was judged for before stays in its history.")
  static final class Remove implements Task {
    @Option(
        names = "--guild",
        required = true,
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "The guild.")
    private long guild;

    @Option(names = "--id", required = true, paramLabel = "ID", description = "The target.")
    private String id = "";

    @Override
    public ExitCode run(Workplace place) {
      try (OperationsDatabase database = place.existingOperations()) {
        List<KpiTarget> there =
            database == null ? List.<KpiTarget>of() : new KpiTargets(database).ofGuild(guild);
        if (database == null || !new KpiTargets(database).remove(guild, id, place.today())) {
          throw WarehouseException.usage(
              "remove the target " + id,
              "guild " + guild + " has none of that id",
              there.isEmpty()
                  ? "It has no target at all."
                  : "Its targets: "
                      + String.join(", ", there.stream().map(KpiTarget::id).toList()));
        }
      }
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("guild_id", Long.toString(guild));
      answer.put("removed", id);
      place.console().fields(answer);
      return ExitCode.OK;
    }
  }

  /** What holds now. */
  @Command(name = "targets", description = "Lists the targets of a guild that hold now.")
  static final class Targets implements Task {
    @Option(
        names = "--guild",
        required = true,
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "The guild.")
    private long guild;

    @Override
    public ExitCode run(Workplace place) {
      Table table = Table.of("id", "rule", "to_reach", "period", "better", "since");
      try (OperationsDatabase database = place.existingOperations()) {
        if (database != null) {
          new KpiTargets(database)
              .ofGuild(guild)
              .forEach(target -> table.row(
                  target.id(),
                  target.text(),
                  target.value(),
                  target.period().text(),
                  target.isHigherBetter() ? "higher" : "lower",
                  target.from()));
        }
      }
      place.console().table(table);
      return ExitCode.OK;
    }
  }

  private static Map<String, @Nullable Object> fields(long guild, KpiTarget target) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("guild_id", Long.toString(guild));
    answer.put("id", target.id());
    answer.put("rule", target.text());
    answer.put("to_reach", target.value());
    answer.put("period", target.period().text());
    answer.put("better", target.isHigherBetter() ? "higher" : "lower");
    answer.put("since", target.from());
    return answer;
  }
}
