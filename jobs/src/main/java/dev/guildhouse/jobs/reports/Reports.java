package dev.guildhouse.jobs.reports;

import dev.guildhouse.schema.WarehouseException;
import java.util.List;
import java.util.stream.Collectors;

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
            "Reports: " + ALL.stream().map(Report::name).collect(Collectors.joining(", "))));
  }
}
