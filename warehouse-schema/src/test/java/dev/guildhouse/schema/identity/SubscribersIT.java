package dev.guildhouse.schema.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscribersIT {
  private static final long USER = 310_000_000_000_000_041L;
  private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir
  private Path folder;

  @Test
  void remembersWhoAskedUntilTheyStop() {
    Subscribers subscribers = new Subscribers(SecretStore.in(folder));
    assertThat(subscribers.of(7)).isEmpty();
    assertThat(subscribers.remove(7, USER)).isFalse();
    assertThat(subscribers.add(7, USER, SINCE)).isTrue();
    assertThat(subscribers.add(7, USER, SINCE.plusSeconds(5))).isFalse();
    assertThat(subscribers.add(7, 5, SINCE)).isTrue();
    assertThat(new Subscribers(SecretStore.in(folder)).of(7))
        .isEqualTo(Map.of(5L, SINCE, USER, SINCE));
    assertThat(subscribers.of(8)).isEmpty();
    assertThat(subscribers.remove(7, USER)).isTrue();
    assertThat(subscribers.of(7)).containsOnlyKeys(5L);
  }

  @Test
  void noFileHoldsAnIdThatCanBeRead() throws IOException {
    new Subscribers(SecretStore.in(folder)).add(7, USER, SINCE);
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(USER).array();
    List<String> forms = List.of(
        Long.toString(USER),
        HexFormat.of().formatHex(bytes),
        new String(bytes, StandardCharsets.ISO_8859_1));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(forms).noneMatch(text::contains);
      }
    }
  }
}
