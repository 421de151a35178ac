package dev.guildhouse.schema.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineIT {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir
  Path folder;

  @Test
  void movesTheFileAndWritesTheReasonBesideIt() throws IOException {
    LandingLayout layout = new LandingLayout(folder);
    Path bad = landed(layout, "import-1");

    Path quarantined = new Quarantine(layout).take(bad, "the footer is cut off", NOW);

    assertThat(bad).doesNotExist();
    assertThat(quarantined)
        .isEqualTo(folder.resolve("quarantine/received_date=2026-03-01/hour=08/import-1.parquet"))
        .hasContent("half a file");
    JsonNode reason = new ObjectMapper()
        .readTree(quarantined.resolveSibling("import-1.reason.json").toFile());
    assertThat(reason.get("reason").asText()).isEqualTo("the footer is cut off");
    assertThat(reason.get("file").asText())
        .isEqualTo("received_date=2026-03-01/hour=08/import-1.parquet");
    assertThat(reason.get("quarantined_at").asText()).isEqualTo("2026-03-01T08:00:00Z");
  }

  @Test
  void leavesWhatAnotherProcessMovedFirst() throws IOException {
    LandingLayout layout = new LandingLayout(folder);
    Path bad = landed(layout, "import-1");
    Quarantine quarantine = new Quarantine(layout);
    Path first = quarantine.take(bad, "first reason", NOW);

    assertThat(quarantine.take(bad, "second reason", NOW)).isEqualTo(first);
    assertThat(Quarantine.reasonOf(first)).content().contains("first reason");
  }

  @Test
  void refusesWhatIsNoLandingFile() {
    assertThatThrownBy(
            () -> new Quarantine(new LandingLayout(folder)).take(folder.resolve("x"), "why", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Path landed(LandingLayout layout, String name) throws IOException {
    Path file = layout.file(name, NOW);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "half a file");
  }
}
