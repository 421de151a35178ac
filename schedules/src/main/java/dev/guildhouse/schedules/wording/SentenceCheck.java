package dev.guildhouse.schedules.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether another sentence says what a measured one says. It may use other small words and another
 * order of words; its numbers, its names and what it denies or leaves open must be the same, and it
 * may say of a change only that it goes the way it goes. A sentence that says the same in words that
 * are not known here is refused: that costs nothing but style.
 */
final class SentenceCheck {
  private static final int LONGER = 80;

  /** A place for a name, a number, a word, or a sign. */
  private static final Pattern TOKEN =
      Pattern.compile("\\{\\d{1,3}}|[-−]?\\d+(?:[.,]\\d+)*|\\p{L}+(?:['’]\\p{L}+)?|\\S");

  private static final Set<String> SIGNS = Set.of(".", ",", ";", ":", "(", ")", "%", "–", "-");

  /** What must not be left out where it stands, nor said where it does not. */
  private static final Set<String> DECISIVE = Set.of(
      "no",
      "not",
      "nobody",
      "nothing",
      "none",
      "only",
      "too",
      "little",
      "chance",
      "unanswered",
      "missed",
      "unknown",
      "instead",
      "usual",
      "most",
      "suggested");

  private static final Map<String, Set<String>> DIRECTIONS = Map.of(
      "up",
      Set.of(
          "up",
          "rose",
          "grew",
          "grown",
          "risen",
          "increased",
          "increase",
          "higher",
          "more",
          "gained",
          "climbed",
          "growth",
          "above"),
      "down",
      Set.of(
          "down",
          "fell",
          "fallen",
          "dropped",
          "drop",
          "decreased",
          "decrease",
          "lower",
          "fewer",
          "less",
          "declined",
          "decline",
          "below"));

  /** Small words that state nothing by themselves. */
  private static final Set<String> SMALL_WORDS = smallWords();

  private SentenceCheck() {}

  /** Why a sentence may not stand for a measured one; empty when it may. */
  static Optional<String> objection(Template measured, String sentence) {
    if (sentence.isBlank()) {
      return Optional.of("there is none");
    }
    if (sentence.length() > measured.text().length() + LONGER) {
      return Optional.of("it is much longer");
    }
    List<String> own = tokens(measured.text());
    List<String> said = tokens(sentence);
    if (!numbers(own).equals(numbers(said))) {
      return Optional.of("its numbers differ");
    }
    if (!sorted(own, SentenceCheck::isPlace).equals(sorted(said, SentenceCheck::isPlace))) {
      return Optional.of("its names differ");
    }
    if (!sorted(own, DECISIVE::contains).equals(sorted(said, DECISIVE::contains))) {
      return Optional.of("it denies or leaves open something else");
    }
    Set<String> known = new HashSet<>(own);
    known.addAll(SMALL_WORDS);
    known.addAll(SIGNS);
    known.addAll(DIRECTIONS.getOrDefault(measured.direction(), Set.of()));
    return said.stream()
        .filter(token -> !isPlace(token) && !isNumber(token) && !known.contains(token))
        .findFirst()
        .map(token -> "it uses a word of its own");
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group().toLowerCase(Locale.ROOT).replace('’', '\'').replace('−', '-'));
    }
    return tokens;
  }

  private static List<BigDecimal> numbers(List<String> tokens) {
    return tokens.stream()
        .filter(SentenceCheck::isNumber)
        .map(token -> new BigDecimal(token.replace(",", "")).stripTrailingZeros())
        .toList();
  }

  private static List<String> sorted(List<String> tokens, Predicate<String> wanted) {
    return tokens.stream().filter(wanted).sorted().toList();
  }

  private static boolean isPlace(String token) {
    return token.startsWith("{") && token.length() > 1;
  }

  private static boolean isNumber(String token) {
    return Character.isDigit(token.charAt(token.length() - 1));
  }

  private static Set<String> smallWords() {
    try (InputStream words = SentenceCheck.class.getResourceAsStream("small-words.txt")) {
      if (words == null) {
        throw new IllegalStateException("small-words.txt is missing");
      }
      return Set.of(new String(words.readAllBytes(), StandardCharsets.UTF_8).split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
