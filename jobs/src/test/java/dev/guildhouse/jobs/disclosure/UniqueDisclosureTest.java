package dev.guildhouse.jobs.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class UniqueDisclosureTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);
  private static final Cell WEEK = new Cell(Cell.GUILD, Period.WEEK, MONDAY);
  private static final Cell DAY = new Cell(Cell.GUILD, Period.DAY, MONDAY);
  private static final Cell CHANNEL = new Cell(7, Period.WEEK, MONDAY);
  private static final Cell OTHER_CHANNEL = new Cell(8, Period.WEEK, MONDAY);

  private final UniqueDisclosure uniques = new UniqueDisclosure();

  @Test
  void hidesOneToFour() {
    uniques.offer(Metrics.ACTIVE_MEMBERS, WEEK, 4);
    uniques.offer(Metrics.UNIQUE_REACTORS, WEEK, 0);
    uniques.offer(Metrics.UNIQUE_VOICE_MEMBERS, WEEK, 5);

    assertThat(uniques.isShown(Metrics.ACTIVE_MEMBERS, WEEK)).isFalse();
    assertThat(uniques.isShown(Metrics.UNIQUE_REACTORS, WEEK)).isTrue();
    assertThat(uniques.isShown(Metrics.UNIQUE_VOICE_MEMBERS, WEEK)).isTrue();
  }

  @Test
  void hidesADayThatAllButAFewOfTheWeekWereIn() {
    uniques.offer(Metrics.ACTIVE_MEMBERS, WEEK, 40);
    uniques.offer(Metrics.ACTIVE_MEMBERS, DAY, 38);

    assertThat(uniques.isShown(Metrics.ACTIVE_MEMBERS, DAY)).isFalse();
  }

  @Test
  void hidesAChannelThatAllButAFewOfTheGuildWereIn() {
    uniques.offer(Metrics.UNIQUE_AUTHORS, WEEK, 40);
    uniques.offer(Metrics.UNIQUE_AUTHORS, CHANNEL, 37);
    uniques.offer(Metrics.UNIQUE_AUTHORS, OTHER_CHANNEL, 35);

    assertThat(uniques.isShown(Metrics.UNIQUE_AUTHORS, CHANNEL)).isFalse();
    assertThat(uniques.isShown(Metrics.UNIQUE_AUTHORS, OTHER_CHANNEL)).isTrue();
  }

  @Test
  void hidesAuthorsWhereAFewOnlyReacted() {
    uniques.offer(Metrics.ACTIVE_MEMBERS, WEEK, 40);
    uniques.offer(Metrics.UNIQUE_AUTHORS, WEEK, 39);

    assertThat(uniques.isShown(Metrics.UNIQUE_AUTHORS, WEEK)).isFalse();
  }

  @Test
  void doesNotCompareChannelsWithEachOther() {
    uniques.offer(Metrics.UNIQUE_AUTHORS, CHANNEL, 12);
    uniques.offer(Metrics.UNIQUE_AUTHORS, OTHER_CHANNEL, 11);

    assertThat(uniques.isShown(Metrics.UNIQUE_AUTHORS, OTHER_CHANNEL)).isTrue();
  }
}
