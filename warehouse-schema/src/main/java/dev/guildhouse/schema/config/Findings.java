package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;

/** Takes what rules find wrong that a schema cannot say. */
@FunctionalInterface
public interface Findings {
  /**
   * Takes one finding.
   *
   * @param given what was found; never a secret
   * @param allowed what may stand there instead
   */
  void add(JsonPointer at, String given, String allowed);
}
