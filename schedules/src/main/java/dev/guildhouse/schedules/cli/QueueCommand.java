package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.Delivery;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schedules.operations.queue.QueueStatus;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The queue of reports to post. */
@Command(
    name = "queue",
    description = "Shows and mends the queue of reports to post.",
    subcommands = {QueueCommand.Status.class, QueueCommand.Retry.class, QueueCommand.Unstick.class})
final class QueueCommand {

  /** How many deliveries there are in each state, and what failed last. */
  @Command(
      name = "status",
      description = "Shows how many deliveries are in each state, and what failed last.")
  static final class Status implements Task {
    @Override
    public ExitCode run(Workplace place) {
      try (OperationsDatabase database = place.existingOperations()) {
        QueueStatus status =
            database == null ? QueueStatus.EMPTY : deliveries(place, database).status();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        status.counts().forEach((state, count) -> answer.put(state.text(), count));
        answer.put("stuck", status.stuck());
        answer.put(
            "oldest_pending_seconds",
            status.oldestPendingAge() == null ? null : status.oldestPendingAge().toSeconds());
        Console console = place.console();
        if (console.format() == Console.Format.JSON) {
          answer.put("failures", failures(status));
          console.json(answer);
        } else {
          console.fields(answer);
          if (!status.recentFailures().isEmpty()) {
            console.say("");
            console.table(failures(status));
          }
        }
      }
      return ExitCode.OK;
    }

    private static Table failures(QueueStatus status) {
      Table table = Table.of(
          "delivery",
          "state",
          "report",
          "guild_id",
          "from",
          "attempts",
          "next_attempt_at",
          "error",
          "why");
      for (Delivery delivery : status.recentFailures()) {
        boolean isOver = delivery.state() == DeliveryState.DEAD;
        table.row(
            delivery.id(),
            delivery.state().text(),
            delivery.request().report(),
            Long.toString(delivery.request().guildId()),
            delivery.request().period().from(),
            delivery.attempts(),
            isOver ? null : delivery.nextAttemptAt(),
            delivery.errorType(),
            delivery.errorText());
      }
      return table;
    }
  }

  /** Makes failed deliveries due at once. */
  @Command(
      name = "retry",
      description = "Makes failed deliveries due at once, with all their attempts again.")
  static final class Retry implements Task {
    @Option(names = "--dead", description = "Those that were given up, instead of failed ones.")
    private boolean isForDead;

    @Override
    public ExitCode run(Workplace place) {
      DeliveryState state = isForDead ? DeliveryState.DEAD : DeliveryState.FAILED;
      try (OperationsDatabase database = place.existingOperations()) {
        tell(place.console(), database == null ? 0 : deliveries(place, database).retry(state));
      }
      return ExitCode.OK;
    }
  }

  /** Frees deliveries whose worker has gone. */
  @Command(
      name = "unstick",
      description = "Frees deliveries whose worker has been silent for longer than it may.")
  static final class Unstick implements Task {
    @Override
    public ExitCode run(Workplace place) {
      try (OperationsDatabase database = place.existingOperations()) {
        tell(place.console(), database == null ? 0 : deliveries(place, database).unstick());
      }
      return ExitCode.OK;
    }
  }

  private static Deliveries deliveries(Workplace place, OperationsDatabase database) {
    return new Deliveries(database, place.config().delivery().lease());
  }

  private static void tell(Console console, int count) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("made_due", count);
    console.fields(answer);
  }
}
