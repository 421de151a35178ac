package dev.guildhouse.jobs.reports;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import java.util.List;

/** Every report there is. */
public final class Reports {
  public static final List<Report> ALL = List.of(new WeeklyCommunityReport());

  private Reports() {}

  /**
   * The report of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public static Report named(String name) {
    return ALL.stream()
        .filter(report -> report.name().equals(name))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "find the report " + name,
            "there is none of that name",
            Nearest.hint(name, names()) + "Reports: " + String.join(", ", names())));
  }

  private static List<String> names() {
    return ALL.stream().map(Report::name).toList();
  }
}
