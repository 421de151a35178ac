package dev.guildhouse.schedules.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.cli.CommandHome;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Erasures;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a member asked for in Discord is done by the schedule, whichever process recorded it. */
@Tag("acceptance")
class ErasureJobIT {
  private static final long GUILD = 700_000_000_000_000_000L;
  private static final long GOES = 214_268_103_195_283_934L;
  private static final long STAYS = 318_462_795_103_846_215L;
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String RANGE = " --from 2026-02-01 --to 2026-03-01";

  @TempDir
  private Path folder;

  @Test
  void whoeverAskedIsErasedOnceAndNobodyElse() throws IOException {
    Path file = Files.writeString(
        folder.resolve("rewards.jsonl"), grant(GOES, 1) + "\n" + grant(STAYS, 2) + "\n");
    Path root = folder.resolve("home");
    CommandHome commands = CommandHome.at(root, NOW);
    commands.run("import " + file);
    commands.run("backfill" + RANGE);
    assertThat(rewards(commands)).hasSize(2);

    Home home = new Home(root);
    Config config = TestWarehouse.config(home);
    SecretStore secrets = SecretStore.of(home, config.master());
    try (OperationsDatabase database = OperationsDatabase.open(home, config.operations(), CLOCK)) {
      Subscribers subscribers = new Subscribers(secrets);
      subscribers.add(GUILD, GOES, NOW);
      subscribers.add(GUILD, STAYS, NOW);
      new Erasures(home, CLOCK, database).ask(GUILD, GOES, secrets);
      assertThat(subscribers.of(GUILD)).containsOnlyKeys(STAYS);
    }
    try (OperationsDatabase database = OperationsDatabase.open(home, config.operations(), CLOCK)) {
      JobContext context = new JobContext(
          home,
          config,
          CLOCK,
          database,
          () -> TestWarehouse.of(home),
          RunTrigger.SCHEDULE,
          Duration.ofMinutes(1));
      JobOptions none = new JobOptions(null, null, List.of(), Period.WEEK);
      assertThat(new ErasureJob().run(context, none, NOW).message())
          .isEqualTo("Erased what 1 keys stood for in 1 guilds.");
      assertThat(new ErasureJob().run(context, none, NOW).isDone()).isFalse();
    }
    List<String> left = rewards(commands);
    assertThat(left).hasSize(1);
    assertThat(left.get(0)).contains("\"amount\":2");
  }

  private static List<String> rewards(CommandHome commands) {
    return commands
        .run("export rewards" + RANGE + " --format json --out -")
        .lines()
        .toList();
  }

  private static String grant(long user, int amount) {
    return "{\"guild_id\": \"" + GUILD + "\", \"event_type\": \"reward_grant\","
        + " \"event_at\": \"2026-02-10T13:00:00Z\", \"user_id\": \"" + user
        + "\", \"subject_id\": \"7" + amount + "\", \"amount\": \"" + amount
        + "\", \"reward_trigger\": \"help\", \"reward_status\": \"completed\"}";
  }
}
