package dev.guildhouse.collector.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.ChildJvm;
import dev.guildhouse.schema.home.StopPoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills an import at each of its stop points and runs it again, hours later. */
@Tag("acceptance")
class ImportKillIT {
  private static final Path DAY = ImportHome.SAMPLE.resolve("ubuntu-2020-08-09-train-c.json");
  private static final List<String> IDENTITY =
      List.of("guild_id", "event_type", "subject_id", "ordinal");

  /** What may differ between two imports of one file. */
  private static final Set<String> OF_THE_RUN = Set.of("received_at");

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"import.staged, 0, 1", "import.published, 1, 2", "import.recorded, 1, 1"})
  void afterADeathAnywhereARerunGivesTheSameEvents(String stop, int atDeath, int afterwards)
      throws Exception {
    ImportHome home = new ImportHome(folder.resolve("home"));
    int exit = ChildJvm.run(
        ImportProcess.class,
        List.of("-D" + StopPoint.PROPERTY + "=" + stop),
        folder.resolve("home"),
        DAY);
    assertThat(exit).isEqualTo(StopPoint.EXIT_CODE);
    assertThat(landingFiles(home)).hasSize(atDeath);

    assertThat(home.run(DAY).hasRefusals()).isFalse();

    assertThat(landingFiles(home)).hasSize(afterwards);
    assertThat(home.files()).noneMatch(file -> file.contains(".staging"));
    assertThat(byIdentity(home)).hasSize(1438).isEqualTo(byIdentity(clean(home)));
  }

  /** The same file in a home where nothing ever died, under the same secret. */
  private ImportHome clean(ImportHome home) {
    ImportHome clean = new ImportHome(folder.resolve("clean"));
    clean.run(ImportOptions.of(clean.layout(), home.secrets(), ImportHome.NOW), DAY);
    return clean;
  }

  private static List<String> landingFiles(ImportHome home) {
    return home.files().stream()
        .filter(file -> file.startsWith("landing/events/"))
        .toList();
  }

  private static Map<List<Object>, Map<String, Object>> byIdentity(ImportHome home) {
    Map<List<Object>, Map<String, Object>> events = new HashMap<>();
    for (Map<String, Object> row : home.events()) {
      Map<String, Object> event = new HashMap<>(row);
      event.keySet().removeAll(OF_THE_RUN);
      Map<String, Object> other =
          events.put(IDENTITY.stream().map(row::get).map(Object.class::cast).toList(), event);
      assertThat(other).as("a repeat").isIn(null, event);
    }
    assertThat(new TreeSet<>(events.values().iterator().next().keySet())).contains("member_key");
    return events;
  }
}
