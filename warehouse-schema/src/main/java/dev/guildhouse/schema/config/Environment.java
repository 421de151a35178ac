package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.guildhouse.schema.config.ConfigProblem.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lays the environment's variables over the file's tree. */
final class Environment {
  /** Read by the command line and its launcher. */
  private static final Set<String> NO_SETTINGS =
      Set.of("GUILDHOUSE_HOME", "GUILDHOUSE_MEMORY", "GUILDHOUSE_JAVA_OPTIONS");

  private final Map<String, ConfigSchema.Key> keys;
  private final Map<JsonPointer, String> origins = new HashMap<>();
  private final List<ConfigProblem> problems = new ArrayList<>();

  Environment(ConfigSchema schema) {
    keys = schema.keys().stream().collect(Collectors.toMap(ConfigSchema.Key::variable, key -> key));
  }

  /** Writes each variable that is set and not empty into the tree. */
  void layOver(ObjectNode tree, Map<String, String> variables) {
    new TreeMap<>(variables).forEach((name, text) -> {
      ConfigSchema.Key key = keys.get(name);
      if (key == null) {
        refuseMisspelt(name);
      } else if (!text.isEmpty()) {
        value(key, text).ifPresent(value -> {
          if (put(tree, key.at(), value)) {
            origins.put(key.at(), name);
          }
        });
      }
    });
  }

  /** The variable that a value came from, or a value above it. */
  Optional<String> origin(JsonPointer at) {
    for (JsonPointer above = at; above != null; above = above.head()) {
      if (origins.containsKey(above)) {
        return Optional.of(origins.get(above));
      }
    }
    return Optional.empty();
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  private Optional<JsonNode> value(ConfigSchema.Key key, String text) {
    if (key.schema().isText()) {
      return Optional.of(TextNode.valueOf(text));
    }
    YamlTree yaml = YamlTree.of(text);
    yaml.problems()
        .forEach(problem -> problems.add(new ConfigProblem(
            key.path(), Place.variable(key.variable()), problem.given(), problem.allowed())));
    return Optional.of(yaml.root()).filter(value -> !value.isMissingNode() && !value.isNull());
  }

  /** False when a section on the way is something else in the file, which is an error already. */
  private static boolean put(ObjectNode tree, JsonPointer at, JsonNode value) {
    String name = at.getMatchingProperty();
    if (at.tail().matches()) {
      tree.set(name, value);
      return true;
    }
    JsonNode below = tree.path(name);
    if (below.isMissingNode()) {
      below = tree.putObject(name);
    }
    return below instanceof ObjectNode section && put(section, at.tail(), value);
  }

  /**
   * Only what is nearly one of ours is refused: a platform may set variables of its own that begin
   * with the same word.
   */
  private void refuseMisspelt(String name) {
    if (!name.startsWith(ConfigSchema.VARIABLE_PREFIX) || NO_SETTINGS.contains(name)) {
      return;
    }
    Nearest.to(
            withoutPrefix(name),
            keys.keySet().stream().map(Environment::withoutPrefix).toList())
        .ifPresent(meant -> problems.add(new ConfigProblem(
            "",
            Place.variable(name),
            "unknown variable",
            "did you mean " + ConfigSchema.VARIABLE_PREFIX + meant + "?")));
  }

  private static String withoutPrefix(String variable) {
    return variable.substring(ConfigSchema.VARIABLE_PREFIX.length());
  }
}
