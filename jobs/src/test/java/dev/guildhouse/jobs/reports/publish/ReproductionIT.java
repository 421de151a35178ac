package dev.guildhouse.jobs.reports.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.reports.publish.Reproduction.Outcome;
import dev.guildhouse.jobs.reports.publish.Reproduction.Result;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionIT {
  @TempDir
  private Path folder;

  private Home home;
  private Path manifest;
  private int scratches;

  @BeforeEach
  void publish() throws IOException {
    home = new Home(folder.resolve("home")).prepare();
    manifest = PublishOnce.into(home, "Guild").folder().manifestFile();
  }

  private Result reproduced(Path file) throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch" + scratches++));
    return new Reproduction(home.reports()).of(file, scratch);
  }

  @Test
  void rendersTheSameBytesWhereverTheManifestLies() throws IOException {
    Result beside = reproduced(manifest);
    assertThat(beside.outcome()).isEqualTo(Outcome.SAME);
    assertThat(beside.files()).hasSizeGreaterThan(5).allMatch(Reproduction.File::isSame);
    Path copy = Files.copy(manifest, folder.resolve("copy.json"));
    assertThat(reproduced(copy).outcome()).isEqualTo(Outcome.SAME);
  }

  @Test
  void saysThatAnErasureTookIt() throws IOException {
    Path copy = Files.copy(manifest, folder.resolve("copy.json"));
    Files.delete(manifest.resolveSibling("content.json"));
    Result gone = reproduced(copy);
    assertThat(gone.outcome()).isEqualTo(Outcome.NOT_REPRODUCIBLE);
    assertThat(gone.reason()).contains("erasure");
    assertThat(reproduced(folder.resolve("none.json")).outcome())
        .isEqualTo(Outcome.NOT_REPRODUCIBLE);
  }

  @Test
  void tellsAnotherContentFromTheSavedOne() throws IOException {
    Path content = manifest.resolveSibling("content.json");
    Files.writeString(content, Files.readString(content).replace("Guild", "Guilt"));
    Result changed = reproduced(manifest);
    assertThat(changed.outcome()).isEqualTo(Outcome.NOT_REPRODUCIBLE);
    assertThat(changed.reason()).contains("is not the content that the manifest describes");
  }

  @Test
  void blamesAnotherJavaOnlyWhereTheBytesDiffer() throws IOException {
    String text = Files.readString(manifest);
    String java = Runtime.version().toString();
    Files.writeString(manifest, text.replace(java, "11.0.1"));
    assertThat(reproduced(manifest).outcome()).isEqualTo(Outcome.SAME);
    String other = text.replaceFirst("(overview.csv\",\\s+\"sha256\" : \")[0-9a-f]{4}", "$10000");
    assertThat(other).isNotEqualTo(text);
    Files.writeString(manifest, other);
    Result differs = reproduced(manifest);
    assertThat(differs.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(differs.files()).filteredOn(file -> !file.isSame()).hasSize(1);
    Files.writeString(manifest, other.replace(java, "11.0.1"));
    Result otherJava = reproduced(manifest);
    assertThat(otherJava.outcome()).isEqualTo(Outcome.NOT_REPRODUCIBLE);
    assertThat(otherJava.reason()).contains("it was rendered by Java 11.0.1");
  }

  @Test
  void refusesWhatIsNoManifest() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "[1]");
    assertThatThrownBy(() -> reproduced(file))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("it is no manifest of a report");
  }
}
