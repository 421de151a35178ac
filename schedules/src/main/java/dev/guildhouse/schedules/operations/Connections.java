package dev.guildhouse.schedules.operations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/**
 * A few idle connections to one database. At least one stays open as long as this does, because H2
 * closes a database with its last connection and would have to open it anew for each transaction.
 */
final class Connections implements AutoCloseable {
  private static final int MOST_IDLE = 3;

  /**
   * While an H2 server hands over or a killed one's lock grows old, opening fails for seconds; one
   * attempt waits for four, and each process that comes and goes meanwhile can cost another.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

  private final String url;
  private final Properties properties = new Properties();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;
  private volatile boolean isGivenUp;

  Connections(String url, String user, String password) {
    this.url = url;
    properties.setProperty("user", user);
    properties.setProperty("password", password);
  }

  Connection borrow() throws SQLException {
    synchronized (this) {
      if (closed) {
        throw new SQLException("the operations database of this process is closed");
      }
      Connection connection = idle.poll();
      if (connection != null) {
        return connection;
      }
    }
    return open();
  }

  void giveBack(Connection connection) throws SQLException {
    synchronized (this) {
      if (!closed && idle.size() < MOST_IDLE) {
        idle.push(connection);
        return;
      }
    }
    connection.close();
  }

  /** Ends a connection that failed, and all idle ones with it: what broke one broke them all. */
  synchronized void discard(Connection failed) {
    idle.push(failed);
    closeIdle();
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (Connection connection : idle) {
      try {
        connection.close();
      } catch (SQLException alreadyBroken) {
        // There is nothing left to end.
      }
    }
    idle.clear();
  }

  private Connection open() throws SQLException {
    // An attempt may itself take seconds, so the time counts and not their number.
    long start = System.nanoTime();
    while (true) {
      try {
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        isGivenUp = false;
        return connection;
      } catch (SQLException e) {
        boolean isWorthWaiting = SqlFailures.isHandover(e) && !isGivenUp;
        if (!isWorthWaiting || System.nanoTime() - start > PATIENCE.toNanos()) {
          // What comes after, such as telling the history of the failure, need not wait as long.
          isGivenUp = true;
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(SQLException reason) throws SQLException {
    try {
      Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
