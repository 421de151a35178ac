package dev.guildhouse.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Monday has late messages and a delete of one, Tuesday a reaction taken back and a new rule. */
class ChangeReasonsTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final DayRange WEEK = new DayRange(MONDAY, MONDAY.plusDays(7));
  private static final Ledger LEDGER = Ledger.EMPTY
      .marked("guild_weekly", day(MONDAY))
      .changing("late", "messages", day(MONDAY))
      .changing("delete", "messages", day(MONDAY))
      .changing("delete", "reactions", day(TUESDAY))
      .changing("definition", "voice_sessions", day(TUESDAY));

  @Test
  void numberTellsWhatChangedTheFactsThatItIsCountedFrom() {
    assertThat(of(DayRange.of(MONDAY), "messages")).isEqualTo("late,delete");
    assertThat(of(DayRange.of(MONDAY), "unique_authors")).isEqualTo("late,delete");
    assertThat(of(DayRange.of(TUESDAY), "reactions_given")).isEqualTo("delete");
    assertThat(of(DayRange.of(TUESDAY), "peak_voice_members")).isEqualTo("definition");
    assertThat(of(DayRange.of(TUESDAY), "active_members")).isEqualTo("delete,definition");
    assertThat(of(WEEK, "active_members")).isEqualTo("late,delete,definition");
    assertThat(of(WEEK, "rewards")).isEmpty();
  }

  /** A reaction to a message of Tuesday may have been given on Thursday. */
  @Test
  void numberOfAnotherDayTellsWhatHappenedToItsGuild() {
    assertThat(of(DayRange.of(MONDAY.plusDays(3)), "reactions_given")).isEqualTo("delete");
    assertThat(new ChangeReasons(LEDGER.origins()).of(8, WEEK, "reactions_given"))
        .isEmpty();
  }

  @Test
  void reasonsStayUntilNothingOfTheirDaysIsLeftToFold() {
    assertThat(LEDGER.settled().origins()).isEqualTo(LEDGER.origins());
    Ledger weekFolded = LEDGER.folded("guild_weekly", day(MONDAY));
    assertThat(
            weekFolded.marked("guild_daily", day(TUESDAY)).settled().origins().arrivals())
        .containsOnlyKeys("delete", "definition");
    assertThat(weekFolded.settled().origins().arrivals()).isEmpty();
  }

  private static String of(DayRange period, String metric) {
    return new ChangeReasons(LEDGER.origins()).of(7, period, metric);
  }

  private static Slice day(LocalDate day) {
    return Slice.of(List.of(7L), List.of(day));
  }
}
