package dev.guildhouse.jobs.lake.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SealedMonthsTest {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final LocalDate LAST_MONDAY = LocalDate.of(2026, 10, 26);
  private static final SealedMonths SEALED = SealedMonths.NONE.with(OCTOBER, List.of(1L));

  @Test
  void sealedDaysOfTheGuildAreNeverFolded() {
    Slice slice = Slice.of(List.of(1L, 2L), List.of(LAST_MONDAY, LocalDate.of(2026, 11, 1)));
    assertThat(SEALED.open(Facts.MESSAGES, slice))
        .isEqualTo(slice.minus(Slice.of(List.of(1L), List.of(LAST_MONDAY))));
  }

  @Test
  void factsOfOpenDaysOnSealedMessagesStillAre() {
    Slice slice = Slice.of(List.of(1L), List.of(LAST_MONDAY));
    assertThat(SEALED.open(Facts.REMOVALS, slice)).isEqualTo(slice);
  }

  @Test
  void aWeekOverTheEndGoesOnForGuildsAndNotForMembers() {
    Slice slice = Slice.of(List.of(1L), List.of(LAST_MONDAY));
    TableDef guilds = Rollups.of(Entity.GUILD, Period.WEEK);
    TableDef members = Rollups.of(Entity.MEMBER, Period.WEEK);
    assertThat(SEALED.open(guilds, slice)).isEqualTo(slice);
    assertThat(SEALED.open(members, slice)).isEqualTo(Slice.EMPTY);
  }

  @Test
  void membersAreTheSameWithinAMonthAndOverOpenOnesUnlessKeysChangeMonthly() {
    DayRange week = Period.WEEK.holding(LAST_MONDAY);
    DayRange october = Period.MONTH.holding(LAST_MONDAY);
    assertThat(SEALED.whyNotLinkable(1, PrivacyMode.PSEUDONYMOUS, october)).isEmpty();
    assertThat(SEALED.whyNotLinkable(1, PrivacyMode.ANONYMOUS, october)).isEmpty();
    assertThat(SEALED.whyNotLinkable(2, PrivacyMode.PSEUDONYMOUS, week)).isEmpty();
    assertThat(SEALED.whyNotLinkable(1, PrivacyMode.PSEUDONYMOUS, week))
        .hasValue("2026-10 is sealed, and its members are only tokens");
    assertThat(SEALED.whyNotLinkable(2, PrivacyMode.ANONYMOUS, week))
        .hasValue("members get new keys every month in anonymous mode");
  }

  @Test
  void nothingStaysPendingWhenAMonthIsSealed() {
    Slice slice = Slice.of(List.of(1L, 2L), List.of(LAST_MONDAY));
    Ledger ledger = Ledger.EMPTY.marked("messages", slice).sealing(SEALED);
    assertThat(ledger.pendingOf("messages").guilds()).containsExactly(2L);
    assertThat(ledger.marked("messages", slice)).isEqualTo(ledger);
  }

  @Test
  void aRangeIsRefusedWhereNobodyIsOpenAndTellsTheFirstOpenDay() {
    DayRange days = DayRange.of(LAST_MONDAY);
    SEALED.requireOpen("backfill", days, new TreeSet<>(List.of(1L, 2L)));
    assertThatThrownBy(() -> SEALED.requireOpen("backfill", days, new TreeSet<>(List.of(1L))))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.WAITING))
        .hasMessageContaining("2026-11-01");
  }
}
