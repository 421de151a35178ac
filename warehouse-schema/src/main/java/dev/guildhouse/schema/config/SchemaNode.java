package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One place of the JSON schema, references followed.
 *
 * @param schema the whole schema
 * @param node the keywords that hold here
 */
record SchemaNode(JsonNode schema, JsonNode node) {

  static SchemaNode root(JsonNode schema) {
    return new SchemaNode(schema, schema);
  }

  /** Whether it groups keys, each of which has a description and default of its own. */
  boolean isSection() {
    return node.has("properties");
  }

  /** Whether it is a map from words that are free to sections of one kind. */
  boolean isMapOfSections() {
    return node.path("additionalProperties").isObject() && entries().isSection();
  }

  /** What stands under every word of a map. */
  SchemaNode entries() {
    return resolved(node.path("additionalProperties"));
  }

  boolean isList() {
    return node.path("type").asText().equals("array");
  }

  /** Whether it is written by people and never shown. */
  boolean isSecret() {
    return node.path("writeOnly").asBoolean();
  }

  /** Whether it, or anything below it, is a secret. */
  boolean holdsSecret() {
    return isSecret() || properties().values().stream().anyMatch(SchemaNode::holdsSecret);
  }

  /** Whether an environment variable's text is the value itself, not YAML. */
  boolean isText() {
    return node.has("enum") || node.path("type").asText().equals("string");
  }

  String description() {
    return node.path("description").asText();
  }

  Optional<JsonNode> defaultValue() {
    return Optional.ofNullable(node.get("default"));
  }

  /** The keys of a section in the order in which they are declared. */
  Map<String, SchemaNode> properties() {
    Map<String, SchemaNode> properties = new LinkedHashMap<>();
    node.path("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), resolved(entry.getValue())));
    return properties;
  }

  SchemaNode items() {
    return resolved(node.path("items"));
  }

  /** The schema of a value; empty below what the schema does not know. */
  Optional<SchemaNode> at(JsonPointer pointer) {
    if (pointer.matches()) {
      return Optional.of(this);
    }
    String name = pointer.getMatchingProperty();
    JsonNode child = node.path("properties").path(name);
    if (child.isMissingNode()) {
      child = isList() && pointer.mayMatchElement()
          ? node.path("items")
          : node.path("additionalProperties");
    }
    return child.isObject() ? resolved(child).at(pointer.tail()) : Optional.empty();
  }

  /** What may stand here, as the end of a sentence. */
  String allowed() {
    if (node.has("enum")) {
      return alternatives(node.get("enum"));
    }
    String type = node.path("type").asText();
    return switch (type) {
      case "integer" -> "a whole number" + range();
      case "number" -> "a number" + range();
      case "boolean" -> "true or false";
      case "array" -> "a list, each item " + items().allowed();
      case "object" ->
        isSection()
            ? "a section with the keys " + String.join(", ", properties().keySet())
            : "key: value pairs" + examples();
      case "string" -> "text" + length() + examples();
      default -> "text, a number, true or false";
    };
  }

  private String range() {
    if (node.path("maximum").asLong() == Long.MAX_VALUE) {
      return " above 0";
    }
    return node.has("minimum") && node.has("maximum")
        ? " from " + node.get("minimum").asText() + " to " + node.get("maximum").asText()
        : "";
  }

  private String length() {
    if (node.has("maxLength")) {
      return " of 1 to " + node.get("maxLength").asText() + " characters";
    }
    return node.has("minLength") ? " that is not empty" : "";
  }

  private String examples() {
    return node.has("examples") ? " such as " + alternatives(node.get("examples")) : "";
  }

  private static String alternatives(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.toString()));
    String last = texts.remove(texts.size() - 1);
    return texts.isEmpty() ? last : String.join(", ", texts) + " or " + last;
  }

  /** Keywords beside a reference win over those of what it refers to. */
  private SchemaNode resolved(JsonNode child) {
    JsonNode reference = child.get("$ref");
    if (reference == null) {
      return new SchemaNode(schema, child);
    }
    JsonNode target = schema.at(reference.asText().substring("#".length()));
    ObjectNode merged = resolved(target).node().deepCopy();
    child.properties().stream()
        .filter(keyword -> !keyword.getKey().equals("$ref"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
        .forEach(merged::set);
    return new SchemaNode(schema, merged);
  }
}
