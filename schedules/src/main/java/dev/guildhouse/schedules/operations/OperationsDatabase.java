package dev.guildhouse.schedules.operations;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.ExclusiveWork;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What the processes of one home agree on: who may write, what ran, what is to be posted. An H2 file
 * in the home, which the process that opened it first serves to the others, or PostgreSQL.
 *
 * <p>Every piece of work is one short transaction. It is run once more when the first try failed for
 * a reason that passes, above all because the process that served the file has ended; so work may
 * only do what is right to do twice.
 */
public final class OperationsDatabase implements AutoCloseable {
  private static final String H2 = "jdbc:h2:file:";
  private static final String H2_USER = "guildhouse";

  /**
   * Without a write delay a commit that was answered survives the death of the process. It must be
   * in the file before it is opened: once open with a delay, H2 goes on writing behind commits.
   */
  private static final String DURABLE = ";WRITE_DELAY=0";

  private static final String FILE = "guildhouse";
  private static final String SUFFIX = ".mv.db";
  private static final String ABOUT_THE_SERVER =
      "Check that the database can be reached and its disk has room, then try again.";
  private static final String ABOUT_THE_FILE =
      "See that its disk has room. If the file is damaged, put its backup back or move it away:"
          + " tables and reports stay, and only run history and delivery queue begin anew.";

  /** What a transaction does. It may be run twice. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Transaction transaction) throws SQLException;
  }

  private final Connections connections;
  private final InstantSource clock;
  private final ScheduledExecutorService renewals;

  private OperationsDatabase(Connections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
    this.renewals = renewals();
  }

  /** Whether a home has a database file. */
  public static boolean isIn(Home home) {
    return Files.exists(file(home));
  }

  private static Path file(Home home) {
    return home.operations().resolve(FILE + SUFFIX);
  }

  /** Opens the database that the configuration names, or else the file of the home. */
  public static OperationsDatabase open(
      Home home, Config.Operations settings, InstantSource clock) {
    String url = settings.jdbcUrl();
    if (url == null) {
      return open(home, clock);
    }
    Secret password = settings.password();
    return open(
        url,
        settings.user() == null ? "" : settings.user(),
        password == null ? "" : password.reveal(),
        clock);
  }

  /** Opens the database file of a home, creating it if this is the first time. */
  public static OperationsDatabase open(Home home, InstantSource clock) {
    try {
      Files.createDirectories(home.operations());
      if (!isIn(home)) {
        makeFile(home);
      }
    } catch (IOException e) {
      throw WarehouseException.failed(
          "open the operations database",
          home.operations() + " cannot be written (" + e.getMessage() + ")",
          "Choose a folder you may write to with --home DIR or GUILDHOUSE_HOME.",
          e);
    }
    // The file is served to processes of this host alone; H2 would listen on every address.
    if (System.getProperty("h2.bindAddress") == null) {
      System.setProperty("h2.bindAddress", "127.0.0.1");
    }
    return open(
        H2 + home.operations().resolve(FILE) + DURABLE + ";AUTO_SERVER=TRUE", H2_USER, "", clock);
  }

  /**
   * Makes the file aside and moves it to its place with all tables: H2 keeps each statement that
   * makes one, so a process killed among them would leave a database that nobody can open.
   */
  private static void makeFile(Home home) throws IOException {
    ExclusiveWork.under(home.operations().resolve(FILE + ".making.lock"), () -> {
      if (!isIn(home)) {
        Files.createDirectories(home.temporary());
        Path aside = Files.createTempDirectory(home.temporary(), "operations").resolve(FILE);
        Migrations.run(H2 + aside + DURABLE, H2_USER, "");
        StopPoint.reached("operations.made");
        DurableFiles.publish(aside.resolveSibling(FILE + SUFFIX), file(home));
        Files.delete(aside.getParent());
      }
      return file(home);
    });
  }

  /**
   * Opens a database by address.
   *
   * @param url a JDBC URL of PostgreSQL or H2
   */
  public static OperationsDatabase open(
      String url, String user, String password, InstantSource clock) {
    OperationsDatabase database =
        new OperationsDatabase(new Connections(url, user, password), clock);
    try {
      if (!database.transaction("read its version", Migrations::areDone)) {
        Migrations.run(url, user, password);
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  public InstantSource clock() {
    return clock;
  }

  /**
   * Does work that counts whole or not at all.
   *
   * @param doing completes "Cannot … in the operations database"
   */
  public <T> T transaction(String doing, Work<T> work) {
    try {
      try {
        return once(work);
      } catch (SQLException e) {
        if (!SqlFailures.mayPass(e)) {
          throw e;
        }
        return once(work);
      }
    } catch (SQLException e) {
      throw failed(doing + " in the operations database", e);
    }
  }

  private static WarehouseException failed(String what, SQLException failure) {
    Optional<DiskFull> full = DiskFull.in(failure);
    if (full.isPresent()) {
      return WarehouseException.failed(
          what,
          "the disk is full (" + full.get().reason() + ")",
          "Make room and try again.",
          failure);
    }
    return WarehouseException.failed(
        what,
        String.valueOf(failure.getMessage()),
        SqlFailures.isOfFile(failure) ? ABOUT_THE_FILE : ABOUT_THE_SERVER,
        failure);
  }

  /**
   * A connection of one's own, for a library that keeps its tables here; whoever gets it closes it.
   */
  public Connection connection() throws SQLException {
    return LentConnection.of(connections);
  }

  /** Repeats a piece of upkeep until it is cancelled or this is closed. Failures are its own affair. */
  public ScheduledFuture<?> every(Duration interval, Runnable upkeep) {
    return renewals.scheduleWithFixedDelay(
        upkeep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    renewals.shutdownNow();
    connections.close();
  }

  private <T> T once(Work<T> work) throws SQLException {
    Connection connection = connections.borrow();
    boolean usable = false;
    try {
      T result = work.in(new Transaction(connection));
      connection.commit();
      usable = true;
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
        usable = !(e instanceof SQLException failure) || !SqlFailures.breaksConnection(failure);
      } catch (SQLException lost) {
        e.addSuppressed(lost);
      }
      throw e;
    } finally {
      if (usable) {
        connections.giveBack(connection);
      } else {
        connections.discard(connection);
      }
    }
  }

  private static ScheduledExecutorService renewals() {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
      Thread thread = new Thread(task, "operations-renewals");
      thread.setDaemon(true);
      return thread;
    });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
