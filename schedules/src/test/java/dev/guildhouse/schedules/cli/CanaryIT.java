package dev.guildhouse.schedules.cli;

import static dev.guildhouse.schedules.cli.PlantedMember.GUILD;
import static dev.guildhouse.schedules.cli.PlantedMember.MEMBER;
import static dev.guildhouse.schedules.cli.PlantedMember.NAME;
import static dev.guildhouse.schedules.cli.PlantedMember.NOW;
import static dev.guildhouse.schedules.cli.PlantedMember.OPTED_OUT;
import static dev.guildhouse.schedules.cli.PlantedMember.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Forgetting;
import dev.guildhouse.schedules.privacy.OwnSearch;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants a member in a home and looks for what must never be there, with a search of its own that
 * shares no code with the program's. It finds the member's key, so it would find the rest.
 */
@Tag("acceptance")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryIT {
  @TempDir
  private static Path folder;

  private static PlantedMember planted;

  @BeforeAll
  static void plant() throws IOException {
    planted = PlantedMember.in(folder, PrivacyMode.PSEUDONYMOUS);
  }

  @Test
  void nobodysIdNameOrTextIsAnywhere() throws IOException {
    for (String canary : List.of(MEMBER, OPTED_OUT, NAME, TEXT)) {
      assertThat(planted.holding(canary)).as(canary).isEmpty();
    }
  }

  @Test
  void theSearchWouldFindThem() throws IOException {
    OwnSearch outside = new OwnSearch(folder);
    for (String canary : List.of(MEMBER, OPTED_OUT, NAME, TEXT)) {
      assertThat(outside.holding(canary)).as(canary).contains("export.json");
    }
  }

  @Test
  void theKeyIsFoundInEveryKindOfFact() throws IOException {
    assertThat(planted.holding(planted.key(MEMBER)))
        .anyMatch(file -> file.contains("/rewards/"))
        .anyMatch(file -> file.contains("/voice_sessions/"))
        .anyMatch(file -> file.contains("/memberships/"))
        .anyMatch(file -> file.contains("/moderation/"))
        .anyMatch(file -> file.contains("/activity_hourly/"));
    assertThat(planted.holding(planted.pseudonym()))
        .anyMatch(file -> file.startsWith("reports/") && file.endsWith(".xlsx"))
        .allMatch(file -> file.startsWith("reports/"));
  }

  @Test
  void theKeyIsFoundAndThatOfWhoOptedOutIsNot() throws IOException {
    assertThat(planted.holding(planted.key(MEMBER)))
        .anyMatch(file -> file.startsWith("landing/"))
        .anyMatch(file -> file.startsWith("warehouse/"))
        .noneMatch(file -> file.startsWith("operations/") || file.startsWith("secrets/"));
    assertThat(planted.holding(planted.key(OPTED_OUT))).isEmpty();
  }

  @Test
  void theProofSaysTheSame() throws IOException {
    CommandRun clean =
        planted.run("privacy", "prove", "--canary", MEMBER, "--canary", NAME, "--json");
    assertThat(clean.exitCode()).as(clean.out() + clean.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(clean.out());
    Path certificate = Path.of(answer.path("certificate").asText());
    assertThat(new ObjectMapper().readTree(certificate.toFile()).path("files"))
        .hasSize(answer.path("files").asInt())
        .hasSizeGreaterThan(10);
    assertThat(Files.readString(certificate)).doesNotContain(MEMBER, NAME);
    Files.delete(certificate);

    CommandRun failed = planted.run("privacy", "prove", "--canary=" + planted.key(MEMBER));
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("warehouse/", "column member_key");
  }

  @Test
  void aSecretOutsideOfTheStoreIsFound() throws IOException {
    Home home = planted.home();
    byte[] secret = planted.secrets().ofGuild(GUILD);
    assertThat(new OwnSearch(home.root()).holding(secret)).isEmpty();
    Path stray = Files.write(home.reports().getParent().resolve("stray"), secret);
    try {
      assertThat(new OwnSearch(home.root()).holding(secret)).containsExactly("stray");
      CommandRun failed = planted.run("privacy", "prove");
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.out()).contains("stray", "the secret guild-" + GUILD);
    } finally {
      Files.delete(stray);
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void whoIsForgottenIsNowhereAnyMore() throws IOException {
    String key = planted.key(MEMBER);
    String pseudonym = planted.pseudonym();
    assertThat(planted.holding(key)).isNotEmpty();
    assertThat(planted.holding(pseudonym)).isNotEmpty();
    Home home = planted.home();
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.fixed(NOW))) {
      WarehouseRuns runs = new WarehouseRuns(database, () -> TestWarehouse.of(home), Duration.ZERO);
      Forgetting forgetting = new Forgetting(
          home,
          InstantSource.fixed(NOW),
          TestWarehouse.secrets(home),
          () -> {},
          List.of(),
          Duration.ZERO);
      forgetting.forget(runs, RunTrigger.COMMAND_LINE, GUILD, Long.parseLong(MEMBER));
    }
    for (String canary : List.of(key, MEMBER, NAME, TEXT, pseudonym)) {
      assertThat(planted.holding(canary)).as(canary).isEmpty();
    }
    JsonNode again = new ObjectMapper()
        .readTree(planted
            .run("import", folder.resolve("export.json").toString(), "--json")
            .out());
    assertThat(again.path("messages").asInt()).isZero();
  }
}
