package dev.guildhouse.schedules.operations.queue;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.ProcessStamp;
import dev.guildhouse.schedules.operations.Row;
import dev.guildhouse.schedules.operations.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The queue of reports to post: {@code pending → processing → delivered}, or {@code failed} and due
 * again later, or {@code dead}.
 */
public final class Deliveries {
  private static final int RECENT_FAILURES = 10;

  private final OperationsDatabase database;
  private final Duration hold;
  private final @Nullable Long guildId;

  /**
   * The queue in a database.
   *
   * @param hold how long a worker may be silent before another one takes its delivery
   */
  public Deliveries(OperationsDatabase database, Duration hold) {
    this(database, hold, null);
  }

  private Deliveries(OperationsDatabase database, Duration hold, @Nullable Long guildId) {
    this.database = database;
    this.hold = hold;
    this.guildId = guildId;
  }

  /** The same queue, of which only one guild's deliveries are told and mended. */
  public Deliveries ofGuild(long guild) {
    return new Deliveries(database, hold, guild);
  }

  /** A condition to stand behind others. */
  private String ofGuild() {
    return guildId == null ? "" : " AND guild_id = " + guildId;
  }

  /** Queues a report unless it is queued already; true if it was not. */
  public boolean enqueue(NewDelivery request) {
    return database.transaction(
        "queue " + request.manifestPath(),
        transaction -> enqueue(transaction, request, now(), null));
  }

  /**
   * Queues a report of which it is not known whether an earlier queue has posted it, so that its
   * worker looks in the channel first; true if it was not queued already.
   *
   * @param writtenAt no post of it is older
   */
  public boolean enqueueOrphan(NewDelivery request, Instant writtenAt) {
    return database.transaction(
        "queue " + request.manifestPath(),
        transaction -> enqueue(transaction, request, now(), writtenAt));
  }

  /** Takes the delivery that is due longest, if any is due or was left by a worker that is gone. */
  public Optional<ClaimedDelivery> claim() {
    String token = UUID.randomUUID().toString();
    return database.transaction("claim a delivery", transaction -> claim(transaction, token));
  }

  /** When the next delivery can be claimed; now or earlier if one is due. */
  public Optional<Instant> nextAttempt() {
    Instant now = now();
    return database
        .transaction(
            "look for due deliveries",
            transaction -> transaction.list(
                "SELECT * FROM deliveries WHERE state IN ('pending', 'failed', 'processing')",
                Candidate::read))
        .stream()
        .map(candidate -> candidate.nextAttempt(now))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /**
   * Makes all deliveries of a state due again at once, with all their attempts.
   *
   * @param state failed or dead
   * @return how many there were
   */
  public int retry(DeliveryState state) {
    if (state != DeliveryState.FAILED && state != DeliveryState.DEAD) {
      throw new IllegalArgumentException("a delivery that is " + state.text() + " needs no retry");
    }
    return database.transaction(
        "retry the deliveries that are " + state.text(),
        transaction -> transaction.update(
            "UPDATE deliveries SET state = 'pending', attempts = 0, next_attempt_at = ?,"
                + " lease_token = NULL WHERE state = ?" + ofGuild(),
            now(),
            state.text()));
  }

  /** Makes deliveries due again whose worker's hold has run out; yields how many there were. */
  public int unstick() {
    return database.transaction(
        "free the deliveries that are stuck",
        transaction -> transaction.update(
            "UPDATE deliveries SET state = 'pending', next_attempt_at = ?, lease_token = NULL,"
                + " lease_until = NULL WHERE state = 'processing' AND lease_until <= ?"
                + ofGuild(),
            now(),
            now()));
  }

  /** Deletes deliveries that were queued before an instant; yields how many. */
  public int deleteBefore(Instant instant) {
    return database.transaction(
        "forget old deliveries",
        transaction -> transaction.update("DELETE FROM deliveries WHERE queued_at < ?", instant));
  }

  /** When the oldest delivery there is was queued. */
  public Optional<Instant> oldest() {
    return database.transaction(
        "look for the oldest delivery",
        transaction -> transaction.first(
            "SELECT queued_at FROM deliveries ORDER BY queued_at FETCH FIRST 1 ROWS ONLY",
            row -> row.instant("queued_at")));
  }

  public QueueStatus status() {
    Instant now = now();
    return database.transaction("read the queue", transaction -> {
      Map<DeliveryState, Integer> counts = new EnumMap<>(DeliveryState.class);
      for (DeliveryState state : DeliveryState.values()) {
        counts.put(state, 0);
      }
      transaction.list(
          "SELECT state, COUNT(*) AS deliveries FROM deliveries WHERE 1 = 1" + ofGuild()
              + " GROUP BY state",
          row -> counts.put(DeliveryState.of(row.text("state")), row.count("deliveries")));
      Optional<Instant> oldest = transaction.first(
          // What is held back is not late.
          "SELECT next_attempt_at FROM deliveries WHERE state = 'pending' AND next_attempt_at <= ?"
              + ofGuild() + " ORDER BY next_attempt_at FETCH FIRST 1 ROWS ONLY",
          row -> row.instant("next_attempt_at"),
          now);
      int stuck = transaction
          .first(
              "SELECT COUNT(*) AS deliveries FROM deliveries"
                  + " WHERE state = 'processing' AND lease_until <= ?" + ofGuild(),
              row -> row.count("deliveries"),
              now)
          .orElse(0);
      List<Delivery> failures = transaction.list(
          "SELECT * FROM deliveries WHERE state IN ('failed', 'dead') AND error_at IS NOT NULL"
              + ofGuild() + " ORDER BY error_at DESC, delivery_id FETCH FIRST ? ROWS ONLY",
          Delivery::read,
          RECENT_FAILURES);
      return new QueueStatus(
          counts, oldest.map(dueAt -> Duration.between(dueAt, now)).orElse(null), stuck, failures);
    });
  }

  /**
   * The delivery that was given up last.
   *
   * @param report one that is not looked for
   */
  public Optional<Delivery> newestDeadBut(String report) {
    return database.transaction(
        "look for deliveries that were given up",
        transaction -> transaction.first(
            "SELECT * FROM deliveries WHERE state = 'dead' AND report_name <> ?" + ofGuild()
                + " ORDER BY error_at DESC, delivery_id FETCH FIRST 1 ROWS ONLY",
            Delivery::read,
            report));
  }

  public Optional<Delivery> find(String deliveryId) {
    return database.transaction(
        "read the delivery " + deliveryId,
        transaction -> transaction.first(
            "SELECT * FROM deliveries WHERE delivery_id = ?", Delivery::read, deliveryId));
  }

  /** Queues a report within a transaction that does more; true if it was not queued already. */
  public static boolean enqueue(
      Transaction transaction, NewDelivery request, Instant now, @Nullable Instant maybeSentSince)
      throws SQLException {
    return enqueue(transaction, request, now, now, maybeSentSince);
  }

  /**
   * The same of a report that is not to be posted yet.
   *
   * @param dueAt when it may be
   */
  public static boolean enqueue(
      Transaction transaction,
      NewDelivery request,
      Instant now,
      Instant dueAt,
      @Nullable Instant maybeSentSince)
      throws SQLException {
    boolean isQueued = transaction
        .first(
            // Each channel once, even if the configuration came to name one that had it already.
            "SELECT delivery_id FROM deliveries WHERE delivery_id = ? OR (guild_id = ?"
                + " AND report_name = ? AND from_date = ? AND until_date = ? AND revision = ?"
                + " AND channel_id = ?)",
            row -> row.text("delivery_id"),
            request.id(),
            request.guildId(),
            request.report(),
            request.period().from(),
            request.period().to(),
            request.revision(),
            request.channelId())
        .isPresent();
    if (isQueued) {
      return false;
    }
    transaction.update(
        "INSERT INTO deliveries (delivery_id, guild_id, report_name, from_date, until_date,"
            + " revision, channel_id, manifest_path, state, queued_at, attempts, next_attempt_at,"
            + " maybe_sent_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, 0, ?, ?)",
        request.id(),
        request.guildId(),
        request.report(),
        request.period().from(),
        request.period().to(),
        request.revision(),
        request.channelId(),
        request.manifestPath(),
        now,
        dueAt,
        maybeSentSince);
    return true;
  }

  private Optional<ClaimedDelivery> claim(Transaction transaction, String token)
      throws SQLException {
    Optional<ClaimedDelivery> claimedBefore = claimed(transaction, token);
    if (claimedBefore.isPresent()) {
      return claimedBefore;
    }
    List<Candidate> candidates = transaction.list(
        "SELECT * FROM deliveries WHERE state = 'processing'"
            + " OR (state IN ('pending', 'failed') AND next_attempt_at <= ?)"
            // Those that were held back until one moment are posted as they were queued.
            + " ORDER BY next_attempt_at, queued_at, delivery_id",
        Candidate::read,
        now());
    ProcessStamp self = ProcessStamp.current();
    for (Candidate candidate : candidates) {
      if (candidate.isFree(now())) {
        int won = transaction.update(
            "UPDATE deliveries SET state = 'processing', attempts = attempts + 1, lease_token = ?,"
                + " lease_until = ?, worker_machine = ?, worker_host = ?, worker_pid = ?,"
                + " worker_process_start = ?"
                + " WHERE delivery_id = ? AND state = ? AND attempts = ?",
            token,
            now().plus(hold),
            self.machine(),
            self.host(),
            self.pid(),
            self.start(),
            candidate.delivery().id(),
            candidate.delivery().state().text(),
            candidate.delivery().attempts());
        if (won == 1) {
          return claimed(transaction, token);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<ClaimedDelivery> claimed(Transaction transaction, String token)
      throws SQLException {
    return transaction
        .first("SELECT * FROM deliveries WHERE lease_token = ?", Delivery::read, token)
        .map(delivery -> new ClaimedDelivery(database, hold, delivery, token));
  }

  private Instant now() {
    return database.clock().instant();
  }

  /** A delivery that a worker may be able to take. */
  private record Candidate(Delivery delivery, @Nullable ProcessStamp worker) {
    static Candidate read(Row row) throws SQLException {
      Delivery delivery = Delivery.read(row);
      return new Candidate(
          delivery,
          delivery.state() == DeliveryState.PROCESSING
              ? new ProcessStamp(
                  row.text("worker_machine"),
                  row.text("worker_host"),
                  row.number("worker_pid"),
                  row.text("worker_process_start"))
              : null);
    }

    Optional<Instant> nextAttempt(Instant now) {
      if (worker == null) {
        return Optional.of(delivery.nextAttemptAt());
      }
      return isFree(now) ? Optional.of(now) : Optional.empty();
    }

    boolean isFree(Instant now) {
      Instant leaseUntil = delivery.leaseUntil();
      return worker == null
          || leaseUntil == null
          || !now.isBefore(leaseUntil)
          || worker.isCertainlyGone();
    }
  }
}
