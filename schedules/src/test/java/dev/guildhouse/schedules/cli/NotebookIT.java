package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.tables.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every notebook that comes along, run by Jupyter in a real kernel; nothing secret reaches a cell. */
@Tag("acceptance")
class NotebookIT {
  private static final String PLANTED = "planted-token-0123456789";
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  private static Path home;

  @BeforeAll
  static void fill() throws IOException {
    System.setProperty(DemoCommand.INSTALLATION, REPOSITORY.toString());
    WeekHome.fill(home);
    // Some hundred rows: planning in stages and compiling for them takes longer than they do.
    Files.writeString(home.resolve("guildhouse.yaml"), """
        spark:
          settings:
            spark.sql.codegen.wholeStage: "false"
            spark.sql.codegen.factoryMode: NO_CODEGEN
            spark.sql.adaptive.enabled: "false"
            spark.sql.shuffle.partitions: "1"
        """);
  }

  @AfterAll
  static void forget() {
    System.clearProperty(DemoCommand.INSTALLATION);
  }

  @Test
  void allRunToTheirEndAndNothingSecretReachesACell() throws IOException {
    // A copy that an analyst changed stays as it is.
    Path changed = home.resolve("notebooks/5-build-a-mart.ipynb");
    Files.createDirectories(changed.getParent());
    addCells(
        REPOSITORY.resolve("notebooks/5-build-a-mart.ipynb"),
        changed,
        "new java.util.TreeSet<>(System.getenv().keySet())",
        """
        try {
          table("guild_daily").write().parquet("%s/warehouse/slip");
        } catch (Exception e) {
          Throwable root = e;
          while (root.getCause() != null) root = root.getCause();
          System.out.println(root.getMessage());
        }
        """.formatted(home));

    CommandRun run = notebook("--run", "all");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(5);
    for (String name : List.of("1-explore", "3-retention", "4-kpi-deep-dive", "5-build-a-mart")) {
      assertThat(executed(name)).as(name).contains("\"image/png\": \"iVBOR");
    }
    assertThat(executed("2-trace-a-number")).contains("guild_daily and the raw events");
    assertThat(executed("5-build-a-mart"))
        .contains("RJK_INIT_SCRIPT", "notebooks only read the warehouse")
        .doesNotContain("GUILDHOUSE_", "AWS_");
    assertThat(home.resolve("warehouse/slip")).doesNotExist();
    assertNoKeyIsLeft();
    assertThat(CommandRun.at(home, WeekHome.NOW).of("runs", "--job", "notebook").out())
        .contains("notebook", "Notebooks read the tables.");
  }

  @Test
  void aCellThatFailsFailsTheRun() throws IOException {
    Path broken = home.resolve("notebooks/broken.ipynb");
    Files.createDirectories(broken.getParent());
    ObjectNode empty = JSON.createObjectNode();
    empty.putArray("cells");
    empty.putObject("metadata");
    empty.put("nbformat", 4).put("nbformat_minor", 5);
    Path source = Files.writeString(home.resolve("tmp/empty.ipynb"), empty.toString());
    addCells(source, broken, "int none = 0;", "1 / none");
    try {
      CommandRun run = notebook("--run", "broken");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("ArithmeticException", "a cell failed");
      assertThat(home.resolve("notebooks/runs/broken.ipynb")).doesNotExist();
    } finally {
      Files.delete(broken);
    }
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    CommandRun run = notebook("--run", "3-retentoin");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean 3-retention?");
  }

  @Test
  void withoutTablesItSaysHowToFillThem(@TempDir Path empty) {
    CommandRun run = CommandRun.at(empty, WeekHome.NOW).of("notebook");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("guildhouse demo");
  }

  private static CommandRun notebook(String... arguments) {
    List<String> call =
        Stream.concat(Stream.of("notebook"), Stream.of(arguments)).toList();
    return CommandRun.at(home, WeekHome.NOW)
        .with("PATH", System.getenv("PATH"))
        .with("GUILDHOUSE_DISCORD_TOKEN", PLANTED)
        .with("AWS_SECRET_ACCESS_KEY", PLANTED)
        .of(call.toArray(String[]::new));
  }

  private static String executed(String name) throws IOException {
    return Files.readString(home.resolve("notebooks/runs/" + name + ".ipynb"));
  }

  private static void addCells(Path from, Path to, String... sources) throws IOException {
    JsonNode notebook = JSON.readTree(from.toFile());
    for (String source : sources) {
      ((ArrayNode) notebook.get("cells"))
          .addObject()
          .put("cell_type", "code")
          .put("id", "added-" + notebook.get("cells").size())
          .putNull("execution_count")
          .put("source", source)
          .set("outputs", JSON.createArrayNode());
      ((ObjectNode) notebook.at("/cells/" + (notebook.get("cells").size() - 1)))
          .putObject("metadata");
    }
    Files.writeString(to, JSON.writeValueAsString(notebook));
  }

  /** Neither a member's key nor a message's id, in whatever Jupyter or a kernel wrote. */
  private static void assertNoKeyIsLeft() throws IOException {
    List<Row> messages = TestWarehouse.of(new Home(home))
        .lake()
        .reader()
        .table(Facts.MESSAGES)
        .select("member_key", "message_id")
        .where("member_key <> 0")
        .collectAsList();
    assertThat(messages).isNotEmpty();
    StringBuilder written = new StringBuilder();
    try (Stream<Path> files = Files.walk(home.resolve("notebooks"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    String text = written.toString();
    assertThat(text).doesNotContain(PLANTED);
    assertThat(messages)
        .allSatisfy(row -> assertThat(text)
            .doesNotContain(Long.toString(row.getLong(0)))
            .doesNotContain(Long.toString(row.getLong(1))));
  }
}
