package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.privacy.ForgottenMembers;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.ErasedMembers;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.time.InstantSource;
import java.util.List;

/**
 * Leaves a member whom the guild does not want to count out of every number: nothing more is taken of
 * the member, and all open days are counted anew without. Whoever runs it again after a kill ends what
 * was begun, and takes out what was on its way meanwhile.
 */
public final class Ignoring {
  private static final String NAME = "privacy ignore";

  private final Home home;
  private final InstantSource clock;
  private final SecretStore store;

  public Ignoring(Home home, InstantSource clock, SecretStore store) {
    this.home = home;
    this.clock = clock;
    this.store = store;
  }

  /** Takes the member out. */
  public RunResult ignore(WarehouseRuns runs, RunTrigger trigger, long guild, long user) {
    People.of(home, store).add(guild, user, People.Reason.IGNORED, clock.instant());
    new Subscribers(store).remove(guild, user);
    StopPoint.reached("ignore.listed");
    List<Long> keys = Forgetting.keys(store, guild, user);
    // A backup of before must not bring back what is taken out now.
    new ErasedMembers(store).add(guild, keys, clock.instant());
    RunRequest request = new RunRequest(NAME, Long.toString(guild), null, trigger);
    return runs.run(
            request,
            (warehouse, lease, run) -> warehouse
                .get()
                .runner()
                .because(Reason.DEFINITION)
                .erase(new ForgottenMembers(guild, keys), lease, run.number()))
        .result();
  }

  /** Counts what the member does from now on; false if the member was not ignored. */
  public boolean undo(long guild, long user) {
    return People.of(home, store).remove(guild, user, People.Reason.IGNORED);
  }
}
