package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.config.ConfigProblem.Place;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML text as a JSON tree that still knows the line of every value.
 *
 * <p>Words are read as YAML 1.2 reads them, so that a guild named {@code no} is no boolean. A key
 * without a value is as if it were not there.
 */
public final class YamlTree {
  private static final int DEPTH_LIMIT = 20;

  /** Far more than a file of guilds needs; references of references could make billions. */
  private static final int NODE_LIMIT = 200_000;

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,30}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]{1,30}|[0-9]{1,30}(\\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?");

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final Map<JsonPointer, Integer> lines = new HashMap<>();
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final JsonNode root;
  private int nodes;

  private YamlTree(String text) {
    root = parse(text);
  }

  /** Reads a text, whatever is wrong with it. */
  public static YamlTree of(String text) {
    return new YamlTree(text);
  }

  /** The tree; missing for an empty text or one that is no YAML. */
  public JsonNode root() {
    return root;
  }

  /** Errors of the text itself. Their paths begin at this text's root. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  /** The line, from 1, where a key or list item begins. */
  public Optional<Integer> line(JsonPointer pointer) {
    return Optional.ofNullable(lines.get(pointer));
  }

  /** The nearest place that is known: a missing key has the line of what it is missing from. */
  Place place(JsonPointer at) {
    Optional<Place> place = Optional.empty();
    for (JsonPointer above = at; above != null && place.isEmpty(); above = above.head()) {
      place = line(above).map(Place::line);
    }
    return place.orElse(Place.UNKNOWN);
  }

  private JsonNode parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEPTH_LIMIT);
    try {
      Node node = new Yaml(options).compose(new StringReader(text));
      return node == null ? MissingNode.getInstance() : convert(node, JsonPointer.empty(), 0);
    } catch (MarkedYAMLException e) {
      // The exception's own message quotes the text, which may hold a secret.
      Place place = e.getProblemMark() == null
          ? Place.UNKNOWN
          : Place.line(e.getProblemMark().getLine() + 1);
      problems.add(new ConfigProblem("", place, "no valid YAML", String.valueOf(e.getProblem())));
    } catch (YAMLException e) {
      problems.add(
          new ConfigProblem("", Place.UNKNOWN, "no valid YAML", "the text is too large or nested"));
    }
    return MissingNode.getInstance();
  }

  private JsonNode convert(Node node, JsonPointer at, int depth) {
    if (depth > DEPTH_LIMIT || ++nodes > NODE_LIMIT) {
      throw new YAMLException("too large");
    }
    if (node instanceof MappingNode mapping) {
      return convertMapping(mapping, at, depth);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = json.arrayNode();
      for (Node item : sequence.getValue()) {
        JsonPointer itemAt = at.appendIndex(array.size());
        lines.put(itemAt, lineOf(item));
        array.add(convert(item, itemAt, depth + 1));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private ObjectNode convertMapping(MappingNode mapping, JsonPointer at, int depth) {
    ObjectNode object = json.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problems.add(problem(at, entry.getKeyNode(), "a key that is no word", "write key: value"));
        continue;
      }
      JsonPointer valueAt = at.appendProperty(key.getValue());
      if (lines.containsKey(valueAt)) {
        problems.add(problem(
            valueAt, key, "written twice", "first on line " + lines.get(valueAt) + "; keep one"));
        continue;
      }
      lines.put(valueAt, lineOf(key));
      JsonNode value = convert(entry.getValueNode(), valueAt, depth + 1);
      if (!value.isNull()) {
        object.set(key.getValue(), value);
      }
    }
    return object;
  }

  private JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    if (!node.isPlain() || node.getTag().equals(Tag.STR)) {
      return json.textNode(text);
    }
    switch (text) {
      case "", "~", "null", "Null", "NULL" -> {
        return json.nullNode();
      }
      case "true", "True", "TRUE" -> {
        return json.booleanNode(true);
      }
      case "false", "False", "FALSE" -> {
        return json.booleanNode(false);
      }
      default -> {
        return number(text).orElseGet(() -> json.textNode(text));
      }
    }
  }

  private Optional<JsonNode> number(String text) {
    if (INTEGER.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      return Optional.of(
          value.bitLength() < Long.SIZE
              ? json.numberNode(value.longValue())
              : json.numberNode(value));
    }
    if (DECIMAL.matcher(text).matches()) {
      return Optional.of(json.numberNode(new BigDecimal(text).stripTrailingZeros()));
    }
    return Optional.empty();
  }

  private static ConfigProblem problem(JsonPointer at, Node node, String given, String allowed) {
    return new ConfigProblem(ConfigPath.dotted(at), Place.line(lineOf(node)), given, allowed);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
