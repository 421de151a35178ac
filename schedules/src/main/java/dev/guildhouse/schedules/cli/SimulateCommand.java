package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulatedLanding.Landed;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.collector.simulate.truth.TruthDetail;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lands invented guilds, for trying things out without Discord and for measuring. */
@Command(
    name = "simulate",
    description = {
      "Invents guilds and lands their events.",
      "Equal options give equal events. What is true of them is written beside them, to be compared"
          + " with what the jobs make of them."
    })
final class SimulateCommand implements Task {
  @Option(
      names = "--guilds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of guilds. Default: ${DEFAULT-VALUE}.")
  private int guilds;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "500",
      description = "Members of each guild. Default: ${DEFAULT-VALUE}.")
  private int members;

  @Option(
      names = "--channels",
      paramLabel = "N",
      defaultValue = "12",
      description = "Channels of each guild. Default: ${DEFAULT-VALUE}.")
  private int channels;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "Number of days. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--events-per-day",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Events of all guilds on the mean day. Default: ${DEFAULT-VALUE}.")
  private long eventsPerDay;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything else. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "First day. Default: such that all events, late ones too, have come by today.")
  private @Nullable LocalDate from;

  @Option(
      names = "--truth",
      paramLabel = "DETAIL",
      description =
          "How much truth to write: ${COMPLETION-CANDIDATES}. Default: members, or for large"
              + " simulations channels.")
  private @Nullable TruthDetail truth;

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) {
    Landed landed =
        SimulatedLanding.land(plan(place.today()), place.preparedHome(), place.secrets());
    SimulationPlan plan = landed.plan();
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("from", plan.range().from());
    answer.put("to", plan.range().to());
    answer.put("guild_ids", plan.guildIds().stream().map(String::valueOf).toList());
    answer.put("events", landed.events());
    answer.put("files", landed.files());
    answer.put("truth", landed.truth().map(Object::toString).orElse(null));
    place.console().fields(answer);
    return ExitCode.OK;
  }

  private SimulationPlan plan(LocalDate today) {
    SimulationPlan plan = SimulationPlan.of(
        guilds,
        members,
        channels,
        days,
        eventsPerDay,
        seed,
        from == null ? today.minusDays(days) : from);
    if (from == null) {
      int lateness = plan.received().length() - plan.range().length();
      plan = plan.endingOn(today.minusDays(1L + lateness));
    }
    return truth == null ? plan : plan.with(truth);
  }
}
