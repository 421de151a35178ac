package dev.guildhouse.schedules.operations.leases;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.ProcessStamp;
import dev.guildhouse.schedules.operations.Transaction;
import dev.guildhouse.schema.WarehouseException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * Leases by name: at most one process holds a name at a time. A lease that ran out can be taken
 * over, and one whose process has certainly ended at once.
 */
public final class Leases {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  /** Renewals in one term, so that one may fail before the lease is lost. */
  private static final int RENEWALS_PER_TERM = 3;

  private static final String HELD = "holder_token IS NOT NULL";

  private final OperationsDatabase database;
  private final Pause pause;

  public Leases(OperationsDatabase database) {
    this(database, Pause.REAL);
  }

  Leases(OperationsDatabase database, Pause pause) {
    this.database = database;
    this.pause = pause;
  }

  /** What came of one try. */
  private sealed interface Attempt {
    /** The lease is ours under this number. */
    record Taken(long fencingNumber) implements Attempt {}

    /** Somebody has it. */
    record Refused(LeaseHolder holder) implements Attempt {}
  }

  /**
   * Takes a lease, waiting for its present holder if need be.
   *
   * @param doing what it is taken for, as a process that finds it taken will read it
   * @param ttl how long others wait after a holder that cannot be seen to have died
   * @param wait how long to wait; zero to try once
   * @throws WarehouseException with code LOCKED that names the holder, when the wait is over
   */
  public Lease acquire(String name, String doing, Duration ttl, Duration wait) {
    String token = UUID.randomUUID().toString();
    Instant giveUpAt = now().plus(wait);
    while (true) {
      Instant until = now().plus(ttl);
      Attempt attempt = database.transaction(
          "take the lease " + name, transaction -> tryOnce(transaction, name, token, doing, until));
      if (attempt instanceof Attempt.Taken taken) {
        Lease lease = new Lease(this, name, token, taken.fencingNumber(), ttl, until);
        lease.renewBy(database.every(ttl.dividedBy(RENEWALS_PER_TERM), () -> renewed(lease)));
        return lease;
      }
      if (!now().isBefore(giveUpAt) || !pause.take(BETWEEN_TRIES)) {
        throw locked(((Attempt.Refused) attempt).holder());
      }
    }
  }

  /** Everything that is held now, by name. Leases that ran out and were not taken over count. */
  public List<LeaseHolder> held() {
    return database.transaction(
        "read the leases",
        transaction -> transaction.list(
            "SELECT * FROM leases WHERE " + HELD + " ORDER BY lease_name", LeaseHolder::read));
  }

  Instant now() {
    return database.clock().instant();
  }

  /** False if the lease is no longer held under the token. */
  boolean renew(String name, String token, Instant until) {
    return database.transaction(
            "renew the lease " + name,
            transaction -> transaction.update(
                "UPDATE leases SET expires_at = ? WHERE lease_name = ? AND holder_token = ?",
                until,
                name,
                token))
        == 1;
  }

  void release(String name, String token) {
    database.transaction(
        "give back the lease " + name,
        transaction -> transaction.update(
            "UPDATE leases SET holder_token = NULL WHERE lease_name = ? AND holder_token = ?",
            name,
            token));
  }

  private Attempt tryOnce(
      Transaction transaction, String name, String token, String doing, Instant until)
      throws SQLException {
    Optional<Long> number = transaction.first(
        "SELECT fencing_number FROM leases WHERE lease_name = ? FOR UPDATE",
        row -> row.number("fencing_number"),
        name);
    if (number.isEmpty()) {
      transaction.update(
          "INSERT INTO leases (lease_name, fencing_number, holder_machine, holder_host, holder_pid,"
              + " holder_process_start, doing, acquired_at, expires_at)"
              + " VALUES (?, 0, '', '', 0, '', '', ?, ?)",
          name,
          now(),
          now());
    }
    Optional<LeaseHolder> holder = transaction.first(
        "SELECT * FROM leases WHERE lease_name = ? AND " + HELD + " AND holder_token <> ?",
        LeaseHolder::read,
        name,
        token);
    if (holder.isPresent() && !holder.get().isOver(now())) {
      return new Attempt.Refused(holder.get());
    }
    long next = number.orElse(0L) + 1;
    ProcessStamp self = ProcessStamp.current();
    transaction.update(
        "UPDATE leases SET fencing_number = ?, holder_token = ?, holder_machine = ?,"
            + " holder_host = ?, holder_pid = ?, holder_process_start = ?, doing = ?,"
            + " acquired_at = ?, expires_at = ? WHERE lease_name = ?",
        next,
        token,
        self.machine(),
        self.host(),
        self.pid(),
        self.start(),
        doing,
        now(),
        until,
        name);
    return new Attempt.Taken(next);
  }

  private static void renewed(Lease lease) {
    try {
      lease.renew();
    } catch (WarehouseException e) {
      // The holder learns of it by check(), when the term is over; until then there are more tries.
      LoggerFactory.getLogger(Leases.class)
          .warn("The lease {} was not renewed: {}", lease.name(), e.getMessage());
    }
  }

  private static WarehouseException locked(LeaseHolder holder) {
    return WarehouseException.locked(
        "take the lease " + holder.lease(),
        holder.process() + " has held it since " + holder.since() + ": " + holder.doing(),
        "Wait until it has ended. If it died without a trace, the lease is free at "
            + holder.expiresAt()
            + ".");
  }
}
