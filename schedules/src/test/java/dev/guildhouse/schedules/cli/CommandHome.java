package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A home that tests of other packages fill by commands. */
public final class CommandHome {
  private final Path home;
  private final Instant now;
  private final Map<String, String> environment = new LinkedHashMap<>();

  private CommandHome(Path home, Instant now) {
    this.home = home;
    this.now = now;
  }

  public static CommandHome at(Path home, Instant now) {
    return new CommandHome(home, now);
  }

  /** Gives commands from now on a variable of the environment. */
  public CommandHome with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command that has to succeed; yields what it said. */
  public String run(String call) {
    CommandRun run = given(call);
    assertThat(run.exitCode()).as(call + "\n" + run.err()).isZero();
    return run.out();
  }

  /** Runs a command that has to be refused as wrongly given; yields why. */
  public String refused(String call) {
    CommandRun run = given(call);
    assertThat(run.exitCode()).as(call + "\n" + run.out()).isEqualTo(ExitCode.USAGE.number());
    return run.err();
  }

  private CommandRun given(String call) {
    CommandRun run = CommandRun.at(home, now);
    environment.forEach(run::with);
    return run.of(call.split(" "));
  }
}
