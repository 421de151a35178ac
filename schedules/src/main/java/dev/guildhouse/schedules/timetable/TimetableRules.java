package dev.guildhouse.schedules.timetable;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Findings;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.time.RangeText;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a schema cannot say of schedules: which names there are, and what goes together. */
final class TimetableRules {
  private static final LocalDate ANY_DAY = LocalDate.of(2026, 1, 1);
  private static final List<String> OPTIONS = List.of("report", "range", "guilds");

  private final ObjectNode schedules;
  private final Offer offer;

  /**
   * @param schedules by name, as they hold
   */
  TimetableRules(ObjectNode schedules, Offer offer) {
    this.schedules = schedules;
    this.offer = offer;
  }

  /**
   * Checks them.
   *
   * @param written names in the file that findings are about; empty for all
   */
  void check(Collection<String> written, Findings findings) {
    List<String> names = new ArrayList<>();
    schedules.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (written.isEmpty() || written.contains(name)) {
        check(JsonPointer.compile("/schedules").appendProperty(name), name, findings);
      }
    }
  }

  private void check(JsonPointer at, String name, Findings findings) {
    JsonNode schedule = schedules.path(name);
    for (String key : List.of("job", "every")) {
      if (!schedule.has(key)) {
        findings.add(at.appendProperty(key), "missing", "it must be given");
      }
    }
    job(at, schedule, findings);
    when(at, schedule, findings);
    zone(at.appendProperty("time_zone"), schedule.path("time_zone"), findings);
    range(at.appendProperty("range"), schedule.path("range"), findings);
    after(at.appendProperty("after"), name, schedule.path("after"), findings);
  }

  private void job(JsonPointer at, JsonNode schedule, Findings findings) {
    String job = schedule.path("job").asText();
    List<String> taken = offer.jobs().get(job);
    if (taken == null) {
      if (schedule.has("job")) {
        unknown(at.appendProperty("job"), job, offer.jobs().keySet(), findings);
      }
      return;
    }
    for (String option : OPTIONS) {
      if (schedule.has(option) && !taken.contains(option)) {
        findings.add(
            at.appendProperty(option),
            schedule.path(option).toString(),
            "the job " + job + " takes no " + option);
      }
    }
    if (taken.contains("report")) {
      String report = schedule.path("report").asText();
      if (!schedule.has("report")) {
        findings.add(at.appendProperty("report"), "missing", "it must be given");
      } else if (!offer.reports().contains(report)) {
        unknown(at.appendProperty("report"), report, offer.reports(), findings);
      }
    }
  }

  private static void when(JsonPointer at, JsonNode schedule, Findings findings) {
    String every = schedule.path("every").asText();
    JsonNode time = schedule.path("at");
    JsonNode day = schedule.path("on");
    boolean isMinute = time.asText().startsWith(":");
    switch (every) {
      case "hour" -> {
        if (time.isTextual() && !isMinute) {
          findings.add(
              at.appendProperty("at"), time.toString(), "allowed is a minute such as \":05\"");
        }
      }
      case "day", "week", "month" -> {
        if (time.isTextual() && isMinute) {
          findings.add(
              at.appendProperty("at"), time.toString(), "allowed is a time such as \"00:15\"");
        }
      }
      default -> {
        if (!time.isMissingNode()) {
          findings.add(
              at.appendProperty("at"), time.toString(), "an interval is counted from 1970");
        }
      }
    }
    if (day.isMissingNode()) {
      return;
    }
    JsonPointer dayAt = at.appendProperty("on");
    if (every.equals("week")) {
      List<String> days = Arrays.stream(DayOfWeek.values())
          .map(one -> one.name().toLowerCase(Locale.ROOT))
          .toList();
      if (!days.contains(day.asText())) {
        unknown(dayAt, day.asText(), days, findings);
      }
    } else if (every.equals("month")) {
      if (!day.canConvertToInt() || day.intValue() < 1 || day.intValue() > 31) {
        findings.add(dayAt, day.toString(), "allowed is a whole number from 1 to 31");
      }
    } else {
      findings.add(dayAt, day.toString(), "only a week or a month has days to choose");
    }
  }

  private static void zone(JsonPointer at, JsonNode zone, Findings findings) {
    if (!zone.isTextual()) {
      return;
    }
    try {
      ZoneId.of(zone.textValue());
    } catch (DateTimeException unknown) {
      String hint = Nearest.to(zone.textValue(), ZoneId.getAvailableZoneIds())
          .map(meant -> "did you mean " + meant + "?")
          .orElse("allowed is an IANA time zone such as Europe/Berlin");
      findings.add(at, zone.toString(), hint);
    }
  }

  private static void range(JsonPointer at, JsonNode range, Findings findings) {
    if (!range.isTextual()) {
      return;
    }
    try {
      RangeText.parse(range.textValue(), ANY_DAY);
    } catch (WarehouseException e) {
      findings.add(at, range.toString(), String.valueOf(e.getMessage()).replace('\n', ' '));
    }
  }

  private void after(JsonPointer at, String name, JsonNode after, Findings findings) {
    for (int i = 0; i < after.size(); i++) {
      String other = after.path(i).asText();
      JsonPointer otherAt = at.appendIndex(i);
      if (!schedules.has(other)) {
        List<String> names = new ArrayList<>();
        schedules.fieldNames().forEachRemaining(names::add);
        unknown(otherAt, other, names, findings);
      } else if (reaches(other, name, new HashSet<>())) {
        findings.add(
            otherAt,
            other,
            other.equals(name)
                ? "it cannot wait for itself"
                : "it waits, itself or by others, for " + name + ", so that neither would run");
      }
    }
  }

  private boolean reaches(String from, String wanted, Set<String> seen) {
    if (from.equals(wanted)) {
      return true;
    }
    if (!seen.add(from)) {
      return false;
    }
    for (JsonNode next : schedules.path(from).path("after")) {
      if (reaches(next.asText(), wanted, seen)) {
        return true;
      }
    }
    return false;
  }

  private static void unknown(
      JsonPointer at, String given, Collection<String> known, Findings findings) {
    findings.add(
        at,
        given,
        Nearest.to(given, known)
            .map(meant -> "did you mean " + meant + "?")
            .orElse("allowed is " + String.join(", ", new TreeSet<>(known))));
  }
}
