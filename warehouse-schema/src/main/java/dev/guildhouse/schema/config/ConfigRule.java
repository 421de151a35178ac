package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/** What must hold of a configuration beyond its schema. */
@FunctionalInterface
public interface ConfigRule {

  /** Takes one finding: where, what was given, what is allowed. */
  @FunctionalInterface
  interface Findings {
    void add(JsonPointer at, String given, String allowed);
  }

  /**
   * Looks at a configuration.
   *
   * @param tree may break the schema, and then lack what it should have
   */
  void check(JsonNode tree, Findings findings);
}
