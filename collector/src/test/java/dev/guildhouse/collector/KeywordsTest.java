package dev.guildhouse.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordsTest {
  private static final Keywords WANTED = Keywords.of(Map.of(
      "refund", List.of("refund", "money back"),
      "crash", List.of("crash", "C++", "stürzt ab")));

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "It CRASHed again. Crash!               | crash",
        "it crashes                             | none",
        "I want my money  back, it crash        | crash,refund",
        "money is back                          | none",
        "refund-policy?                         | refund",
        "we use c++, not C                      | crash",
        "es STÜRZT ab                           | crash",
        "abstürzt abend                         | none",
        "re fund                                | none"
      })
  void findsWholeWordsWhetherLargeOrSmall(String text, @Nullable String found) {
    assertThat(in(text)).isEqualTo(found);
  }

  @Test
  void aLineMayBreakWithinAPhrase() {
    assertThat(in("give me my money\n back")).isEqualTo("refund");
  }

  @Test
  void looksOnlyAtTheTextAndNotAroundIt() {
    char[] buffer = "refund: crash, refund".toCharArray();
    assertThat(WANTED.in(buffer, 8, 5)).isEqualTo("crash");
    assertThat(Keywords.NONE.in(buffer, 0, buffer.length)).isNull();
  }

  private static @Nullable String in(String text) {
    return WANTED.in(text.toCharArray(), 0, text.length());
  }
}
