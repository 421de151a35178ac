package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.WarehouseException;

/** What a script sees of how a command ended. */
public enum ExitCode {
  OK(0),
  /** The work was tried and failed. */
  FAILED(WarehouseException.Code.FAILED.exitCode()),
  /** The call or the configuration is wrong. */
  USAGE(WarehouseException.Code.USAGE.exitCode()),
  /** An input is not there yet. */
  WAITING(WarehouseException.Code.WAITING.exitCode()),
  /** Another process holds the lease. */
  LOCKED(WarehouseException.Code.LOCKED.exitCode());

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static ExitCode of(WarehouseException.Code code) {
    return switch (code) {
      case FAILED -> FAILED;
      case USAGE -> USAGE;
      case WAITING -> WAITING;
      case LOCKED -> LOCKED;
    };
  }
}
