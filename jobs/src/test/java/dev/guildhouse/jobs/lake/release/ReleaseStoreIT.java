package dev.guildhouse.jobs.lake.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.WarehouseException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseStoreIT {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  @TempDir
  private Path warehouse;

  @Test
  void readsWhatItPublished() {
    ReleaseStore store = new ReleaseStore(warehouse);
    Release release = release(1);
    store.publish(release);
    assertThat(store.current()).isEqualTo(release);
  }

  @Test
  void theFirstOfTwoWritersWinsTheNumber() {
    ReleaseStore store = new ReleaseStore(warehouse);
    store.publish(release(1));
    Release other = new Release(1, Instant.EPOCH, 99, new TreeMap<>(), Ledger.EMPTY);
    assertThatThrownBy(() -> store.publish(other))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.LOCKED));
    assertThat(store.current()).isEqualTo(release(1));
  }

  @Test
  void theHighestNumberIsTheCurrentOne() {
    ReleaseStore store = new ReleaseStore(warehouse);
    for (int number = 1; number <= 11; number++) {
      store.publish(release(number));
    }
    assertThat(store.current().number()).isEqualTo(11);
  }

  private static Release release(long number) {
    TreeMap<String, Long> tables = new TreeMap<>();
    tables.put("months/2026-11/pseudonymous/messages", 3L);
    Ledger ledger = Ledger.EMPTY
        .marked("messages", Slice.of(List.of(1L, 2L), List.of(DAY, DAY.plusDays(3))))
        .filled("messages", DAY)
        .landed(new TreeSet<>(List.of("received_date=2026-11-01/hour=00/a.parquet")), DAY)
        .knowing(new TreeSet<>(List.of(1L, 2L)));
    return new Release(number, Instant.parse("2026-11-02T00:00:00Z"), 7, tables, ledger);
  }
}
