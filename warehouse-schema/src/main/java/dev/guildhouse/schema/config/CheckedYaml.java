package dev.guildhouse.schema.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.ConfigProblem.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A YAML file beside the configuration, held against a JSON schema and further rules; all that is
 * wrong with it is found at once, each with its line.
 */
public final class CheckedYaml {
  private final ObjectNode tree;
  private final List<ConfigProblem> problems;

  private CheckedYaml(ObjectNode tree, List<ConfigProblem> problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /**
   * Reads a file, which may be missing.
   *
   * @param what the file is, as {@code schedule file}
   * @param rules asked even if the schema is broken, so they may take nothing for granted
   * @throws WarehouseException when the file is there and cannot be read
   */
  public static CheckedYaml read(
      String what, Path file, JsonNode schema, BiConsumer<JsonNode, Findings> rules) {
    return of(YamlText.read(what, file), schema, rules);
  }

  /** Reads a text. */
  public static CheckedYaml of(String text, JsonNode schema, BiConsumer<JsonNode, Findings> rules) {
    YamlTree yaml = YamlTree.of(text);
    List<ConfigProblem> problems = new ArrayList<>(yaml.problems());
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (yaml.root() instanceof ObjectNode object) {
      tree = object;
    } else if (!yaml.root().isMissingNode() && !yaml.root().isNull()) {
      problems.add(
          new ConfigProblem("", Place.line(1), "no key: value pairs", "write key: value lines"));
    }
    problems.addAll(
        new ConfigCheck(SchemaNode.root(schema), List.of(), rules, yaml::place).problems(tree));
    return new CheckedYaml(tree, problems);
  }

  /** What stands in it; empty for a file that is missing or empty. */
  public JsonNode tree() {
    return tree;
  }

  /** Every error, from the top of the file down; empty when it can be used. */
  public List<ConfigProblem> problems() {
    return problems.stream().sorted().toList();
  }
}
