package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;

/** Writes where a setting stands: {@code guilds[0].privacy.mode}. */
public final class ConfigPath {
  private ConfigPath() {}

  public static String dotted(JsonPointer pointer) {
    StringBuilder path = new StringBuilder();
    for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
      if (at.mayMatchElement()) {
        path.append('[').append(at.getMatchingIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(at.getMatchingProperty());
      }
    }
    return path.toString();
  }
}
