package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.kpis.KpiMetric;
import dev.guildhouse.schema.kpis.KpiPeriod;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.kpis.TargetRequest;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Targets that admins set in Discord; the questions about them are declared with all others. */
final class KpiCommands {
  private KpiCommands() {}

  static List<SlashCommand> of(Office office) {
    return List.of(new Set(office), new Remove(office), new Formula());
  }

  /** Sets or changes a target. */
  private record Set(Office office) implements SlashCommand {
    @Override
    public String name() {
      return "kpi set";
    }

    @Override
    public String doc() {
      return "Sets a target, or changes the one of that id, from today on.";
    }

    @Override
    public Rank rank() {
      return Rank.ADMIN;
    }

    @Override
    public Visibility visibility() {
      return Visibility.MODERATORS;
    }

    @Override
    public List<QueryOption> options() {
      return List.of(
          QueryOption.text(
              "metric",
              "What is judged: "
                  + Arrays.stream(KpiMetric.values()).map(KpiMetric::text).toList()
                  + " or a formula of them."),
          QueryOption.text("target", "The value to reach, above 0. Shares are written as 0.25."),
          QueryOption.text("when", "Instead of a metric: dau < 100 AND churn_rate > 0.3"),
          QueryOption.choice(
              "period", "How often it is judged.", "week", "day", "month", "quarter"),
          QueryOption.text("id", "Name of the target. Default: that of the metric."),
          QueryOption.choice("direction", "Which side is better.", "usual", "higher", "lower"));
    }

    @Override
    public Answer answer(Asked asked) {
      KpiTarget target = new TargetRequest(
              asked.option("id").orElse(null),
              asked.option("metric").orElse(null),
              asked.option("when").orElse(null),
              asked.option("target").map(Set::number).orElse(null),
              asked.option("period").orElse(KpiPeriod.WEEK.text()),
              asked
                  .option("direction")
                  .filter(direction -> !direction.equals("usual"))
                  .map(direction -> direction.equals("higher"))
                  .orElse(null))
          .target(office.today());
      return office.entered(asked, "--id " + target.id(), () -> {
        new KpiTargets(office.database()).set(asked.asker().guildId(), target);
        return new Answer.Told(
            "Target set: " + target.id(),
            List.of(
                new Figure("Rule", target.text(), ""),
                new Figure(
                    "To reach", target.value() == null ? "–" : target.value().toString(), ""),
                new Figure("Period", target.period().text(), "")),
            List.of(),
            List.of("It holds from " + target.from()
                + " on. Periods that have ended are judged by the" + " target that held then."));
      });
    }

    private static BigDecimal number(String text) {
      try {
        return new BigDecimal(text.strip());
      } catch (NumberFormatException e) {
        throw WarehouseException.usage(
            "set a target", "'" + text + "' is no number", "Give one such as 100 or 0.25.");
      }
    }
  }

  /** Ends a target. */
  private record Remove(Office office) implements SlashCommand {
    @Override
    public String name() {
      return "kpi remove";
    }

    @Override
    public String doc() {
      return "Ends a target. What it was judged for before stays in its history.";
    }

    @Override
    public Rank rank() {
      return Rank.ADMIN;
    }

    @Override
    public Visibility visibility() {
      return Visibility.MODERATORS;
    }

    @Override
    public List<QueryOption> options() {
      return List.of(QueryOption.text("id", "The target."));
    }

    @Override
    public Answer answer(Asked asked) {
      String id = asked.required("id");
      return office.entered(asked, "--id " + id, () -> {
        KpiTargets targets = new KpiTargets(office.database());
        long guild = asked.asker().guildId();
        if (!targets.remove(guild, id, office.today())) {
          throw WarehouseException.usage(
              "remove the target " + id,
              "the guild has none of that id",
              "Its targets: "
                  + String.join(
                      ", ", targets.ofGuild(guild).stream().map(KpiTarget::id).toList()));
        }
        return Answer.Told.of("Target removed: " + id);
      });
    }
  }

  /** What a target can be set for. */
  private record Formula() implements SlashCommand {
    @Override
    public String name() {
      return "kpi formula";
    }

    @Override
    public String doc() {
      return "What a target can be set for, and how formulas are written.";
    }

    @Override
    public Rank rank() {
      return Rank.MODERATOR;
    }

    @Override
    public Visibility visibility() {
      return Visibility.MODERATORS;
    }

    @Override
    public Answer answer(Asked asked) {
      return new Answer.Told(
          "Metrics and formulas",
          List.of(),
          List.of(),
          Stream.concat(
                  Arrays.stream(KpiMetric.values())
                      .map(metric -> metric.text() + ": " + metric.rule()
                          + (metric.isHigherBetter() ? "" : "; lower is better")),
                  Stream.of(
                      "Formulas join them with + - * / and parentheses: dau / wau",
                      "Conditions compare them and join with AND and OR:"
                          + " dau < 100 AND churn_rate > 0.3"))
              .toList());
    }
  }
}
