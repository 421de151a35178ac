package dev.guildhouse.jobs.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InertTextTest {
  @ParameterizedTest
  @MethodSource("dev.guildhouse.jobs.reports.render.SampleContent#formulas")
  void seesFormulas(String text) {
    assertThat(InertText.couldBeFormula(text)).isTrue();
    assertThat(InertText.ofCsv(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "general", "#general", "a=b", "1-1", "’quoted", "\u200f"})
  void leavesOtherTextAlone(String text) {
    assertThat(InertText.ofCsv(text)).isEqualTo(text);
  }
}
