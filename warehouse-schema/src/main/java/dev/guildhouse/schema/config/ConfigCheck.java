package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.guildhouse.schema.config.ConfigProblem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Holds a tree against its schema and the rules that a schema cannot say. */
final class ConfigCheck {
  private static final int LONGEST_QUOTE = 80;
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("(?i)(//)[^/@\\s]*(@)|((?:password|token|secret)=)[^&;\\s\"]*");

  private final SchemaNode schema;
  private final List<String> paths;
  private final BiConsumer<JsonNode, Findings> rules;
  private final Function<JsonPointer, Place> places;
  private final Map<String, ConfigProblem> problems = new LinkedHashMap<>();

  /**
   * @param paths of every key, for hints at one that stands in the wrong section
   * @param places where a value was read from
   */
  ConfigCheck(
      SchemaNode schema,
      List<String> paths,
      BiConsumer<JsonNode, Findings> rules,
      Function<JsonPointer, Place> places) {
    this.schema = schema;
    this.paths = List.copyOf(paths);
    this.rules = rules;
    this.places = places;
  }

  /** All that is wrong; one problem for one place, the first that was found. */
  List<ConfigProblem> problems(JsonNode tree) {
    Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema.node());
    for (Error error : validator.validate(tree)) {
      JsonPointer at = pointer(error);
      switch (error.getKeyword()) {
        case "additionalProperties" -> unknownKey(at, error.getProperty());
        case "required" ->
          add(at.appendProperty(error.getProperty()), "missing", "it must be given");
        case "uniqueItems" -> add(at, quote(at, tree), "the same value stands there twice");
        case "propertyNames" -> add(at, "a key of another kind", allowed(at));
        default -> add(at, quote(at, tree), "allowed is " + allowed(at));
      }
    }
    rules.accept(tree, this::add);
    return new ArrayList<>(problems.values());
  }

  private void add(JsonPointer at, String given, String allowed) {
    problems.putIfAbsent(
        ConfigPath.dotted(at),
        new ConfigProblem(ConfigPath.dotted(at), places.apply(at), given, allowed));
  }

  private void unknownKey(JsonPointer section, String name) {
    Map<String, SchemaNode> known =
        schema.at(section).map(SchemaNode::properties).orElse(Map.of());
    String hint = Nearest.to(name, known.keySet())
        .or(() -> elsewhere(name))
        .map(meant -> "did you mean " + meant + "?")
        .orElse("allowed here: " + String.join(", ", known.keySet()));
    // The value stays unsaid: it may be a secret under a misspelt name.
    add(section.appendProperty(name), "unknown key", hint);
  }

  /** A key of that name in another section: people indent wrongly. */
  private Optional<String> elsewhere(String name) {
    return paths.stream().filter(path -> path.endsWith("." + name)).findFirst();
  }

  private String allowed(JsonPointer at) {
    return schema.at(at).map(SchemaNode::allowed).orElse("another value");
  }

  private String quote(JsonPointer at, JsonNode tree) {
    if (schema.at(at).map(SchemaNode::holdsSecret).orElse(true)) {
      return Secret.HIDDEN;
    }
    String text =
        PASSWORD_IN_URL.matcher(tree.at(at).toString()).replaceAll("$1$3" + Secret.HIDDEN + "$2");
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
  }

  private static JsonPointer pointer(Error error) {
    JsonPointer pointer = JsonPointer.empty();
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      Object element = error.getInstanceLocation().getElement(i);
      pointer = element instanceof Integer index
          ? pointer.appendIndex(index)
          : pointer.appendProperty(element.toString());
    }
    return pointer;
  }
}
