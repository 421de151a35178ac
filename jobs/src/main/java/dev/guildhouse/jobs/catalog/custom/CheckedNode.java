package dev.guildhouse.jobs.catalog.custom;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.schema.config.Findings;
import dev.guildhouse.schema.config.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A place of a file that is asked for what should stand there. What does not is a finding, and the
 * next question goes on, so that all errors come at once.
 */
record CheckedNode(JsonNode node, JsonPointer at, Findings findings) {
  private static final int LONGEST_QUOTE = 60;

  /** What stands under a key; missing when nothing does. */
  CheckedNode child(String key) {
    return new CheckedNode(node.path(key), at.appendProperty(key), findings);
  }

  boolean isMissing() {
    return node.isMissingNode();
  }

  /** Refuses other keys than these. */
  void onlyKeys(String... keys) {
    List<String> known = List.of(keys);
    node.fieldNames().forEachRemaining(key -> {
      if (!known.contains(key)) {
        findings.add(at.appendProperty(key), "unknown key", hint(key, known));
      }
    });
  }

  /** The items of a list; a finding when it is something else. */
  List<CheckedNode> items() {
    List<CheckedNode> items = new ArrayList<>();
    if (isMissing()) {
      return items;
    }
    if (!node.isArray()) {
      refuse("a list");
      return items;
    }
    for (int item = 0; item < node.size(); item++) {
      items.add(new CheckedNode(node.get(item), at.appendIndex(item), findings));
    }
    return items;
  }

  /** A line of text; a finding when it is missing, empty, too long or none. */
  Optional<String> text(int most) {
    boolean isText = node.isTextual() && !node.textValue().isBlank();
    if (!isText || node.textValue().length() > most) {
      refuse("text of 1 to " + most + " characters");
      return Optional.empty();
    }
    return Optional.of(node.textValue().strip());
  }

  /** The thing that a word names; a finding with the nearest word when it names none. */
  <T> Optional<T> among(Map<String, T> things) {
    Optional<T> found = Optional.ofNullable(things.get(node.asText()));
    if (found.isEmpty()) {
      findings.add(at, given(), hint(node.asText(), things.keySet()));
    }
    return found;
  }

  Optional<Integer> whole(int least, int most) {
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      refuse("a whole number from " + least + " to " + most);
      return Optional.empty();
    }
    return Optional.of(node.intValue());
  }

  void refuse(String allowed) {
    findings.add(at, given(), "allowed is " + allowed);
  }

  private String given() {
    if (isMissing()) {
      return "missing";
    }
    String text = node.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
  }

  private static String hint(String word, Collection<String> known) {
    return Nearest.to(word, known)
        .map(meant -> "did you mean " + meant + "?")
        .orElseGet(() -> "allowed: " + String.join(", ", new TreeSet<>(known)));
  }
}
