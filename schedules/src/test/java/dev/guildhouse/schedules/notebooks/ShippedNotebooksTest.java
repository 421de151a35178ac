package dev.guildhouse.schedules.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed: notebooks that ask for our kernel and hold nobody's numbers. */
class ShippedNotebooksTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().getParent().resolve("notebooks");

  static List<String> names() {
    return NotebookFolder.names(FOLDER);
  }

  @Test
  void thereAreFive() {
    assertThat(names())
        .containsExactly(
            "1-explore", "2-trace-a-number", "3-retention", "4-kpi-deep-dive", "5-build-a-mart");
  }

  @ParameterizedTest
  @MethodSource("names")
  void noneHasAnOutput(String name) throws IOException {
    JsonNode cells = notebook(name).path("cells");
    int codeCells = 0;
    for (JsonNode cell : cells) {
      if (cell.path("cell_type").asText().equals("code")) {
        codeCells++;
        assertThat(cell.path("outputs").isArray()).isTrue();
        assertThat(cell.path("outputs")).isEmpty();
        assertThat(cell.get("execution_count").isNull()).isTrue();
      }
    }
    assertThat(codeCells).isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachAsksForTheKernelThatIsInstalled(String name) throws IOException {
    assertThat(notebook(name).at("/metadata/kernelspec/name").asText()).isEqualTo(KernelSpec.NAME);
  }

  private static JsonNode notebook(String name) throws IOException {
    return new JsonMapper()
        .readTree(FOLDER.resolve(name + NotebookFolder.ENDING).toFile());
  }
}
