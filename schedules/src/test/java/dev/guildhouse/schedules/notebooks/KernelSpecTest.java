package dev.guildhouse.schedules.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

  @TempDir
  private Path folder;

  private Home home;

  @BeforeEach
  void layOut() throws IOException {
    home = new Home(folder.resolve("home")).prepare();
    Path kernel = folder.resolve("program/schedules/target/guildhouse/notebook");
    Files.createDirectories(kernel);
    Files.createFile(kernel.resolve("rapaio-jupyter-kernel-3.0.1.jar"));
  }

  @Test
  void theKernelOpensWhatTheLauncherOpens() throws IOException {
    String launcher = Files.readString(REPOSITORY.resolve("guildhouse")).replace("\\\n", " ");
    String list = launcher.substring(launcher.indexOf("for package in ") + 15);
    assertThat(list.substring(0, list.indexOf(';')).trim().split("\\s+"))
        .containsExactlyElementsOf(KernelSpec.OPENED);
  }

  @Test
  void nothingOfTheEnvironmentReachesIt() throws IOException {
    List<String> command = command();

    assertThat(command.subList(0, 2)).containsExactly("/usr/bin/env", "-i");
    assertThat(command).contains("-Xmx2g", "-Dguildhouse.home=" + home.root());
    assertThat(command.get(command.size() - 1)).isEqualTo("{connection_file}");
  }

  @Test
  void ourClassesAndLoggingComeBeforeThoseOfTheForeignKernel() throws IOException {
    List<String> command = command();
    String classPath = command.get(command.indexOf("-cp") + 1);

    assertThat(classPath)
        .endsWith(":" + home.notebooks().resolve(".jupyter/conf") + ":"
            + folder.resolve("program/schedules/target/guildhouse/notebook")
            + "/rapaio-jupyter-kernel-3.0.1.jar");
  }

  @Test
  void settingsHoldWhatCountsAndNoSecret() throws IOException {
    Path file = folder.resolve("guildhouse.yaml");
    Files.writeString(file, """
        discord: {token: token-planted}
        operations: {jdbc_url: 'jdbc:postgresql://db/x', user: u, password: password-planted}
        serve: {token: serve-planted-0123456789}
        language_model: {url: 'https://model.example/v1/', model: m, api_key: key-planted}
        spark:
          master: local[3]
          settings: {spark.hadoop.fs.s3a.secret.key: s3-planted, spark.sql.shuffle.partitions: "3"}
        guilds: [{id: 7, name: Seven, top_content: 9, privacy: {mode: anonymous}}]
        """);
    String text = KernelSettings.of(Config.load(file, Map.of()));

    assertThat(text).doesNotContain("planted").doesNotContain("jdbc");
    Path reduced = Files.writeString(folder.resolve("reduced.yaml"), text);
    Config config = Config.load(reduced, Map.of());
    assertThat(config.guild(7)).isEqualTo(Config.load(file, Map.of()).guild(7));
    assertThat(config.spark().master()).isEqualTo("local[3]");
    assertThat(config.spark().settings())
        .containsOnly(Map.entry("spark.sql.shuffle.partitions", "3"));
  }

  private List<String> command() throws IOException {
    JsonNode spec = new JsonMapper()
        .readTree(new KernelSpec(home, new Program(folder.resolve("program")), "2g").text());
    List<String> command = new ArrayList<>();
    spec.get("argv").forEach(word -> command.add(word.asText()));
    return command;
  }
}
