package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.ConfigProblem.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What reading the configuration found: either its settings, or everything wrong with it. */
public final class ConfigReading {
  private final Path file;
  private final ConfigSchema schema = ConfigSchema.load();
  private final Environment environment = new Environment(schema);
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final YamlTree yaml;
  private final ObjectNode given;
  private final ObjectNode effective;

  private ConfigReading(Path file, Map<String, String> variables) {
    this.file = file;
    yaml = YamlTree.of(YamlText.read("configuration", file));
    problems.addAll(yaml.problems());
    given = yaml.root() instanceof ObjectNode object
        ? object.deepCopy()
        : JsonNodeFactory.instance.objectNode();
    if (!yaml.root().isObject() && !yaml.root().isMissingNode() && !yaml.root().isNull()) {
      problems.add(
          new ConfigProblem("", Place.line(1), "no key: value pairs", "write key: value lines"));
    }
    environment.layOver(given, variables);
    problems.addAll(environment.problems());
    problems.addAll(new ConfigCheck(
            schema.root(),
            schema.keys().stream().map(ConfigSchema.Key::path).toList(),
            ConfigRules::check,
            this::place)
        .problems(given));
    effective = problems.isEmpty() ? schema.effective(given) : given;
  }

  /**
   * Reads the file, which may be missing, and lays the environment over it.
   *
   * @throws WarehouseException when the file is there and cannot be read
   */
  public static ConfigReading of(Path file, Map<String, String> environment) {
    return new ConfigReading(file, environment);
  }

  /**
   * The same, held against more rules than the contract knows, such as which reports there are.
   * Works on settings that break others too, so that all errors come at once.
   */
  public ConfigReading checkedBy(BiConsumer<JsonNode, Findings> rule) {
    rule.accept(
        given,
        (at, given, allowed) ->
            problems.add(new ConfigProblem(ConfigPath.dotted(at), place(at), given, allowed)));
    return this;
  }

  /** Whether the defaults or any guild say something of one of their sections. */
  public boolean names(String section) {
    boolean isOfGuild = false;
    for (JsonNode guild : given.path("guilds")) {
      isOfGuild |= !guild.path(section).isEmpty();
    }
    return isOfGuild || !given.at("/defaults").path(section).isEmpty();
  }

  /** Every error; empty when the configuration can be used. */
  public List<ConfigProblem> problems() {
    return problems.stream().sorted().toList();
  }

  /**
   * The configuration.
   *
   * @throws WarehouseException with code USAGE that names every error
   */
  public Config config() {
    if (!problems.isEmpty()) {
      throw WarehouseException.usage(
          "use the configuration " + file,
          "it has " + (problems.size() == 1 ? "an error" : problems.size() + " errors")
              + problems().stream()
                  .map(ConfigProblem::text)
                  .collect(Collectors.joining("\n  ", "\n  ", "")),
          "All keys stand in docs/CONFIGURATION.md; guildhouse config check shows what holds.");
    }
    return ConfigRecords.of(effective, schema);
  }

  /** Every setting with where it comes from, in the order of the schema. */
  public List<ConfigEntry> entries() {
    List<ConfigEntry> entries = new ArrayList<>();
    collect(entries, schema.root(), effective, JsonPointer.empty());
    return entries;
  }

  private void collect(List<ConfigEntry> entries, SchemaNode node, JsonNode value, JsonPointer at) {
    if (node.isSection()) {
      node.properties()
          .forEach(
              (name, below) -> collect(entries, below, value.path(name), at.appendProperty(name)));
    } else if (node.isMapOfSections() && !value.isEmpty()) {
      value
          .properties()
          .forEach(entry -> collect(
              entries, node.entries(), entry.getValue(), at.appendProperty(entry.getKey())));
    } else if (node.isList() && node.items().isSection() && !value.isEmpty()) {
      for (int i = 0; i < value.size(); i++) {
        collect(entries, node.items(), value.path(i), at.appendIndex(i));
      }
    } else if (value.isMissingNode()) {
      entries.add(new ConfigEntry(ConfigPath.dotted(at), "", ""));
    } else {
      String shown = node.isSecret() ? Secret.HIDDEN : value.toString();
      entries.add(new ConfigEntry(ConfigPath.dotted(at), shown, origin(at)));
    }
  }

  private String origin(JsonPointer at) {
    String place = environment
        .origin(at)
        .or(() -> yaml.line(at).map(line -> "line " + line))
        .orElse("default");
    boolean isInherited = place.equals("default") && at.getMatchingProperty().equals("guilds");
    return isInherited && !at.tail().matches() ? "defaults" : place;
  }

  private Place place(JsonPointer at) {
    return environment.origin(at).map(Place::variable).orElseGet(() -> yaml.place(at));
  }
}
