package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.Delivery;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schedules.operations.queue.QueueStatus;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The reports of a guild that wait to be posted: how they stand, and how to mend them. */
final class QueueCommands {
  private static final String DEAD = "given up";

  private QueueCommands() {}

  static List<SlashCommand> of(Office office) {
    return List.of(
        new QueueCommand(
            office,
            "queue status",
            "How many of the guild's reports wait, failed or were posted, and why.",
            Rank.MODERATOR,
            List.of(),
            asked -> told(queue(office, asked).status())),
        new QueueCommand(
            office,
            "queue retry",
            "Makes reports that failed due at once, with all their attempts again.",
            Rank.ADMIN,
            List.of(QueryOption.choice("which", "Which of them.", "failed", DEAD)),
            asked -> mended(queue(office, asked)
                .retry(
                    asked.option("which").filter(DEAD::equals).isPresent()
                        ? DeliveryState.DEAD
                        : DeliveryState.FAILED))),
        new QueueCommand(
            office,
            "queue unstick",
            "Frees reports whose worker has been silent for longer than it may.",
            Rank.ADMIN,
            List.of(),
            asked -> mended(queue(office, asked).unstick())));
  }

  private record QueueCommand(
      Office office,
      String name,
      String doc,
      Rank rank,
      List<QueryOption> options,
      Function<Asked, Answer> work)
      implements SlashCommand {
    @Override
    public Visibility visibility() {
      return Visibility.MODERATORS;
    }

    @Override
    public Answer answer(Asked asked) {
      return office.entered(asked, "", () -> work.apply(asked));
    }
  }

  private static Deliveries queue(Office office, Asked asked) {
    return new Deliveries(office.database(), office.config().delivery().lease())
        .ofGuild(asked.asker().guildId());
  }

  private static Answer mended(int count) {
    return Answer.Told.of(count == 1 ? "1 report is due again" : count + " reports are due again");
  }

  private static Answer told(QueueStatus status) {
    List<Figure> figures = new ArrayList<>();
    status
        .counts()
        .forEach((state, count) -> figures.add(new Figure(state.text(), count.toString(), "")));
    figures.add(new Figure("Stuck", Integer.toString(status.stuck()), ""));
    figures.add(new Figure(
        "Oldest waits for",
        status.oldestPendingAge() == null ? "–" : status.oldestPendingAge().toMinutes() + " min",
        ""));
    List<Section> sections = status.recentFailures().isEmpty()
        ? List.of()
        : List.of(new Section("Failed last", failures(status.recentFailures())));
    return new Answer.Told("Reports of this guild", figures, sections, List.of());
  }

  private static Table failures(List<Delivery> failures) {
    return new Table(
        List.of("Report", "From", "Channel", "Attempts", "Error"),
        failures.stream()
            .map(failure -> List.of(
                failure.request().report(),
                failure.request().period().from().toString(),
                Long.toString(failure.request().channelId()),
                Integer.toString(failure.attempts()),
                Objects.toString(failure.errorType(), "")))
            .toList());
  }
}
