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
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticePlanCommandTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-09T12:00:00Z"));

  private static final String OFFERED =
      "[{id: 7, drafts: {channel: 76, kinds: {practice_plan: {channel: 77}}}}]";

  @TempDir
  private Path folder;

  @Test
  void nobodyIsKeptInAnonymousModeOrWhereNoneAreOffered() {
    refuses(
        "[{id: 7, privacy: {mode: anonymous}, drafts: {kinds: {practice_plan: {channel: 77}}}}]",
        "NOT_AVAILABLE: in anonymous mode");
    refuses("[{id: 7}]", "this server offers none");
    refuses("[{id: 7, drafts: {channel: 76}}]", "this server offers none");
    refuses(
        "[{id: 7, drafts: {kinds: {practice_plan: {channel: 77}}}}]", "this server offers none");
  }

  /** The history asks for the time between the first look at who opted out and the keeping of the id. */
  @Test
  void whoOptsOutMeanwhileIsNotKept() {
    Config config = config(OFFERED);
    People people = People.of(new Home(folder), SecretStore.of(new Home(folder), config.master()));
    AtomicInteger asked = new AtomicInteger();
    refuses(
        OFFERED,
        () -> {
          if (asked.incrementAndGet() == 1) {
            people.add(7, 5, People.Reason.OPTED_OUT, CLOCK.instant());
          }
          return CLOCK.instant();
        },
        "you opted out");
    assertThat(asked).hasPositiveValue();
  }

  private void refuses(String guilds, String why) {
    refuses(guilds, CLOCK, why);
  }

  /**
   * Asks for plans.
   *
   * @param history by which it is noted in the history once the command is given
   */
  private void refuses(String guilds, InstantSource history, String why) {
    Home home = new Home(folder);
    Config config = config(guilds);
    AtomicBoolean isGiven = new AtomicBoolean();
    InstantSource clock = () -> isGiven.get() ? history.instant() : CLOCK.instant();
    try (OperationsDatabase database = Engine.H2.open(clock)) {
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
      isGiven.set(true);
      assertThatThrownBy(() -> command.answer(asked))
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining(why);
    }
    assertThat(new Subscribers(SecretStore.of(home, config.master())).of(7)).isEmpty();
  }

  private Config config(String guilds) {
    return Config.load(folder.resolve("none.yaml"), Map.of("GUILDHOUSE_GUILDS", guilds));
  }
}
