package dev.guildhouse.jobs.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
  @Test
  void dropsWhatBreaksFilesOrTurnsTheTextThatFollows() {
    assertThat(PrintableText.of("a\u0000b\u001bc\ud800d\uffffe")).isEqualTo("abcde");
    assertThat(PrintableText.of("two\nlines\tof\u2028text")).isEqualTo("two lines of text");
    assertThat(PrintableText.of("\u202eevil\u202c \u2067x\u2069")).isEqualTo("evil x");
  }

  @Test
  void keepsEveryScriptAndEmoji() {
    String text = "גילדה \u200fעברית 日本語 👩‍👩‍👧 Ü";
    assertThat(PrintableText.of(text)).isEqualTo(text);
  }
}
