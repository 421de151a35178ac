package dev.guildhouse.schedules.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.config.Config;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part of the configuration that counting needs, for kernels, which never read {@code
 * guildhouse.yaml}: no token, no password and no key stands in it.
 */
final class KernelSettings {
  /** What tells of guilds; whatever else there is, also in times to come, is left out. */
  private static final Set<String> SECTIONS =
      Set.of("organizations", "defaults", "guilds", "spark", "warehouse");

  /** Spark's settings may hold keys of a store. These words are those that Spark itself hides. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)secret|password|token|access[.]?key|credential");

  private static final JsonMapper JSON = new JsonMapper();

  private KernelSettings() {}

  /** As YAML, of which JSON is a part. */
  static String of(Config config) {
    try {
      ObjectNode all = (ObjectNode) JSON.readTree(config.effective());
      all.retain(SECTIONS);
      JsonNode spark = all.path("spark").path("settings");
      if (spark instanceof ObjectNode settings) {
        settings.removeAll();
        config.spark().settings().entrySet().stream()
            .filter(setting -> !SECRET.matcher(setting.getKey()).find())
            .sorted(Map.Entry.comparingByKey())
            .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
      }
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a configuration that is no JSON", e);
    }
  }
}
