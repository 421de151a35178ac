package dev.guildhouse.schedules.cli;

import static dev.guildhouse.schedules.cli.PlantedMember.GUILD;
import static dev.guildhouse.schedules.cli.PlantedMember.MEMBER;
import static dev.guildhouse.schedules.cli.PlantedMember.MONTH;
import static dev.guildhouse.schedules.cli.PlantedMember.NAME;
import static dev.guildhouse.schedules.cli.PlantedMember.NOW;
import static dev.guildhouse.schedules.cli.PlantedMember.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.privacy.OwnSearch;
import dev.guildhouse.schedules.privacy.SealHere;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seals the month of a planted member, and finds nothing of the member where there was much before. */
@Tag("acceptance")
class SealedCanaryIT {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource(PrivacyMode.class)
  void afterTheSealNothingTellsOfTheMember(PrivacyMode mode) throws IOException {
    PlantedMember planted = PlantedMember.in(folder, mode);
    String key = planted.key(MEMBER);
    byte[] secret = mode == PrivacyMode.ANONYMOUS
        ? planted.secrets().ofMonth(GUILD, MONTH)
        : planted.secrets().ofGuild(GUILD);
    byte[] exportSecret = planted.secrets().ofExports(GUILD, MONTH);
    assertThat(planted.holding(key))
        .anyMatch(file -> file.startsWith("landing/"))
        .anyMatch(file -> file.contains("/rewards/"))
        .anyMatch(file -> file.contains("/moderation/"))
        .anyMatch(file -> file.contains("/activity_hourly/"));

    seal(planted.home());

    for (String canary : List.of(key, MEMBER, NAME, TEXT)) {
      assertThat(planted.holding(canary)).as(canary).isEmpty();
    }
    OwnSearch search = new OwnSearch(planted.home().root());
    assertThat(search.holding(exportSecret)).isEmpty();
    assertDestroyed(() -> planted.secrets().ofExports(GUILD, MONTH));
    if (mode == PrivacyMode.ANONYMOUS) {
      assertDestroyed(() -> planted.secrets().ofMonth(GUILD, MONTH));
    }
    assertThat(search.holding(secret)).isEmpty();
    // What was sealed cannot be told of by member any more, and says so.
    CommandRun refused = planted.run(
        "export", "member_daily", "--date", "2026-02-10", "--out", folder + "/members.csv");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err())
        .contains("NOT_AVAILABLE", MONTH + " of guild " + GUILD + " is sealed");
    CommandRun report = planted.run(
        "report", "weekly_community", "--guild", Long.toString(GUILD), "--date", "2026-02-10");
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(new OwnSearch(planted.home().reports())
            .holding("Not available: single members, because " + MONTH + " is sealed"))
        .isNotEmpty();
  }

  private static void assertDestroyed(org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.WAITING));
  }

  private static void seal(Home home) {
    SealHere.month(home, InstantSource.fixed(NOW), MONTH);
  }
}
