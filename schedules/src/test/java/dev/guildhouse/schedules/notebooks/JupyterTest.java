package dev.guildhouse.schedules.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With stubs in the place of Jupyter's programs. */
class JupyterTest {
  @TempDir
  private Path temporary;

  private NotebookFolder folder;
  private Path debian;
  private Path other;

  @BeforeEach
  void layOut() throws IOException {
    folder = NotebookFolder.of(new Home(temporary.resolve("home")));
    Files.createDirectories(folder.jupyter());
    debian = Files.createDirectory(temporary.resolve("debian"));
    other = Files.createDirectory(temporary.resolve("other"));
  }

  @Test
  void withoutItTheErrorNamesThePackagesToInstall() {
    assertThatThrownBy(() -> jupyter().execute(List.of("a")))
        .hasMessageContaining("there is no jupyter-nbconvert")
        .hasMessageContaining("jupyter-nbconvert jupyter-client jupyter-core python3-ipykernel");
    assertThat(jupyter().page()).isEmpty();
    assertThat(jupyter().advice()).anyMatch(line -> line.contains("jupyter-notebook"));
  }

  @Test
  void debiansComesBeforeAnotherOnThePath() throws IOException {
    script(other.resolve("jupyter-notebook"), "");
    assertThat(jupyter().page()).contains(other.resolve("jupyter-notebook"));

    script(debian.resolve("jupyter-notebook"), "");
    assertThat(jupyter().page()).contains(debian.resolve("jupyter-notebook"));
  }

  @Test
  void itsExitCodeIsKeptAndItsEnvironmentHoldsNoSecret() throws IOException {
    script(debian.resolve("jupyter-nbconvert"), "/usr/bin/env; echo \"$@\"; exit 3\n");

    Jupyter.Ended ended = jupyter().execute(List.of("a", "b"));

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(Files.readString(ended.log()))
        .contains(
            "JUPYTER_PATH=" + folder.jupyter(),
            "HOME=/somewhere",
            "--output-dir " + folder.runs(),
            folder.notebook("a") + " " + folder.notebook("b"))
        .doesNotContain("planted", "PYTHONPATH");
  }

  private Jupyter jupyter() {
    Map<String, String> environment = Map.of(
        "PATH",
        other.toString(),
        "HOME",
        "/somewhere",
        "GUILDHOUSE_DISCORD_TOKEN",
        "planted",
        "AWS_SECRET_ACCESS_KEY",
        "planted",
        "PYTHONPATH",
        "/elsewhere");
    return new Jupyter(environment, folder, List.of(debian));
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
