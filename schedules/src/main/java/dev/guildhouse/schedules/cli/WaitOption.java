package dev.guildhouse.schedules.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits for another process that writes tables. */
final class WaitOption {
  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description =
          "Wait so long for another run to end, as 90s or 10m, before giving up with exit code 4."
              + " Default: not at all.")
  private Duration duration = Duration.ZERO;

  Duration duration() {
    return duration;
  }
}
