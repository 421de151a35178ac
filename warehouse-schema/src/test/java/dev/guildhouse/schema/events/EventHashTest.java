package dev.guildhouse.schema.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventHashTest {
  // Worked out by another implementation, in another language.
  private static final long GOLDEN_NUMBERS = -8_830_540_472_827_456_523L;
  private static final long GOLDEN_TEXT = 4_246_695_456_158_109_099L;

  @Test
  void neverChangesBecauseStoredEventsAreKnownByIt() {
    assertThat(EventHash.start().with(1).with(2).value()).isEqualTo(GOLDEN_NUMBERS);
    assertThat(EventHash.start().with("👍").with(42).value()).isEqualTo(GOLDEN_TEXT);
    assertThat(EventHash.ofSequence(1, 2)).isEqualTo(GOLDEN_NUMBERS);
  }

  @Test
  void tellsOrderAndBordersOfItsPartsApart() {
    assertThat(EventHash.start().with(1).with(2).value())
        .isNotEqualTo(EventHash.start().with(2).with(1).value());
    assertThat(EventHash.start().with("ab").with("c").value())
        .isNotEqualTo(EventHash.start().with("a").with("bc").value());
    assertThat(EventHash.start().with("").value())
        .isNotEqualTo(EventHash.start().value());
    assertThat(EventHash.start().with("\0").value())
        .isNotEqualTo(EventHash.start().with("").value());
  }

  @Test
  void givesNeighboursDifferentValues() {
    Set<Long> seen = new HashSet<>();
    for (long session = 0; session < 300; session++) {
      for (long sequence = 0; sequence < 300; sequence++) {
        seen.add(EventHash.ofSequence(session, sequence));
      }
    }
    assertThat(seen).hasSize(300 * 300);
  }
}
