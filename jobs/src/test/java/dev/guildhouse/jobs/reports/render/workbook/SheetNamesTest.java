package dev.guildhouse.jobs.reports.render.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.poi.ss.util.WorkbookUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetNamesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "general,general",
        "\"My [Guild]: a*b?/\\\",\"My -Guild-- a-b---\"",
        "\"'quoted'\",quoted",
        "\"' '\",Sheet",
        "\"\",Sheet",
        "History,History-",
        "HISTORY,HISTORY-",
        "Our History,Our History"
      })
  void areTheNearestThatExcelTakes(String wanted, String name) {
    assertThat(new SheetNames().of(wanted)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a guild whose name is longer than Excel likes",
        "\u202eגילדה\u202c \u200f עברית",
        "123456789012345678901234567890\uD83D\uDC4D",
        "12345678901234567890123456789 'x",
        "tabs\tand\nlines\u0000",
        "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
        "\u200f"
      })
  void areValid(String wanted) {
    String name = new SheetNames().of(wanted);
    assertThat(name).isNotBlank().doesNotStartWith("'").doesNotEndWith("'");
    assertThat(name.length()).isLessThanOrEqualTo(31);
    assertThat(name.codePoints())
        .allMatch(character -> Character.getType(character) != Character.SURROGATE)
        .allMatch(character -> Character.getType(character) != Character.FORMAT);
    WorkbookUtil.validateSheetName(name);
  }

  @Test
  void differEvenWhereExcelSeesNoDifference() {
    SheetNames names = new SheetNames();
    String longName = "x".repeat(40);
    assertThat(List.of(
            names.of("General"),
            names.of("GENERAL"),
            names.of("general"),
            names.of(longName),
            names.of(longName)))
        .containsExactly(
            "General", "GENERAL (2)", "general (3)", "x".repeat(31), "x".repeat(27) + " (2)");
  }
}
