package dev.guildhouse.schedules.timetable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.time.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes records of schedules that keep schema and rules, and fills the defaults in. */
final class ScheduleRecords {
  private static final int RETRIES = 3;
  private static final Duration RETRY_WAIT = Duration.ofMinutes(1);
  private static final Duration TIME_LIMIT = Duration.ofHours(1);

  private ScheduleRecords() {}

  static Timetable of(ObjectNode schedules) {
    List<Schedule> all = new ArrayList<>();
    schedules.properties().forEach(entry -> all.add(schedule(entry.getKey(), entry.getValue())));
    return new Timetable(all);
  }

  private static Schedule schedule(String name, JsonNode node) {
    List<String> after = new ArrayList<>();
    node.path("after").forEach(other -> after.add(other.textValue()));
    return new Schedule(
        name,
        node.path("job").textValue(),
        options(node),
        recurrence(node),
        ZoneId.of(node.path("time_zone").asText("UTC")),
        CatchUp.ofText(node.path("catch_up").asText("last")),
        node.path("retries").asInt(RETRIES),
        duration(node.path("retry_wait"), RETRY_WAIT),
        duration(node.path("time_limit"), TIME_LIMIT),
        after,
        node.path("enabled").asBoolean(true));
  }

  private static JobOptions options(JsonNode node) {
    List<Long> guilds = new ArrayList<>();
    node.path("guilds").forEach(guild -> guilds.add(guild.longValue()));
    Period period = switch (node.path("every").asText()) {
      case "week" -> Period.WEEK;
      case "month" -> Period.MONTH;
      default -> Period.DAY;
    };
    return new JobOptions(text(node.path("report")), text(node.path("range")), guilds, period);
  }

  private static Recurrence recurrence(JsonNode node) {
    String every = node.path("every").textValue();
    String at = node.path("at").asText();
    return switch (every) {
      case "hour" -> new Recurrence.Hourly(at.isEmpty() ? 0 : Integer.parseInt(at.substring(1)));
      case "day" -> new Recurrence.Daily(time(at));
      case "week" ->
        new Recurrence.Weekly(
            DayOfWeek.valueOf(node.path("on").asText("monday").toUpperCase(Locale.ROOT)), time(at));
      case "month" -> new Recurrence.Monthly(node.path("on").asInt(1), time(at));
      default -> new Recurrence.Interval(duration(node.path("every"), Duration.ZERO));
    };
  }

  private static LocalTime time(String at) {
    return at.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(at);
  }

  private static Duration duration(JsonNode node, Duration fallback) {
    return node.isTextual()
        ? Duration.parse("PT" + node.textValue().toUpperCase(Locale.ROOT))
        : fallback;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }
}
