package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Tells a person why a command failed: the message and the next step. Where in the code it happened
 * goes to the log file, whose layout leaves out what exceptions say, or with {@code --debug} to the
 * screen.
 */
final class FailureReport {
  /** What the screen shows of a failure. */
  enum Detail {
    MESSAGE,
    STACK_TRACE
  }

  private final PrintStream err;
  private final Detail detail;
  private final Path logFile;

  FailureReport(PrintStream err, Detail detail, Home home) {
    this.err = err;
    this.detail = detail;
    this.logFile = LogFile.of(home);
  }

  ExitCode report(Throwable failure) {
    if (failure instanceof WarehouseException expected) {
      err.println(expected.getMessage());
      if (expected.getCause() != null) {
        tellDetails(expected);
      }
      return ExitCode.of(expected.code());
    }
    if (failure instanceof OutOfMemoryError) {
      err.println("Cannot finish: the memory is used up (" + failure.getMessage() + ")");
      err.println("Give more with GUILDHOUSE_MEMORY, for example GUILDHOUSE_MEMORY=6g.");
    } else {
      err.println("Cannot finish: " + failure);
    }
    tellDetails(failure);
    return ExitCode.FAILED;
  }

  private void tellDetails(Throwable failure) {
    if (detail == Detail.STACK_TRACE) {
      failure.printStackTrace(err);
      return;
    }
    LoggerFactory.getLogger(FailureReport.class).error("A command failed", failure);
    if (Files.exists(logFile)) {
      err.println("Where it happened stands in " + logFile + "; --debug shows it here.");
    }
  }
}
