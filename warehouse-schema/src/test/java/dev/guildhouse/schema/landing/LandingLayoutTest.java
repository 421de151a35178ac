package dev.guildhouse.schema.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingLayoutTest {
  private final LandingLayout layout = LandingLayout.of(new Home(Path.of("/home/guild")));

  @Test
  void aFileStandsInTheHourOfItsReceiptInUtc() {
    assertThat(layout.file("import-1", Instant.parse("2026-03-01T23:59:59.999Z")))
        .hasToString(
            "/home/guild/landing/events/received_date=2026-03-01/hour=23/import-1.parquet");
    assertThat(layout.partition(Instant.parse("2026-03-02T00:00:00Z")))
        .hasToString("/home/guild/landing/events/received_date=2026-03-02/hour=00");
  }

  @Test
  void nothingButEventsLiesAmongEvents() {
    assertThat(layout.events()).hasToString("/home/guild/landing/events");
    assertThat(List.of(layout.staging(), layout.quarantine(), layout.imports()))
        .noneMatch(folder -> folder.startsWith(layout.events()));
  }
}
