package dev.guildhouse.schedules.operations.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.queue.DeliveryError.Trace;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class DeliveriesIT {
  private static final long CHANNEL = 99;
  private static final Duration HOLD = Duration.ofMinutes(10);

  @Parameter
  private Engine engine;

  private final TestClock clock = new TestClock();
  private OperationsDatabase database;
  private Deliveries deliveries;

  @BeforeEach
  void open() {
    database = engine.open(clock);
    deliveries = new Deliveries(database, HOLD);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void reportIsQueuedOnce() {
    assertThat(deliveries.enqueue(report(1))).isTrue();
    assertThat(deliveries.enqueue(report(1))).isFalse();
    assertThat(deliveries.enqueueOrphan(report(1), TestClock.START)).isFalse();
    assertThat(deliveries.enqueue(report(2))).isTrue();
    assertThat(count(DeliveryState.PENDING)).isEqualTo(2);
  }

  @Test
  void claimedDeliveryIsPostedAndDone() {
    deliveries.enqueue(report(1));
    ClaimedDelivery claimed = claim();
    assertThat(claimed.delivery().request()).isEqualTo(report(1));
    assertThat(claimed.delivery().attempts()).isEqualTo(1);
    assertThat(claimed.delivery().maybeSentSince()).isNull();
    assertThat(deliveries.claim()).isEmpty();

    claimed.sending();
    clock.advance(Duration.ofSeconds(2));
    claimed.delivered(4711);

    Delivery done = find();
    assertThat(done.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(done.messageId()).isEqualTo(4711);
    assertThat(done.deliveredAt()).isEqualTo(TestClock.START.plusSeconds(2));
    assertThat(done.leaseUntil()).isNull();
    assertThat(deliveries.claim()).isEmpty();
    assertThat(deliveries.enqueue(report(1))).isFalse();
  }

  @Test
  void failureIsDueAgainAtItsTimeOnly() {
    deliveries.enqueue(report(1));
    claim().failed(error(Trace.NOTHING_POSTED), TestClock.START.plusSeconds(60));
    clock.advance(Duration.ofSeconds(59));
    assertThat(deliveries.claim()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    assertThat(claim().delivery().attempts()).isEqualTo(2);
  }

  @Test
  void retryMakesFailedOnesDueAtOnceAndLeavesDeadOnes() {
    deliveries.enqueue(report(1));
    deliveries.enqueue(report(2));
    claim().failed(error(Trace.NOTHING_POSTED), TestClock.START.plusSeconds(3600));
    claim().dead(error(Trace.NOTHING_POSTED));

    assertThat(deliveries.retry(DeliveryState.FAILED)).isEqualTo(1);
    assertThat(claim().delivery().attempts()).isEqualTo(1);
    assertThat(deliveries.claim()).isEmpty();
    assertThat(deliveries.retry(DeliveryState.DEAD)).isEqualTo(1);
    assertThat(deliveries.claim()).isPresent();
  }

  @Test
  void unstickFreesOnlyHoldsThatHaveRunOut() {
    deliveries.enqueue(report(1));
    ClaimedDelivery slow = claim();
    clock.advance(Duration.ofMinutes(9));
    deliveries.enqueue(report(2));
    claim();
    assertThat(deliveries.unstick()).isZero();

    clock.advance(Duration.ofMinutes(1));
    assertThat(deliveries.status().stuck()).isEqualTo(1);
    assertThat(deliveries.unstick()).isEqualTo(1);
    assertThat(count(DeliveryState.PENDING)).isEqualTo(1);
    assertThat(count(DeliveryState.PROCESSING)).isEqualTo(1);
    assertThatThrownBy(() -> slow.delivered(1)).isInstanceOf(WarehouseException.class);
  }

  @Test
  void holdThatRanOutIsTakenOverAndTheSlowWorkerIsRefused() {
    deliveries.enqueue(report(1));
    ClaimedDelivery slow = claim();
    slow.sending();
    clock.advance(HOLD.minusSeconds(1));
    assertThat(deliveries.claim()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    ClaimedDelivery next = claim();
    assertThat(next.delivery().maybeSentSince()).isEqualTo(TestClock.START);
    assertThatThrownBy(() -> slow.delivered(1))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.LOCKED));
    assertThatThrownBy(slow::sending).isInstanceOf(WarehouseException.class);
    next.delivered(2);
    assertThat(find().messageId()).isEqualTo(2);
  }

  @Test
  void sendingHoldsOn() {
    deliveries.enqueue(report(1));
    ClaimedDelivery claimed = claim();
    clock.advance(Duration.ofMinutes(8));
    claimed.sending();
    clock.advance(Duration.ofMinutes(8));
    assertThat(deliveries.claim()).isEmpty();
  }

  @Test
  void deliveryOfAWorkerThatDiedIsTakenAtOnce() {
    deliveries.enqueue(report(1));
    claim().sending();
    database.transaction(
        "let the worker be another process",
        transaction -> transaction.update("UPDATE deliveries SET worker_process_start = '1'"));

    assertThat(claim().delivery().maybeSentSince()).isEqualTo(TestClock.START);
  }

  @Test
  void whatMayStandInTheChannelIsRememberedUntilItIsKnown() {
    deliveries.enqueue(report(1));
    ClaimedDelivery first = claim();
    first.sending();
    first.failed(error(Trace.MAYBE_POSTED), TestClock.START);
    ClaimedDelivery second = claim();
    assertThat(second.delivery().maybeSentSince()).isEqualTo(TestClock.START);

    clock.advance(Duration.ofMinutes(1));
    second.sending();
    second.failed(error(Trace.NOTHING_POSTED), clock.instant());
    assertThat(claim().delivery().maybeSentSince()).isNull();
  }

  @Test
  void orphanIsLookedForFirst() {
    deliveries.enqueueOrphan(report(1), TestClock.START.minusSeconds(500));
    assertThat(claim().delivery().maybeSentSince()).isEqualTo(TestClock.START.minusSeconds(500));
  }

  @Test
  void statusCountsStatesAndNamesFailures() {
    deliveries.enqueue(report(1));
    deliveries.enqueue(report(2));
    claim()
        .failed(
            new DeliveryError("RateLimited", "429 for 30 s", Trace.NOTHING_POSTED),
            TestClock.START.plusSeconds(600));
    clock.advance(Duration.ofMinutes(3));
    claim().dead(new DeliveryError("UnknownChannel", "10003", Trace.NOTHING_POSTED));
    clock.advance(Duration.ofMinutes(4));
    deliveries.enqueue(report(3));
    clock.advance(Duration.ofMinutes(1));

    QueueStatus status = deliveries.status();
    assertThat(status.counts())
        .containsEntry(DeliveryState.PENDING, 1)
        .containsEntry(DeliveryState.PROCESSING, 0)
        .containsEntry(DeliveryState.DELIVERED, 0)
        .containsEntry(DeliveryState.FAILED, 1)
        .containsEntry(DeliveryState.DEAD, 1);
    assertThat(status.oldestPendingAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(status.recentFailures())
        .extracting(
            Delivery::errorType, failure -> failure.request().channelId(), Delivery::errorAt)
        .containsExactly(
            tuple("UnknownChannel", CHANNEL, TestClock.START.plusSeconds(180)),
            tuple("RateLimited", CHANNEL, TestClock.START));
  }

  @Test
  void manyWorkersTakeEachDeliveryOnce() throws Exception {
    for (int revision = 1; revision <= 20; revision++) {
      deliveries.enqueue(report(revision));
    }
    ExecutorService workers = Executors.newFixedThreadPool(4);
    List<String> taken = new ArrayList<>();
    try {
      List<Future<List<String>>> shares = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        shares.add(workers.submit(this::takeAll));
      }
      for (Future<List<String>> share : shares) {
        taken.addAll(share.get());
      }
    } finally {
      workers.shutdownNow();
    }
    assertThat(taken).hasSize(20).doesNotHaveDuplicates();
  }

  private List<String> takeAll() {
    List<String> taken = new ArrayList<>();
    Optional<ClaimedDelivery> claimed = deliveries.claim();
    while (claimed.isPresent()) {
      taken.add(claimed.get().delivery().id());
      claimed = deliveries.claim();
    }
    return taken;
  }

  private ClaimedDelivery claim() {
    return deliveries.claim().orElseThrow();
  }

  private Delivery find() {
    return deliveries.find(report(1).id()).orElseThrow();
  }

  private int count(DeliveryState state) {
    return deliveries.status().counts().get(state);
  }

  private static DeliveryError error(Trace trace) {
    return new DeliveryError("ServerError", "503", trace);
  }

  private static NewDelivery report(int revision) {
    DayRange week = DayRange.through(LocalDate.parse("2026-02-23"), LocalDate.parse("2026-03-01"));
    return new NewDelivery(8, "weekly", week, revision, CHANNEL, "8/weekly/" + revision);
  }
}
