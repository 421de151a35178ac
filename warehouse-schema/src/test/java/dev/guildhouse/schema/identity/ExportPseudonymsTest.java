package dev.guildhouse.schema.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportPseudonymsTest {
  private static final YearMonth MARCH = YearMonth.of(2026, 3);

  @TempDir
  private Path folder;

  private ExportPseudonyms pseudonyms;

  @BeforeEach
  void fixSecret() throws IOException {
    Files.writeString(folder.resolve("export-8-2026-03.key"), "03".repeat(32));
    pseudonyms = new ExportPseudonyms(new GuildSecrets(folder));
  }

  @Test
  void areTheFirstHalfOfTheCodeInHex() {
    // By another program: hmac.new(bytes([3]) * 32, struct.pack(">q", key), "sha256")
    assertThat(pseudonyms.of(8, MARCH, 11)).isEqualTo("34b09081eae97fff");
    assertThat(pseudonyms.of(8, MARCH, -12)).isEqualTo("b91771713726326e");
  }

  @Test
  void differByGuildAndMonth() {
    assertThat(pseudonyms.of(8, MARCH.plusMonths(1), 11))
        .isNotEqualTo(pseudonyms.of(8, MARCH, 11))
        .isNotEqualTo(pseudonyms.of(9, MARCH.plusMonths(1), 11))
        .isEqualTo(new ExportPseudonyms(new GuildSecrets(folder)).of(8, MARCH.plusMonths(1), 11));
  }

  @Test
  void areNotForTheUnknownMember() {
    assertThatThrownBy(() -> pseudonyms.of(8, MARCH, MemberKeys.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
