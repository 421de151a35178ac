package dev.guildhouse.schedules.timetable;

import java.util.List;
import java.util.Map;

/**
 * What schedules can ask for.
 *
 * @param jobs every job, with the options that it takes
 * @param reports every report
 */
public record Offer(Map<String, List<String>> jobs, List<String> reports) {
  public Offer {
    jobs = Map.copyOf(jobs);
    reports = List.copyOf(reports);
  }
}
