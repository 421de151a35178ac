package dev.guildhouse.schema;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can act on: what could not be done, with the value given, why, and what to
 * do next. Its {@link Code} decides the exit code of the command line.
 */
public final class WarehouseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is, and the exit code a script sees. */
  public enum Code {
    /** The work was tried and failed. */
    FAILED(1),
    /** The call or the configuration is wrong; nothing was tried. */
    USAGE(2),
    /** Something this needs is not there yet, or is closed for good. */
    WAITING(3),
    /** Another process holds the lease. */
    LOCKED(4);

    private final int exitCode;

    Code(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Code code;

  private WarehouseException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** The work failed: {@code Cannot <do> <what>: <why>}, and the next step on a line of its own. */
  public static WarehouseException failed(
      String what, String why, String next, @Nullable Throwable cause) {
    return new WarehouseException(Code.FAILED, sentence(what, why, next), cause);
  }

  public static WarehouseException failed(String what, String why, String next) {
    return failed(what, why, next, null);
  }

  /** The call or the configuration is wrong. */
  public static WarehouseException usage(String what, String why, String next) {
    return new WarehouseException(Code.USAGE, sentence(what, why, next), null);
  }

  /** An input is not filled yet, or is sealed. */
  public static WarehouseException waiting(String what, String why, String next) {
    return new WarehouseException(Code.WAITING, sentence(what, why, next), null);
  }

  /** Another process holds the lease. */
  public static WarehouseException locked(String what, String why, String next) {
    return new WarehouseException(Code.LOCKED, sentence(what, why, next), null);
  }

  private static String sentence(String what, String why, String next) {
    return "Cannot " + what + ": " + why + (next.isEmpty() ? "" : "\n" + next);
  }
}
