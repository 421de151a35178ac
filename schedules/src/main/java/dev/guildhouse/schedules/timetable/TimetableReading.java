package dev.guildhouse.schedules.timetable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.CheckedYaml;
import dev.guildhouse.schema.config.ConfigProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads schedules: those that are shipped, and over them those of the operator's file, which changes
 * keys of a shipped one by its name or adds others.
 */
public final class TimetableReading {
  private static final String SHIPPED = "schedules.yaml";
  private static final String SCHEMA = "schedules.schema.json";
  private static final String SECTION = "schedules";

  private final Path file;
  private final CheckedYaml given;
  private final ObjectNode merged;

  private TimetableReading(Path file, Offer offer) {
    this.file = file;
    JsonNode schema = schema();
    JsonNode shipped = shipped(schema, offer);
    given = CheckedYaml.read(
        "schedule file",
        file,
        schema,
        (tree, findings) -> new TimetableRules(merge(shipped, tree), offer)
            .check(
                tree.path(SECTION).properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .toList(),
                findings));
    merged = merge(shipped, given.tree());
  }

  /**
   * Reads the shipped schedules and a file, which may be missing.
   *
   * @throws WarehouseException when the file is there and cannot be read
   */
  public static TimetableReading of(Path file, Offer offer) {
    return new TimetableReading(file, offer);
  }

  /** Every error; empty when the schedules can be used. */
  public List<ConfigProblem> problems() {
    return given.problems();
  }

  /**
   * The schedules in the order in which they are written, shipped ones first.
   *
   * @throws WarehouseException with code USAGE that names every error
   */
  public Timetable timetable() {
    if (!problems().isEmpty()) {
      throw WarehouseException.usage(
          "use the schedules " + file,
          "the file has "
              + (problems().size() == 1 ? "an error" : problems().size() + " errors")
              + problems().stream()
                  .map(ConfigProblem::text)
                  .collect(Collectors.joining("\n  ", "\n  ", "")),
          "All keys stand in docs/OPERATIONS.md; guildhouse schedule check shows what holds.");
    }
    return ScheduleRecords.of(merged);
  }

  private static JsonNode shipped(JsonNode schema, Offer offer) {
    CheckedYaml yaml = CheckedYaml.of(
        resource(SHIPPED),
        schema,
        (tree, findings) -> new TimetableRules(
                merge(JsonNodeFactory.instance.objectNode(), tree), offer)
            .check(List.of(), findings));
    if (!yaml.problems().isEmpty()) {
      throw new IllegalStateException(SHIPPED + ": " + yaml.problems());
    }
    return yaml.tree();
  }

  /** Schedules by name: keys of the second tree win over those of the first. */
  private static ObjectNode merge(JsonNode first, JsonNode second) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    first
        .path(SECTION)
        .properties()
        .forEach(entry -> all.set(entry.getKey(), entry.getValue().deepCopy()));
    second.path(SECTION).properties().forEach(entry -> {
      ObjectNode known = all.path(entry.getKey()) instanceof ObjectNode schedule
          ? schedule
          : all.putObject(entry.getKey());
      if (entry.getValue() instanceof ObjectNode changes) {
        if (changes.has("every")) {
          // Whoever says how often anew says when anew: a weekday means nothing once a day.
          known.remove(List.of("at", "on"));
        }
        known.setAll(changes);
      }
    });
    return all;
  }

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(resource(SCHEMA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream resource =
        Objects.requireNonNull(TimetableReading.class.getResourceAsStream(name), name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
