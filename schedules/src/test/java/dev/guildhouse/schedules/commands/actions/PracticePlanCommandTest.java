package dev.guildhouse.schedules.commands.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Asker;
import dev.guildhouse.schedules.commands.Asker.Place;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.Rooms;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticePlanCommandTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-09T12:00:00Z"));

  @TempDir
  private Path folder;

  @Test
  void nobodyIsKeptInAnonymousModeOrWhereNoneAreOffered() {
    refuses(
        "[{id: 7, privacy: {mode: anonymous}, drafts: {kinds: {practice_plan: {channel: 77}}}}]",
        "NOT_AVAILABLE: in anonymous mode");
    refuses("[{id: 7}]", "this server offers none");
  }

  private void refuses(String guilds, String why) {
    Home home = new Home(folder);
    Config config = Config.load(folder.resolve("none.yaml"), Map.of("GUILDHOUSE_GUILDS", guilds));
    try (OperationsDatabase database = Engine.H2.open(CLOCK)) {
      PracticePlanCommand command = new PracticePlanCommand(
          new Office(home, config, CLOCK, database, RunTrigger.DISCORD, () -> {
            throw new IllegalStateException("no table is needed");
          }));
      Asked asked = new Asked(
          command,
          new Asker(7, 1, 5, Rank.MEMBER, Place.ANYBODY),
          Map.of("what", "send it"),
          null,
          Rooms.UNSEEN);
      assertThatThrownBy(() -> command.answer(asked))
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining(why);
    }
    assertThat(new Subscribers(SecretStore.of(home, config.master())).of(7)).isEmpty();
  }
}
