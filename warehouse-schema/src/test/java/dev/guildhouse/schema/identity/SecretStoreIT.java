package dev.guildhouse.schema.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStoreIT {
  private static final YearMonth MARCH = YearMonth.of(2026, 3);
  private static final SecretName NAME = SecretName.ofMonth(5, MARCH);
  private static final Secret OTHER_KEY =
      new Secret(Base64.getEncoder().encodeToString(new byte[32]));

  @TempDir
  private Path root;

  private Home home;
  private Path file;

  @BeforeEach
  void layOut() {
    home = new Home(root);
    file = home.secrets().resolve("guild-5-2026-03.secret");
  }

  @Test
  void aSecretStaysTheSameAndLiesNowhereInTheClear() throws IOException {
    byte[] secret = store().secret(NAME);
    assertThat(store().secret(NAME)).isEqualTo(secret).hasSize(32);
    assertThat(store().secret(SecretName.ofGuild(5))).isNotEqualTo(secret);

    String hex = HexFormat.of().formatHex(secret);
    for (Path any : files()) {
      byte[] content = Files.readAllBytes(any);
      assertThat(HexFormat.of().formatHex(content)).doesNotContain(hex);
      assertThat(new String(content, StandardCharsets.ISO_8859_1))
          .doesNotContain(hex, Base64.getEncoder().encodeToString(secret));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.secrets().resolve("master.key"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
        .isEqualTo("rwx------");
  }

  @Test
  void aLostSecretIsNeverDrawnAgain() throws IOException {
    store().secret(NAME);
    Files.delete(file);
    assertFails(WarehouseException.Code.FAILED, "it is lost", "backup of the secrets");
    assertThat(file).doesNotExist();
  }

  @Test
  void losingTheWholeFolderIsNoNewBeginning() throws IOException {
    store().secret(NAME);
    for (Path any : files()) {
      if (any.startsWith(home.secrets())) {
        Files.delete(any);
      }
    }
    Files.delete(home.secrets());
    assertFails(WarehouseException.Code.FAILED, "it is lost");
    assertThatThrownBy(() -> store().secret(SecretName.ofGuild(6)))
        .hasMessageContaining("master.key is missing");
    assertThat(home.secrets().resolve("master.key")).doesNotExist();
  }

  @Test
  void filesCannotStandInForEachOther() throws IOException {
    store().secret(NAME);
    store().secret(SecretName.ofGuild(6));
    Files.copy(home.secrets().resolve("guild-6.secret"), file, StandardCopyOption.REPLACE_EXISTING);
    assertFails(WarehouseException.Code.FAILED, "another secret's file");
  }

  @Test
  void anotherMasterKeyIsToldAndDrawsNothing() throws IOException {
    byte[] secret = store().secret(NAME);
    Config.Master other = new Config.Master(OTHER_KEY, null);
    assertThatThrownBy(() -> SecretStore.of(home, other).secret(NAME))
        .hasMessageContaining("the master key that is configured is another one")
        .hasMessageContaining("GUILDHOUSE_MASTER_KEY")
        .hasMessageNotContaining(OTHER_KEY.reveal());
    assertThatThrownBy(() -> SecretStore.of(home, other).secret(SecretName.ofGuild(6)))
        .isInstanceOf(WarehouseException.class);

    Path moved = Files.move(home.secrets().resolve("master.key"), root.resolve("elsewhere"));
    assertFails(WarehouseException.Code.FAILED, "master.key is missing");
    assertThat(SecretStore.of(home, new Config.Master(null, moved)).secret(NAME))
        .isEqualTo(secret);
    Secret text = new Secret(Files.readString(moved));
    assertThat(SecretStore.of(home, new Config.Master(text, null)).secret(NAME)).isEqualTo(secret);
  }

  @Test
  void aConfiguredMasterKeyNeverReachesTheDisk() throws IOException {
    SecretStore.of(home, new Config.Master(OTHER_KEY, null)).secret(NAME);
    assertThat(files())
        .extracting(any -> root.relativize(any).toString())
        .containsExactlyInAnyOrder(
            "secrets/guild-5-2026-03.secret",
            "secrets/lock",
            "secrets/register",
            "settings/secrets.register");
  }

  @Test
  void destroyingHappensOnceAndForGood() {
    store().secret(NAME);
    assertThat(store().isDestroyed(NAME)).isFalse();
    assertThat(store().destroy(NAME)).isTrue();
    assertThat(store().destroy(NAME)).isFalse();
    assertThat(store().isDestroyed(NAME)).isTrue();
    assertThat(file).doesNotExist();
    assertFails(WarehouseException.Code.WAITING, "it was destroyed");
    assertThatThrownBy(() -> store().draw(NAME)).isInstanceOf(WarehouseException.class);
    assertThat(store().live()).isEmpty();

    SecretName neverDrawn = SecretName.ofMonth(5, MARCH.plusMonths(1));
    assertThat(store().destroy(neverDrawn)).isTrue();
    assertThatThrownBy(() -> store().secret(neverDrawn)).hasMessageContaining("destroyed");
  }

  @Test
  void aDestroyedSecretStaysSoWhenItsFileComesBackFromABackup() throws IOException {
    store().secret(NAME);
    byte[] backup = Files.readAllBytes(file);
    store().destroy(NAME);
    Files.write(file, backup);
    assertFails(WarehouseException.Code.WAITING, "it was destroyed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets.condemned", "secrets.erased"})
  void aDestructionThatIsKilledIsEndedByTheNext(String stop) throws Exception {
    SecretStore store = SecretStore.in(root);
    store.secret(NAME);
    Process killed =
        SecretProcess.start(List.of("-D" + StopPoint.PROPERTY + "=" + stop), root, "destroy", NAME);
    go(killed);
    assertThat(killed.waitFor()).isEqualTo(StopPoint.EXIT_CODE);

    assertThat(store.isDestroyed(NAME)).isTrue();
    assertThatThrownBy(() -> store.secret(NAME)).hasMessageContaining("destroyed");
    assertThat(store.destroy(NAME)).isTrue();
    assertThat(store.destroy(NAME)).isFalse();
    assertThat(root.resolve("guild-5-2026-03.secret")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"draw", "destroy"})
  void processesThatMeetAgree(String work) throws Exception {
    if (work.equals("destroy")) {
      SecretStore.in(root).secret(NAME);
    }
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Process process = SecretProcess.start(List.of(), root, work, NAME);
      processes.add(process);
      outputs.add(process.inputReader());
    }
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (Process process : processes) {
      go(process);
    }
    List<String> answers = new ArrayList<>();
    for (BufferedReader output : outputs) {
      answers.add(output.readLine());
    }
    if (work.equals("draw")) {
      String secret = HexFormat.of().formatHex(SecretStore.in(root).secret(NAME));
      assertThat(answers).containsOnly(secret);
    } else {
      assertThat(answers).containsExactlyInAnyOrder("true", "false", "false");
    }
  }

  @Test
  void aSecretOfAnEarlierVersionIsTakenOver() throws IOException {
    Files.createDirectories(home.secrets());
    Path plain = Files.writeString(home.secrets().resolve("guild-5.key"), "0a".repeat(32) + "\n");
    byte[] expected = HexFormat.of().parseHex("0a".repeat(32));
    assertThat(new GuildSecrets(store()).ofGuild(5)).isEqualTo(expected);
    assertThat(plain).doesNotExist();
    assertThat(new GuildSecrets(store()).ofGuild(5)).isEqualTo(expected);
  }

  @Test
  void theNextMonthIsThereBeforeItBegins() {
    GuildSecrets secrets = new GuildSecrets(store());
    secrets.drawAhead(5, MARCH);
    assertThat(store().live()).containsExactlyInAnyOrder(NAME, SecretName.ofExports(5, MARCH));
    byte[] drawn = secrets.ofMonth(5, MARCH);
    secrets.drawAhead(5, MARCH);
    assertThat(secrets.ofMonth(5, MARCH)).isEqualTo(drawn);
  }

  private SecretStore store() {
    return SecretStore.of(home, Config.Master.NONE);
  }

  private void assertFails(WarehouseException.Code code, String... words) {
    assertThatThrownBy(() -> store().secret(NAME))
        .hasMessageContainingAll(words)
        .asInstanceOf(type(WarehouseException.class))
        .extracting(WarehouseException::code)
        .isEqualTo(code);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void go(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }
}
