package dev.guildhouse.jobs.reports.publish;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Names the metric definitions in force: another metric or another rule is another version. */
final class DefinitionsVersion {
  private static final int SHOWN_BYTES = 8;

  private DefinitionsVersion() {}

  static String current() {
    String declarations =
        Metrics.ALL.stream().map(Metric::toString).collect(Collectors.joining("\n"));
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256")
          .digest(declarations.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
