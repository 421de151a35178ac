package dev.guildhouse.jobs.alerts;

import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.kpis.Judged;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The targets that stand missed on a day. A target is missed from the first period that was, until
 * one is met; a period that was not judged changes nothing.
 */
final class TargetFindings {
  private static final String TOPIC = "target ";

  private final Map<String, List<Judged>> judged;
  private final List<KpiTarget> held;
  private final LocalDate day;

  /**
   * @param judged periods up to a day, by target, oldest first
   * @param targets of the guild, whenever they held
   */
  TargetFindings(Map<String, List<Judged>> judged, List<KpiTarget> targets, LocalDate day) {
    this.judged = judged;
    this.held = targets.stream().filter(target -> target.holdsOn(day)).toList();
    this.day = day;
  }

  List<Finding> standing() {
    List<Finding> findings = new ArrayList<>();
    for (KpiTarget target : held) {
      newest(target).filter(Judged::isAlert).ifPresent(newest -> {
        Kind kind = Kind.ofText(newest.severity());
        List<String> lines = lines(newest);
        LocalDate since = since(target);
        if (since.isBefore(newest.days().from())) {
          lines.add("Missed in every period that was judged since " + since + ".");
        }
        findings.add(new Finding(
            TOPIC + target.id(),
            kind,
            word(kind) + ": target " + target.id() + " missed",
            lines,
            false));
      });
    }
    return findings;
  }

  /** Why a topic is over; empty when it is not, when nobody knows, and when it is no target. */
  Optional<List<String>> over(String topic) {
    if (!topic.startsWith(TOPIC)) {
      return Optional.empty();
    }
    String id = topic.substring(TOPIC.length());
    Optional<KpiTarget> target =
        held.stream().filter(one -> one.id().equals(id)).findFirst();
    if (target.isEmpty()) {
      return Optional.of(List.of("The target is not set any more."));
    }
    return newest(target.get())
        .filter(newest -> newest.isKnown() && !newest.isAlert())
        .map(TargetFindings::lines);
  }

  /** The last period that has ended, if it was looked at. */
  private Optional<Judged> newest(KpiTarget target) {
    List<Judged> periods = judged.getOrDefault(target.id(), List.of());
    DayRange now = target.period().holding(day);
    DayRange ended = now.to().equals(day.plusDays(1)) ? now : target.period().before(now);
    return periods.isEmpty()
        ? Optional.empty()
        : Optional.of(periods.get(periods.size() - 1))
            .filter(newest -> newest.days().equals(ended));
  }

  /** The first day of the oldest period since which none was met. */
  private LocalDate since(KpiTarget target) {
    List<Judged> periods = judged.getOrDefault(target.id(), List.of());
    LocalDate since = day;
    for (int i = periods.size() - 1; i >= 0; i--) {
      if (periods.get(i).isAlert()) {
        since = periods.get(i).days().from();
      } else if (periods.get(i).isKnown()) {
        return since;
      }
    }
    return since;
  }

  private static List<String> lines(Judged newest) {
    List<String> lines = new ArrayList<>();
    String days = new ReportPeriod(newest.days()).text();
    String miss = PrintedCell.forPeople(newest.missCell(), Format.DECIMAL) + " %";
    if (newest.wanted() == null) {
      lines.add(days + ": " + newest.rule()
          + (newest.isAlert() ? " holds, by " + miss + "." : " does not hold."));
    } else {
      lines.add(days + ": " + newest.rule() + " " + print(newest.valueCell()) + ", to reach "
          + print(newest.wantedCell())
          + (newest.isAlert() ? "; missed by " + miss + "." : "."));
    }
    if (newest.isAlert() && newest.wanted() != null) {
      lines.add("Worse in a row: " + newest.wrongWay() + ".");
    }
    lines.add("Watched: " + print(Answer.percent(newest.coverage())) + " %.");
    return lines;
  }

  private static String print(Cell cell) {
    return PrintedCell.forPeople(cell, Format.DECIMAL);
  }

  private static String word(Kind kind) {
    String text = kind.text();
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
