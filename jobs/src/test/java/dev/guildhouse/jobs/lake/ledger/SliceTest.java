package dev.guildhouse.jobs.lake.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

  @Test
  void takesGuildDaysAwayOneByOne() {
    Slice both = Slice.of(List.of(1L, 2L), List.of(MONDAY));
    Slice rest = both.minus(Slice.of(List.of(1L), List.of(MONDAY)));
    assertThat(rest).isEqualTo(Slice.of(List.of(2L), List.of(MONDAY)));
    assertThat(rest.minus(rest).isEmpty()).isTrue();
  }

  @Test
  void movesGuildsToOtherDays() {
    Slice slice = Slice.of(List.of(1L), List.of(MONDAY.plusDays(2)))
        .plus(Slice.of(List.of(2L), List.of(MONDAY.plusDays(5))));
    assertThat(slice.onDays(day -> List.of(MONDAY)))
        .isEqualTo(Slice.of(List.of(1L, 2L), List.of(MONDAY)));
  }

  @Test
  void countsGuildDays() {
    assertThat(Slice.of(List.of(1L, 2L), List.of(MONDAY, MONDAY.plusDays(1))).size())
        .isEqualTo(4);
  }
}
