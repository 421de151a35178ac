package dev.guildhouse.collector.journal;

import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to the disk. Bounded: whoever brings more waits until there is room, so that a
 * slow disk slows the gateway down and nothing is dropped.
 */
final class JournalQueue {
  /** Events that came together and are taken together. */
  record Entry(List<RawEvent> events, CompletableFuture<Void> taken) {}

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition hasRoom = lock.newCondition();
  private final Condition hasEvents = lock.newCondition();
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final int capacity;
  private int waiting;
  private boolean isClosed;
  private @Nullable RuntimeException failure;

  JournalQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds events, waiting for room; more than fit at all come in when the queue is empty. */
  void put(Entry entry) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isClosed && waiting > 0 && waiting + entry.events().size() > capacity) {
        hasRoom.await();
      }
      if (failure != null) {
        throw failure;
      } else if (isClosed) {
        throw new IllegalStateException("the journal is closed");
      }
      entries.add(entry);
      waiting += entry.events().size();
      hasEvents.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next group of events: all that came within the linger after the first, or enough of them.
   *
   * @param idle how long to wait for the first
   * @return empty when none came, or when the queue is closed and empty
   */
  List<Entry> take(Duration idle, Duration linger, int enough) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = idle.toNanos();
      while (entries.isEmpty() && !isClosed && left > 0) {
        left = hasEvents.awaitNanos(left);
      }
      left = entries.isEmpty() ? 0 : linger.toNanos();
      while (waiting < enough && !isClosed && left > 0) {
        left = hasEvents.awaitNanos(left);
      }
      List<Entry> group = new ArrayList<>();
      int size = 0;
      while (!entries.isEmpty() && size < enough) {
        Entry entry = entries.remove();
        size += entry.events().size();
        group.add(entry);
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back the room of a group that is on the disk. */
  void done(List<Entry> group) {
    lock.lock();
    try {
      group.forEach(entry -> waiting -= entry.events().size());
      hasRoom.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Events that are not yet on the disk. */
  int size() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** True once it is closed and all was taken out of it. */
  boolean isDrained() {
    lock.lock();
    try {
      return isClosed && entries.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      isClosed = true;
      hasRoom.signalAll();
      hasEvents.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses whatever comes from now on, and what is still waiting. */
  void fail(RuntimeException why, List<Entry> underWay) {
    List<Entry> refused = new ArrayList<>(underWay);
    lock.lock();
    try {
      failure = why;
      refused.addAll(entries);
      entries.clear();
      waiting = 0;
    } finally {
      lock.unlock();
    }
    close();
    refused.forEach(entry -> entry.taken().completeExceptionally(why));
  }

  @Nullable
  RuntimeException failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }
}
