package dev.guildhouse.jobs.lake.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingRetentionIT {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @TempDir
  private Path root;

  @Test
  void deletesFilesThatWereTakenInLongAgoAndNoOthers() throws IOException {
    LandingLayout layout = new LandingLayout(root);
    for (String name : List.of("old.parquet", "young.parquet", "waiting.parquet")) {
      Files.createDirectories(layout.events());
      Files.writeString(layout.events().resolve(name), name);
    }
    Ledger ledger = Ledger.EMPTY
        .landed(new TreeSet<>(List.of("old.parquet")), TODAY.minusDays(4))
        .landed(new TreeSet<>(List.of("old.parquet", "young.parquet")), TODAY.minusDays(3));

    assertThat(new LandingRetention(layout, 3).enforce(ledger, TODAY)).isEqualTo(1);
    assertThat(layout.names()).containsExactly("waiting.parquet", "young.parquet");
    assertThat(new LandingRetention(layout, 3).enforce(ledger, TODAY)).isZero();
  }
}
