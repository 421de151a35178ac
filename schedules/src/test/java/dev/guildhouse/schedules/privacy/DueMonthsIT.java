package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.schema.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueMonthsIT {
  private static final long LINKABLE = 81_384_788_765_712_384L;
  private static final long ANONYMOUS = 81_384_788_765_712_385L;
  private static final YearMonth MONTH = YearMonth.of(2026, 3);

  @TempDir
  private Path folder;

  private Config config;

  @BeforeEach
  void configure() throws IOException {
    Path file = folder.resolve("guildhouse.yaml");
    Files.writeString(file, """
        defaults: {privacy: {window_days: 31}}
        guilds: [{id: 81384788765712385, privacy: {mode: anonymous}}]
        """);
    config = Config.load(file, Map.of());
  }

  @Test
  void linkableMonthsAreDueWhenTheWindowHasPassedAndAnonymousOnesAfterTheGrace() {
    assertThat(dueAt(Ledger.EMPTY, LINKABLE)).isEqualTo("2026-05-02T00:00:00Z");
    assertThat(dueAt(Ledger.EMPTY, ANONYMOUS)).isEqualTo("2026-04-04T00:00:00Z");
  }

  @Test
  void importedHistoryCountsFromItsImport() {
    Ledger ledger = Ledger.EMPTY.arrived(LINKABLE, MONTH, LocalDate.of(2026, 9, 9));
    assertThat(dueAt(ledger, LINKABLE)).isEqualTo("2026-10-11T00:00:00Z");
  }

  @Test
  void aSealedMonthIsNeverDueAgain() {
    Instant late = Instant.parse("2030-01-01T00:00:00Z");
    Ledger ledger = Ledger.EMPTY.sealing(SealedMonths.NONE.with(MONTH, List.of(LINKABLE)));
    assertThat(new DueMonths(config, ledger, late).isDue(LINKABLE, MONTH)).isFalse();
    assertThat(new DueMonths(config, Ledger.EMPTY, late).isDue(LINKABLE, MONTH)).isTrue();
  }

  private String dueAt(Ledger ledger, long guild) {
    return new DueMonths(config, ledger, Instant.EPOCH).dueAt(guild, MONTH).toString();
  }
}
