package dev.guildhouse.collector.imports.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextFingerprintTest {
  // Worked out by another implementation, in another language.
  private static final long GOLDEN = 2_456_632_839_416_427_876L;

  @Test
  void dependsOnEveryPart() {
    Set<Long> seen = new HashSet<>();
    for (String text : new String[] {"", "a", "b", "ab", "ba", "abcd", "abcde", "abcd\0", "\0"}) {
      for (long part = 0; part < 3; part++) {
        seen.add(TextFingerprint.of(part, 0, text, 0));
        seen.add(TextFingerprint.of(0, part + 10, text, 0));
        seen.add(TextFingerprint.of(0, 0, text, part + 20));
      }
    }
    assertThat(seen).hasSize(9 * 9);
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(TextFingerprint.of(1, 2, "hello", 3)).isEqualTo(GOLDEN);
  }
}
