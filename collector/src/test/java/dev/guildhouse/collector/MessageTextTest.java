package dev.guildhouse.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"why?", "why? \n", "为什么？", "لماذا؟", "?"})
  void whatEndsInAQuestionMarkAsks(String text) {
    assertThat(isQuestion(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "why?!", "? yes", "https://example.org/?q=1"})
  void everythingElseDoesNot(String text) {
    assertThat(isQuestion(text)).isFalse();
  }

  @Test
  void anEmojiIsOneCharacter() {
    assertThat(length("a👍b")).isEqualTo(3);
    assertThat(length("👍👍")).isEqualTo(2);
    assertThat(length("")).isZero();
    assertThat(length("\uDC4D\uD83D")).isEqualTo(2);
  }

  @Test
  void looksOnlyAtItsPartOfTheBuffer() {
    char[] buffer = "xx?why👍?".toCharArray();
    assertThat(MessageText.isQuestion(buffer, 3, 3)).isFalse();
    assertThat(MessageText.isQuestion(buffer, 2, 1)).isTrue();
    assertThat(MessageText.length(buffer, 3, 5)).isEqualTo(4);
    assertThat(MessageText.length(buffer, 7, 1)).isEqualTo(1);
  }

  private static boolean isQuestion(String text) {
    return MessageText.isQuestion(text.toCharArray(), 0, text.length());
  }

  private static int length(String text) {
    return MessageText.length(text.toCharArray(), 0, text.length());
  }
}
