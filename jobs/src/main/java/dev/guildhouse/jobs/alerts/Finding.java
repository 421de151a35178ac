package dev.guildhouse.jobs.alerts;

import dev.guildhouse.schema.config.AlertSettings.Kind;
import java.util.List;

/**
 * Something that stands on a day and that a guild may want to be told of.
 *
 * @param topic what it is about; one finding of a topic stands at a time
 * @param title one line
 * @param lines for a person
 * @param isToldByAnother whether another finding of the same day tells of it
 */
public record Finding(
    String topic, Kind kind, String title, List<String> lines, boolean isToldByAnother) {
  public Finding {
    lines = List.copyOf(lines);
  }
}
