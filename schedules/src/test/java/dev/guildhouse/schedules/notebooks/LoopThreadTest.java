package dev.guildhouse.schedules.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rapaio.jupyter.kernel.channels.LoopThread;

class LoopThreadTest {
  @Test
  @Timeout(60)
  void itRunsHoweverQuicklyItStartsAndWhateverFailsUntilItIsShutDown() throws InterruptedException {
    CountDownLatch turns = new CountDownLatch(3);
    LoopThread thread = new LoopThread("loop", 1, () -> {
      turns.countDown();
      // As before the kernel knows what to do with a message.
      throw new IllegalStateException("planted");
    });

    // Before it was started, as a thread that is quicker than whoever starts it.
    Runnable unstarted = thread;
    Thread quick = new Thread(unstarted);
    quick.start();
    turns.await();
    thread.shutdown();
    quick.join();

    thread.start();
    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }
}
