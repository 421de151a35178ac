package dev.guildhouse.schedules.wording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.summary.SummaryDocument.Insight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A measured sentence in which every name is a place: what people called their channels and targets
 * is not shown to a model, so it can neither steer it nor be changed by it.
 *
 * @param text with {@code {1}}, {@code {2}}, … for names
 * @param names what stands in those places
 * @param direction {@code up}, {@code down}, {@code none} or {@code unknown}
 */
record Template(String text, List<String> names, String direction) {
  /** Where a name stands. */
  static final Pattern PLACE = Pattern.compile("\\{(\\d{1,3})}");

  Template {
    names = List.copyOf(names);
  }

  /** A sentence of a draft, of which no change is told. */
  static Template of(Sentence sentence) {
    return new Template(sentence.text(), sentence.names(), "none");
  }

  /** Every text in the rows that a sentence rests on is a name. */
  static Template of(Insight insight, JsonNode summary) {
    TreeSet<String> texts = new TreeSet<>(
        Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    insight.evidence().forEach(pointer -> collect(summary.at(pointer), texts));
    String text = insight.text().replace("{", "(").replace("}", ")");
    List<String> names = new ArrayList<>();
    for (String name : texts) {
      String place = "{" + (names.size() + 1) + "}";
      String replaced = outsideOfPlaces(text, name, place);
      if (!replaced.equals(text)) {
        text = replaced;
        names.add(name);
      }
    }
    return new Template(text, names, insight.direction());
  }

  /** A sentence with the names in its places, each of which must be one of this template. */
  String filled(String worded) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    Matcher place = PLACE.matcher(worded);
    while (place.find()) {
      filled.append(worded, at, place.start());
      filled.append(names.get(Integer.parseInt(place.group(1)) - 1));
      at = place.end();
    }
    return filled.append(worded.substring(at)).toString();
  }

  private static void collect(JsonNode node, TreeSet<String> texts) {
    if (node.isTextual() && !node.textValue().isBlank()) {
      texts.add(node.textValue().replace("{", "(").replace("}", ")"));
    }
    node.forEach(child -> collect(child, texts));
  }

  private static String outsideOfPlaces(String text, String name, String place) {
    StringBuilder replaced = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int close = text.charAt(at) == '{' ? text.indexOf('}', at) : -1;
      if (close >= 0) {
        replaced.append(text, at, close + 1);
        at = close + 1;
      } else if (text.startsWith(name, at) && isWhole(text, at, at + name.length())) {
        replaced.append(place);
        at += name.length();
      } else {
        replaced.append(text.charAt(at++));
      }
    }
    return replaced.toString();
  }

  /** A name is no part of a longer word. */
  private static boolean isWhole(String text, int from, int to) {
    return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
        && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
  }
}
