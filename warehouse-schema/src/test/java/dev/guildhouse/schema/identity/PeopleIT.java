package dev.guildhouse.schema.identity;

import static dev.guildhouse.schema.identity.GuildPeople.Verdict.KEEP;
import static dev.guildhouse.schema.identity.GuildPeople.Verdict.LEAVE_OUT;
import static dev.guildhouse.schema.identity.People.Reason.FORGOTTEN;
import static dev.guildhouse.schema.identity.People.Reason.OPTED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeopleIT {
  private static final long USER = 214_268_103_195_283_934L;
  private static final Instant NOW = Instant.parse("2026-03-09T10:00:00Z");

  @TempDir
  private Path root;

  private Home home;
  private Path file;

  @BeforeEach
  void layOut() {
    home = new Home(root);
    file = home.settings().resolve("people.json");
  }

  @Test
  void anEmptyListNeedsNoSecretAndKeepsEverybody() {
    assertThat(people().of(5).isEmpty()).isTrue();
    assertThat(verdict(5, USER, NOW)).isEqualTo(KEEP);
    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(names = {"OPTED_OUT", "IGNORED"})
  void whoOptedOutOrIsIgnoredIsLeftOutWheneverItHappenedAndInThatGuildAlone(People.Reason reason) {
    assertThat(people().add(5, USER, reason, NOW)).isTrue();
    assertThat(people().add(5, USER, reason, NOW.plusSeconds(9))).isFalse();
    assertThat(verdict(5, USER, NOW.minusSeconds(1))).isEqualTo(LEAVE_OUT);
    assertThat(verdict(5, USER, NOW.plusSeconds(1))).isEqualTo(LEAVE_OUT);
    assertThat(verdict(5, USER + 1, NOW)).isEqualTo(KEEP);
    assertThat(verdict(6, USER, NOW)).isEqualTo(KEEP);

    assertThat(people().remove(5, USER, reason)).isTrue();
    assertThat(people().remove(5, USER, reason)).isFalse();
    assertThat(verdict(5, USER, NOW)).isEqualTo(KEEP);
  }

  @Test
  void whoWasForgottenIsLeftOutUntilThen() {
    people().add(5, USER, FORGOTTEN, NOW);
    assertThat(verdict(5, USER, NOW.minusNanos(1))).isEqualTo(LEAVE_OUT);
    assertThat(verdict(5, USER, NOW)).isEqualTo(KEEP);
    assertThat(people().add(5, USER, FORGOTTEN, NOW.minusSeconds(5))).isFalse();
    assertThat(people().add(5, USER, FORGOTTEN, NOW.plusSeconds(5))).isTrue();
    assertThat(verdict(5, USER, NOW)).isEqualTo(LEAVE_OUT);

    people().add(5, USER, OPTED_OUT, NOW);
    people().remove(5, USER, OPTED_OUT);
    assertThat(verdict(5, USER, NOW)).isEqualTo(LEAVE_OUT);
  }

  @Test
  void theListLinksToNothing() throws IOException {
    people().add(5, USER, OPTED_OUT, NOW);
    SecretStore store = store();
    long memberKey = MemberKeys.under(store.secret(SecretName.ofGuild(5))).key(5, USER);
    assertThat(Files.readString(file))
        .doesNotContain(Long.toString(USER), Long.toHexString(memberKey))
        .contains("\"opted_out\"", NOW.toString());
  }

  @Test
  void aLostOrDamagedListStopsInsteadOfLettingEverybodyIn() throws IOException {
    people().add(5, USER, OPTED_OUT, NOW);
    Files.writeString(file, "{\"5\": [{\"key\": \"" + USER);
    assertThatThrownBy(() -> people().of(5))
        .hasMessageContaining("it is damaged")
        .hasMessageNotContaining(Long.toString(USER));
    Files.delete(file);
    assertThatThrownBy(() -> people().of(5)).hasMessageContaining("it is lost");
  }

  @Test
  void thoseWhoWriteAtOnceLoseNobody() {
    IntStream.range(1, 33).parallel().forEach(user -> people().add(5, user, OPTED_OUT, NOW));
    assertThat(IntStream.range(1, 33))
        .allSatisfy(user -> assertThat(verdict(5, user, NOW)).isEqualTo(LEAVE_OUT));
  }

  private GuildPeople.Verdict verdict(long guild, long user, Instant at) {
    GuildPeople people = people().of(guild);
    return people.verdict(people.key(user), at);
  }

  private People people() {
    return People.of(home, store());
  }

  private SecretStore store() {
    return SecretStore.of(home, Config.Master.NONE);
  }
}
