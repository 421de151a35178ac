package dev.guildhouse.schedules.operations.leases;

import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A lease that this process holds and that renews itself until it is closed. Whoever writes under it
 * calls {@link #check} before every step that others see, and hands {@link #fencingNumber} to
 * whatever can refuse an older one: a process that was stopped for minutes learns only there that
 * another took over.
 */
public final class Lease implements AutoCloseable {
  private final Leases leases;
  private final String name;
  private final String token;
  private final long fencingNumber;
  private final Duration ttl;
  private @Nullable Future<?> renewal;
  private volatile Instant expiresAt;
  private volatile boolean takenOver;

  Lease(
      Leases leases,
      String name,
      String token,
      long fencingNumber,
      Duration ttl,
      Instant expiresAt) {
    this.leases = leases;
    this.name = name;
    this.token = token;
    this.fencingNumber = fencingNumber;
    this.ttl = ttl;
    this.expiresAt = expiresAt;
  }

  public String name() {
    return name;
  }

  /** Higher than that of every earlier holder of this name. */
  public long fencingNumber() {
    return fencingNumber;
  }

  /** Throws unless the lease is still held; asks no database. */
  public void check() {
    if (takenOver || !leases.now().isBefore(expiresAt)) {
      throw WarehouseException.locked(
          "go on under the lease " + name,
          takenOver ? "another process has taken it over" : "it could not be renewed in time",
          "Nothing was published. Run the same command again.");
    }
  }

  /** Puts the expiry off by one more term, or learns that another has taken over. */
  void renew() {
    if (takenOver) {
      return;
    }
    Instant until = leases.now().plus(ttl);
    if (leases.renew(name, token, until)) {
      expiresAt = until;
    } else {
      takenOver = true;
    }
  }

  /** Starts the renewal in the background. */
  synchronized void renewBy(Future<?> upkeep) {
    renewal = upkeep;
  }

  /** Gives the lease back. */
  @Override
  public synchronized void close() {
    if (renewal != null) {
      renewal.cancel(false);
      renewal = null;
      leases.release(name, token);
    }
  }
}
