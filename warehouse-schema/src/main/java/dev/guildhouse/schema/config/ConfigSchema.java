package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published JSON schema of the configuration, which is also where every default stands. */
final class ConfigSchema {
  static final String VARIABLE_PREFIX = "GUILDHOUSE_";

  private static final String RESOURCE = "guildhouse.schema.json";
  private static final JsonPointer ANY_GUILD = JsonPointer.compile("/guilds/0");

  /**
   * A key that has a value of its own.
   *
   * @param at where it stands
   * @param schema what it may be
   */
  record Key(JsonPointer at, SchemaNode schema) {

    String path() {
      return ConfigPath.dotted(at);
    }

    /** {@code GUILDHOUSE_DISCORD_TOKEN} for {@code discord.token}. */
    String variable() {
      return VARIABLE_PREFIX + path().toUpperCase(Locale.ROOT).replace('.', '_');
    }
  }

  private final SchemaNode root;
  private final List<Key> keys = new ArrayList<>();

  private ConfigSchema(JsonNode schema) {
    root = SchemaNode.root(schema);
    collectKeys(root, JsonPointer.empty());
  }

  static ConfigSchema load() {
    ObjectMapper mapper =
        new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    try (InputStream resource =
        Objects.requireNonNull(ConfigSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new ConfigSchema(mapper.readTree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SchemaNode root() {
    return root;
  }

  /** Every key outside of lists, each of which has an environment variable. */
  List<Key> keys() {
    return List.copyOf(keys);
  }

  /**
   * Fills in what a tree leaves out: the defaults of the schema, and for each guild what {@code
   * defaults} says. Keys come out in the order of the schema, so that equal settings give equal
   * texts.
   */
  ObjectNode effective(JsonNode given) {
    JsonNode nothing = JsonNodeFactory.instance.objectNode();
    ObjectNode filled = fill(root, given, nothing);
    JsonNode defaults = filled.path("defaults");
    SchemaNode guild = root.at(ANY_GUILD).orElseThrow();
    var guilds = JsonNodeFactory.instance.arrayNode();
    filled.path("guilds").forEach(one -> guilds.add(fill(guild, one, defaults)));
    filled.set("guilds", guilds);
    return filled;
  }

  private static ObjectNode fill(SchemaNode section, JsonNode given, JsonNode fallback) {
    ObjectNode filled = JsonNodeFactory.instance.objectNode();
    section.properties().forEach((name, schema) -> {
      JsonNode value = given.path(name);
      JsonNode inherited = fallback.path(name);
      if (schema.isSection()) {
        filled.set(name, fill(schema, value, inherited));
      } else if (schema.isMapOfSections()) {
        filled.set(name, fillEach(schema.entries(), value, inherited));
      } else if (!value.isMissingNode()) {
        filled.set(name, sorted(value));
      } else if (!inherited.isMissingNode()) {
        filled.set(name, inherited);
      } else {
        schema.defaultValue().ifPresent(standard -> filled.set(name, standard));
      }
    });
    return filled;
  }

  /** Every word that either side has, in the order of the alphabet. */
  private static ObjectNode fillEach(SchemaNode section, JsonNode given, JsonNode fallback) {
    ObjectNode filled = JsonNodeFactory.instance.objectNode();
    Stream.of(given, fallback)
        .flatMap(side -> side.properties().stream())
        .map(Map.Entry::getKey)
        .distinct()
        .sorted()
        .forEach(word -> filled.set(word, fill(section, given.path(word), fallback.path(word))));
    return filled;
  }

  private static JsonNode sorted(JsonNode value) {
    if (!value.isObject()) {
      return value;
    }
    Map<String, JsonNode> byKey = new TreeMap<>();
    value.properties().forEach(entry -> byKey.put(entry.getKey(), entry.getValue()));
    return JsonNodeFactory.instance.objectNode().setAll(byKey);
  }

  private void collectKeys(SchemaNode section, JsonPointer at) {
    section.properties().forEach((name, schema) -> {
      JsonPointer below = at.appendProperty(name);
      if (schema.isSection()) {
        collectKeys(schema, below);
      } else {
        keys.add(new Key(below, schema));
      }
    });
  }
}
