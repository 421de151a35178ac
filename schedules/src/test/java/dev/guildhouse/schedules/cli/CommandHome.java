package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;

/** A home that tests of other packages fill by commands. */
public final class CommandHome {
  private final Path home;
  private final Instant now;

  private CommandHome(Path home, Instant now) {
    this.home = home;
    this.now = now;
  }

  public static CommandHome at(Path home, Instant now) {
    return new CommandHome(home, now);
  }

  /** Runs a command that has to succeed; yields what it said. */
  public String run(String call) {
    CommandRun run = CommandRun.at(home, now).of(call.split(" "));
    assertThat(run.exitCode()).as(call + "\n" + run.err()).isZero();
    return run.out();
  }
}
