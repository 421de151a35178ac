package dev.guildhouse.jobs.reports.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.content.Cell;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
  private static final Coverage WHOLE = share("1");

  @ParameterizedTest
  @CsvSource({
    "110, 100, 10.00",
    "100, 110, -9.09",
    "0, 8, -100.00",
    "200.125, 200, 0.06",
    "199.99, 200, -0.01",
    "5, 3, 66.67",
    "0, 0, 0.00"
  })
  void isThePercentageOfThePreviousNumberRoundedHalfUp(String now, String before, String percent) {
    assertThat(Growth.of(new BigDecimal(now), new BigDecimal(before)))
        .isEqualTo(new Cell.Decimal(new BigDecimal(percent)));
  }

  @Test
  void isNewWhenThereWasNothingBefore() {
    assertThat(Growth.of(BigDecimal.ONE, WHOLE, BigDecimal.ZERO, WHOLE))
        .isEqualTo(new Cell.Absent("new"));
  }

  @Test
  void isNotWatchedUnlessBothPeriodsWereWatchedFor90Percent() {
    Coverage justEnough = share("0.9");
    Coverage tooLittle = share("0.8999999");
    assertThat(Growth.of(BigDecimal.TEN, justEnough, BigDecimal.ONE, justEnough))
        .isEqualTo(new Cell.Decimal(new BigDecimal("900.00")));
    assertThat(Growth.of(BigDecimal.TEN, tooLittle, BigDecimal.ONE, WHOLE))
        .isEqualTo(Cell.NOT_WATCHED);
    assertThat(Growth.of(BigDecimal.ZERO, WHOLE, BigDecimal.ZERO, tooLittle))
        .isEqualTo(Cell.NOT_WATCHED);
  }

  @Test
  void coverageOfSeveralFamiliesIsTheLeastOfThem() {
    Coverage days = new Coverage(new BigDecimal("6"), new BigDecimal("7"));
    assertThat(share("0.9").orLess(days)).isEqualTo(days);
    assertThat(days.orLess(share("0.5"))).isEqualTo(share("0.5"));
    assertThat(days.percent()).isEqualTo(new Cell.Decimal(new BigDecimal("85.71")));
  }

  private static Coverage share(String share) {
    return new Coverage(new BigDecimal(share), BigDecimal.ONE);
  }
}
