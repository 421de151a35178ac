package dev.guildhouse.collector;

import java.nio.CharBuffer;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a text for the words that a guild wants to have counted. What it yields are names that
 * the configuration gave them; of the text nothing is kept. Safe for several threads.
 */
public final class Keywords {
  /** Under which events tell the names that were found, with commas between. */
  public static final String ATTRIBUTE = "keywords";

  /** Looks for nothing. */
  public static final Keywords NONE = new Keywords(Map.of());

  private static final String NO_LETTER_BEFORE = "(?<![\\p{L}\\p{N}])(?:";
  private static final String NO_LETTER_AFTER = ")(?![\\p{L}\\p{N}])";

  private final Map<String, Pattern> patterns = new TreeMap<>();

  private Keywords(Map<String, List<String>> groups) {
    groups.forEach((name, words) -> patterns.put(
        name,
        Pattern.compile(
            words.stream()
                .map(Keywords::anySpace)
                .collect(Collectors.joining("|", NO_LETTER_BEFORE, NO_LETTER_AFTER)),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
  }

  /**
   * Looks for words and phrases.
   *
   * @param groups by the name of each group
   */
  public static Keywords of(Map<String, List<String>> groups) {
    return groups.isEmpty() ? NONE : new Keywords(groups);
  }

  /** The names of the groups of which a word is in the text, with commas between; null when none. */
  public @Nullable String in(char[] text, int offset, int length) {
    if (patterns.isEmpty()) {
      return null;
    }
    StringJoiner found = new StringJoiner(",");
    CharBuffer characters = CharBuffer.wrap(text, offset, length);
    patterns.forEach((name, pattern) -> {
      if (pattern.matcher(characters).find()) {
        found.add(name);
      }
    });
    return found.length() == 0 ? null : found.toString();
  }

  /** A line may break within a phrase. */
  private static String anySpace(String phrase) {
    return Pattern.compile("\\s+")
        .splitAsStream(phrase.strip())
        .map(Pattern::quote)
        .collect(Collectors.joining("\\s+"));
  }
}
