package dev.guildhouse.jobs.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.jobs.catalog.custom.CustomReports;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.WeeklyCommunityReport;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Findings;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.home.Home;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reports of a home, by name: those that come along, and its own. */
public final class Reports {
  /** Those that come along. */
  public static final List<Report> ALL = List.of(
      new DailyBrief(),
      new WeeklyCommunityReport(),
      new MonthlyUserstats(),
      new KpiBoard(),
      new ModerationReport(),
      new TopContentDigest(),
      new RetentionReport());

  private final List<Report> all;

  private Reports(List<Report> all) {
    this.all = all;
  }

  /** Those that come along, of a home without any of its own. */
  public static Reports comingAlong() {
    return new Reports(ALL);
  }

  /**
   * The reports of a home.
   *
   * @throws WarehouseException with code USAGE that names every error of the home's own
   */
  public static Reports of(Home home) {
    Set<String> taken = ALL.stream().map(Report::name).collect(Collectors.toSet());
    List<Report> own = CustomReports.read(home.ownReports(), taken);
    return new Reports(Stream.concat(ALL.stream(), own.stream()).toList());
  }

  /** Every report, those that come along first. */
  public List<Report> all() {
    return all;
  }

  /** The reports that the configuration of a guild names. */
  public List<Report> configured(GuildSettings guild) {
    return all.stream()
        .filter(report -> guild.reports().containsKey(report.name()))
        .toList();
  }

  /**
   * The report of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public Report named(String name) {
    return all.stream()
        .filter(report -> report.name().equals(name))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "find the report " + name,
            "there is none of that name",
            Nearest.hint(name, names()) + "Reports: " + String.join(", ", names())));
  }

  /** A configuration may name only these, and for the public only those that have such a form. */
  public BiConsumer<JsonNode, Findings> rule() {
    return new ConfiguredReports(all);
  }

  private List<String> names() {
    return all.stream().map(Report::name).toList();
  }
}
