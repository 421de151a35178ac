package dev.guildhouse.schedules.alerts;

import dev.guildhouse.schedules.operations.alerts.GuildAlert;
import dev.guildhouse.schedules.operations.alerts.OperatorAlert;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.reports.DocumentReport;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes an alert as the smallest report there is, so that it goes through the same queue and arrives
 * once. Written twice it is the same delivery.
 */
public final class AlertReport {
  /** The report that tells operators. */
  public static final String OF_OPERATORS = "operator_alert";

  /** The report that tells a guild. */
  static final String OF_GUILD = "alert";

  /** What is for operators is about no guild, but about all. */
  private static final long NO_GUILD = 0;

  private final Home home;
  private final Config config;
  private final long channel;

  /**
   * @param channel that it is posted to
   */
  public AlertReport(Home home, Config config, long channel) {
    this.home = home;
    this.config = config;
    this.channel = channel;
  }

  /** Which of the two that are told of an alert. */
  private enum Step {
    RAISED(0),
    RESOLVED(1);

    private static final int ALL = 2;

    private final int place;

    Step(int place) {
      this.place = place;
    }
  }

  /**
   * What tells one step of an alert.
   *
   * @param report its name as a report
   * @param sender whom it is about, as the embed names it
   * @param day that it is about
   * @param at when it came to be
   */
  private record Text(
      String report,
      long guild,
      String sender,
      long number,
      Step step,
      String title,
      List<String> lines,
      LocalDate day,
      Instant at) {
    /** Rises with every step of every alert. */
    int revision() {
      return Math.toIntExact(number * Step.ALL + step.place);
    }

    ReportDocument document() {
      return new ReportDocument(
          title, sender, guild, at.toString(), List.of(), List.of(), lines, null, List.of());
    }
  }

  /** What tells operators of an alert. */
  public NewDelivery raised(OperatorAlert alert) {
    return ofOperators(
        alert,
        Step.RAISED,
        "Needs an operator: " + alert.topic(),
        alert.message(),
        alert.raisedAt());
  }

  /** What tells operators that an alert is over. */
  public NewDelivery resolved(OperatorAlert alert, Instant resolvedAt) {
    return ofOperators(
        alert,
        Step.RESOLVED,
        "Resolved: " + alert.topic(),
        "Raised at " + alert.raisedAt() + ".",
        resolvedAt);
  }

  /** What tells a guild of an alert. */
  NewDelivery raised(GuildAlert alert) {
    return ofGuild(alert, Step.RAISED, alert.title(), alert.lines(), alert.day(), alert.raisedAt());
  }

  /** What tells a guild that an alert is over. */
  NewDelivery resolved(GuildAlert alert) {
    List<String> lines = new ArrayList<>(alert.endLines());
    lines.add("It was raised for " + alert.day() + ".");
    return ofGuild(
        alert,
        Step.RESOLVED,
        "Resolved: " + alert.title(),
        lines,
        Objects.requireNonNull(alert.endDay()),
        Objects.requireNonNull(alert.resolvedAt()));
  }

  private NewDelivery ofOperators(
      OperatorAlert alert, Step step, String title, String message, Instant at) {
    return write(new Text(
        OF_OPERATORS,
        NO_GUILD,
        "Guildhouse",
        alert.number(),
        step,
        title,
        List.of(message),
        JobContext.dayOf(alert.raisedAt()),
        at));
  }

  private NewDelivery ofGuild(
      GuildAlert alert, Step step, String title, List<String> lines, LocalDate day, Instant at) {
    String name = config.guild(alert.guildId()).name();
    return write(new Text(
        OF_GUILD,
        alert.guildId(),
        name == null ? Long.toString(alert.guildId()) : name,
        alert.number(),
        step,
        title,
        lines,
        day,
        at));
  }

  private NewDelivery write(Text text) {
    return new DocumentReport(
            text.report(),
            DayRange.of(text.day()),
            Audience.MODERATORS,
            "alert-" + text.number(),
            text.revision(),
            text.document(),
            text.at())
        .write(home, config, channel);
  }
}
