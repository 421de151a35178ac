package dev.guildhouse.collector.imports.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordIdsTest {
  @Test
  void readsTheWholeRange() {
    assertThat(DiscordIds.parse("1")).isEqualTo(1);
    assertThat(DiscordIds.parse("741930518446080001")).isEqualTo(741_930_518_446_080_001L);
    assertThat(DiscordIds.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "+1",
        "9223372036854775808",
        "18446744073709551615",
        "99999999999999999999",
        "36893488147419103233",
        "12a",
        "1e3",
        " 1"
      })
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> DiscordIds.parse(text)).isInstanceOf(RefusedInput.class);
  }
}
