package dev.guildhouse.schedules.operations.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.ProcessStamp;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class LeasesIT {
  private static final Duration TTL = Duration.ofMinutes(1);

  @Parameter
  private Engine engine;

  private final TestClock clock = new TestClock();
  private OperationsDatabase database;
  private Leases leases;

  @BeforeEach
  void open() {
    database = engine.open(clock);
    leases = new Leases(database, duration -> {
      clock.advance(duration);
      return true;
    });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void numbersRiseWithEveryHolderForEver() {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (Lease lease = take("warehouse")) {
        numbers.add(lease.fencingNumber());
      }
    }
    assertThat(numbers).containsExactly(1L, 2L, 3L);
  }

  @Test
  void secondTakerIsRefusedAndToldWhoHoldsIt() {
    try (Lease held = take("warehouse")) {
      assertThatThrownBy(() -> take("warehouse"))
          .isInstanceOfSatisfying(
              WarehouseException.class,
              e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.LOCKED))
          .hasMessageContaining("Cannot take the lease warehouse: " + ProcessStamp.current()
              + " has held it since 2026-03-02T10:00:00Z: backfill of messages")
          .hasMessageContaining("2026-03-02T10:01:00Z");
      held.check();
    }
  }

  @Test
  void waitingTakerGetsItWhenItRunsOut() {
    Lease held = take("warehouse");
    Lease next = leases.acquire("warehouse", "nightly", TTL, Duration.ofMinutes(5));

    assertThat(next.fencingNumber()).isEqualTo(2);
    assertThat(clock.instant())
        .isBetween(TestClock.START.plus(TTL), TestClock.START.plus(TTL).plusSeconds(1));
    held.renew();
    assertThatThrownBy(held::check).hasMessageContaining("another process has taken it over");
    held.close();
    next.check();
    assertThat(leases.held()).extracting(LeaseHolder::fencingNumber).containsExactly(2L);
    next.close();
    assertThat(leases.held()).isEmpty();
  }

  @Test
  void waitEndsInTheRefusal() {
    try (Lease held = leases.acquire("warehouse", "nightly", Duration.ofHours(1), Duration.ZERO)) {
      assertThatThrownBy(() -> leases.acquire("warehouse", "backfill", TTL, Duration.ofMinutes(2)))
          .hasMessageContaining("nightly");
      assertThat(clock.instant()).isAfterOrEqualTo(TestClock.START.plus(Duration.ofMinutes(2)));
      held.check();
    }
  }

  @Test
  void renewalPutsTheExpiryOff() {
    try (Lease lease = take("warehouse")) {
      clock.advance(TTL.minusSeconds(1));
      lease.renew();
      clock.advance(TTL.minusSeconds(1));
      lease.check();
      assertThatThrownBy(() -> take("warehouse")).isInstanceOf(WarehouseException.class);
    }
  }

  @Test
  void lapsedLeaseIsLostUntilARenewalFindsItUntouched() {
    try (Lease lease = take("warehouse")) {
      clock.advance(TTL);
      assertThatThrownBy(lease::check).hasMessageContaining("it could not be renewed in time");
      lease.renew();
      lease.check();
    }
  }

  @Test
  void leaseOfAProcessThatEndedIsTakenAtOnce() {
    take("warehouse");
    database.transaction(
        "put a dead process in its place",
        transaction -> transaction.update("UPDATE leases SET holder_process_start = '1'"));

    assertThat(take("warehouse").fencingNumber()).isEqualTo(2);
  }

  @Test
  void leaseOfAProcessElsewhereIsNotTakenBeforeItsTime() {
    take("warehouse");
    database.transaction(
        "move the holder to another machine",
        transaction -> transaction.update(
            "UPDATE leases SET holder_process_start = '1', holder_machine = 'another'"));

    assertThatThrownBy(() -> take("warehouse")).isInstanceOf(WarehouseException.class);
  }

  @Test
  void ofManyTakersAtOnceOneWins() throws Exception {
    Leases impatient = new Leases(database);
    AtomicInteger refused = new AtomicInteger();
    List<Lease> won = new ArrayList<>();
    ExecutorService takers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Lease>> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tries.add(takers.submit(() -> impatient.acquire("warehouse", "race", TTL, Duration.ZERO)));
      }
      for (Future<Lease> attempt : tries) {
        try {
          won.add(attempt.get());
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause()).hasMessageContaining("has held it since");
          refused.incrementAndGet();
        }
      }
    } finally {
      takers.shutdownNow();
    }
    assertThat(won).hasSize(1);
    assertThat(refused).hasValue(7);
  }

  private Lease take(String name) {
    return leases.acquire(name, "backfill of messages", TTL, Duration.ZERO);
  }
}
