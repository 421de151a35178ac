package dev.guildhouse.schedules.operations;

import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;

/** Tells failures that pass by themselves from those that do not. */
final class SqlFailures {
  private static final Set<Integer> H2_HANDOVER = Set.of(
      ErrorCode.CONNECTION_BROKEN_1,
      ErrorCode.DATABASE_IS_CLOSED,
      ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
      ErrorCode.DATABASE_ALREADY_OPEN_1,
      ErrorCode.OBJECT_CLOSED,
      ErrorCode.ERROR_OPENING_DATABASE_1);

  private static final Set<Integer> H2_FILE =
      Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2);

  private static final int H2_LOCK_TIMEOUT = ErrorCode.LOCK_TIMEOUT_1;
  private static final String CONNECTION_CLASS = "08";
  private static final String CONFLICT_CLASS = "40";
  private static final String SHUTDOWN_CLASS = "57P";
  private static final String UNIQUE_VIOLATION = "23505";

  private SqlFailures() {}

  /**
   * The process that serves the database went away, or has not yet opened it. On a full disk H2 says
   * the same, because it cannot write its lock; but that does not pass.
   */
  static boolean isHandover(SQLException failure) {
    return H2_HANDOVER.contains(failure.getErrorCode()) && DiskFull.in(failure).isEmpty();
  }

  /** The embedded database's file cannot be read or written. */
  static boolean isOfFile(SQLException failure) {
    return H2_FILE.contains(failure.getErrorCode());
  }

  /** The connection can do nothing any more. */
  static boolean breaksConnection(SQLException failure) {
    return H2_HANDOVER.contains(failure.getErrorCode())
        || state(failure).startsWith(CONNECTION_CLASS)
        || state(failure).startsWith(SHUTDOWN_CLASS);
  }

  /** The same transaction may well succeed if it is run once more. */
  static boolean mayPass(SQLException failure) {
    return DiskFull.in(failure).isEmpty()
        && (breaksConnection(failure)
            || failure.getErrorCode() == H2_LOCK_TIMEOUT
            || state(failure).startsWith(CONFLICT_CLASS)
            || state(failure).equals(UNIQUE_VIOLATION));
  }

  /** What a library reports of the database {@linkplain #mayPass may pass}. */
  static boolean comesFromWhatMayPass(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException database) {
        return mayPass(database);
      }
    }
    return false;
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }
}
