package dev.guildhouse.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalQueueTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private final JournalQueue queue = new JournalQueue(10);

  @Test
  void whoeverBringsMoreThanFitsWaitsUntilTheDiskHasTakenSome() throws Exception {
    queue.put(entry(10));
    CountDownLatch isIn = new CountDownLatch(1);
    Thread late = new Thread(() -> {
      try {
        queue.put(entry(1));
        isIn.countDown();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    late.start();
    List<JournalQueue.Entry> group = queue.take(SOON, Duration.ZERO, 1);
    while (late.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(isIn.getCount()).as("taken out is not yet on the disk").isOne();

    queue.done(group);

    assertThat(isIn.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(queue.size()).isEqualTo(1);
    late.join();
  }

  @Test
  void moreThanEverFitsComesInWhenNothingElseWaits() throws Exception {
    queue.put(entry(25));
    assertThat(queue.take(SOON, Duration.ZERO, 1)).hasSize(1);
  }

  @Test
  void aGroupHoldsWhatCameInTurn() throws Exception {
    JournalQueue.Entry first = entry(2);
    JournalQueue.Entry second = entry(3);
    JournalQueue.Entry third = entry(1);
    queue.put(first);
    queue.put(second);
    queue.put(third);

    assertThat(queue.take(SOON, Duration.ZERO, 5)).containsExactly(first, second);
    assertThat(queue.take(SOON, Duration.ZERO, 5)).containsExactly(third);
    assertThat(queue.take(Duration.ZERO, SOON, 5)).isEmpty();
  }

  @Test
  void aFailureReachesThoseWhoWaitAndThoseWhoComeLater() throws Exception {
    JournalQueue.Entry underWay = entry(1);
    JournalQueue.Entry waiting = entry(1);
    queue.put(waiting);
    IllegalStateException why = new IllegalStateException("the disk is gone");

    queue.fail(why, List.of(underWay));

    assertThatThrownBy(() -> underWay.taken().get()).hasCause(why);
    assertThatThrownBy(() -> waiting.taken().get()).hasCause(why);
    assertThatThrownBy(() -> queue.put(entry(1))).isSameAs(why);
    assertThat(queue.isDrained()).isTrue();
  }

  private static JournalQueue.Entry entry(int events) {
    return new JournalQueue.Entry(JournalHome.events(0, events), new CompletableFuture<>());
  }
}
