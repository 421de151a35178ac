package dev.guildhouse.collector.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import java.nio.file.Path;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberKeyringIT {
  private static final long GUILD = 11;
  private static final long USER = 214_268_103_195_283_934L;

  @TempDir
  Path folder;

  private GuildSecrets secrets;

  @BeforeEach
  void openSecrets() {
    secrets = new GuildSecrets(folder.resolve("secrets"));
  }

  @Test
  void pseudonymousKeysAreThoseOfTheGuildInEveryMonth() {
    MemberKeyring keyring = MemberKeyring.pseudonymous(GUILD, secrets);
    long expected = MemberKeys.under(secrets.ofGuild(GUILD)).key(GUILD, USER);

    assertThat(keyring.key(USER, 202601)).isEqualTo(expected);
    assertThat(keyring.key(USER, 202602)).isEqualTo(expected);
    assertThat(keyring.key(USER, 202601)).isEqualTo(expected);
  }

  @Test
  void anonymousKeysAreThoseOfTheMonthHoweverOftenMonthsChange() {
    MemberKeyring keyring = MemberKeyring.anonymous(GUILD, secrets);
    for (int round = 0; round < 2; round++) {
      for (int month = 1; month <= 6; month++) {
        assertThat(keyring.key(USER, 202600 + month))
            .isEqualTo(MemberKeys.under(secrets.ofMonth(GUILD, YearMonth.of(2026, month)))
                .key(GUILD, USER));
      }
    }
  }

  @Test
  void nobodyAndTheAccountOfManyAreTheUnknownMember() {
    MemberKeyring keyring = MemberKeyring.pseudonymous(GUILD, secrets);
    assertThat(keyring.key(0, 202601)).isZero();
    assertThat(keyring.key(MemberKeyring.DELETED_USER, 202601)).isZero();
  }

  @Test
  void throwawayKeysTouchNoDiskAndTellNothing() {
    MemberKeyring one = MemberKeyring.throwaway(GUILD);
    assertThat(one.key(USER, 202601)).isEqualTo(one.key(USER, 202602)).isNotZero();
    assertThat(MemberKeyring.throwaway(GUILD).key(USER, 202601))
        .isNotEqualTo(one.key(USER, 202601));
    assertThat(folder).isEmptyDirectory();
  }
}
