package dev.guildhouse.jobs.reports.publish;

import dev.guildhouse.schema.hash.Sha256;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import java.util.stream.Collectors;

/** Names the metric definitions in force: another metric or another rule is another version. */
final class DefinitionsVersion {
  private static final int SHOWN_DIGITS = 16;

  private DefinitionsVersion() {}

  static String current() {
    String declarations =
        Metrics.ALL.stream().map(Metric::toString).collect(Collectors.joining("\n"));
    return Sha256.of(declarations).substring(0, SHOWN_DIGITS);
  }
}
