package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Tells a person why a command failed: the message and the next step. Where in the code it happened
 * goes to the log file, or to the screen with {@code --debug}.
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
    LoggerFactory.getLogger(FailureReport.class).error("{}", trace(failure));
    if (Files.exists(logFile)) {
      err.println("Where it happened stands in " + logFile + "; --debug shows it here.");
    }
  }

  /**
   * A stack trace without the messages of foreign exceptions, which may quote what a member wrote.
   */
  private static String trace(Throwable failure) {
    StringBuilder trace = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      trace.append(trace.isEmpty() ? "" : "caused by ").append(cause.getClass().getName());
      if (cause instanceof WarehouseException) {
        trace.append(": ").append(cause.getMessage());
      }
      trace.append('\n');
      for (StackTraceElement frame : cause.getStackTrace()) {
        trace.append("  at ").append(frame).append('\n');
      }
    }
    return trace.toString();
  }
}
