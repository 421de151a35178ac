package dev.guildhouse.schema.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingMappingsIT {
  private static final YearMonth MARCH = YearMonth.of(2026, 3);
  private static final long[] KEYS = {-7, 3, 9};

  @TempDir
  private Path folder;

  @Test
  void everyKeyGetsATokenOfItsOwnThatSurvivesTheProcess() {
    long[] many = LongStream.range(1, 20_000).toArray();
    SealingMapping drawn = mappings().drawOrLoad(5, MARCH, many);
    assertThat(drawn.keys()).isEqualTo(many);
    Set<Long> tokens = Arrays.stream(drawn.tokens()).boxed().collect(Collectors.toSet());
    assertThat(tokens).hasSize(many.length).doesNotContain(0L);
    assertThat(Arrays.stream(many).anyMatch(tokens::contains)).isFalse();
    assertThat(drawn.token(17)).isEqualTo(drawn.tokens()[16]);
    assertThat(drawn.token(MemberKeys.UNKNOWN)).isZero();
    assertThatThrownBy(() -> drawn.token(-123456))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("123456");

    assertThat(mappings().drawOrLoad(5, MARCH, many).tokens()).isEqualTo(drawn.tokens());
    assertThat(mappings().find(5, MARCH).orElseThrow().tokens()).isEqualTo(drawn.tokens());
    assertThat(mappings().find(5, MARCH.plusMonths(1))).isEmpty();
  }

  @Test
  void keysThatComeLaterLeaveTheTokensOfTheOthers() {
    SealingMapping first = mappings().drawOrLoad(5, MARCH, KEYS);
    SealingMapping second = mappings().drawOrLoad(5, MARCH, new long[] {4, 0, -9});
    assertThat(second.keys()).containsExactly(-9, -7, 3, 4, 9);
    Arrays.stream(KEYS).forEach(key -> assertThat(second.token(key)).isEqualTo(first.token(key)));
    assertThat(mappings().find(5, MARCH).orElseThrow().tokens()).isEqualTo(second.tokens());
  }

  @Test
  void aMappingDiesOnce() {
    mappings().drawOrLoad(5, MARCH, KEYS);
    assertThat(mappings().destroy(5, MARCH)).isTrue();
    assertThat(mappings().destroy(5, MARCH)).isFalse();
    assertThat(mappings().isDestroyed(5, MARCH)).isTrue();
    assertThat(mappings().find(5, MARCH)).isEmpty();
    assertThatThrownBy(() -> mappings().drawOrLoad(5, MARCH, KEYS))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("it was destroyed");
  }

  @Test
  void aMonthWithoutMembersHasAMappingToo() {
    assertThat(mappings().drawOrLoad(5, MARCH, new long[0]).keys()).isEmpty();
    assertThat(mappings().find(5, MARCH)).isPresent();
  }

  private SealingMappings mappings() {
    return new SealingMappings(SecretStore.in(folder));
  }
}
