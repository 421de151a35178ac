package dev.guildhouse.collector.reading;

import dev.guildhouse.collector.rest.ListedChannel;
import dev.guildhouse.collector.rest.RestRefusal;
import dev.guildhouse.schema.WarehouseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Works on several channels of a guild at once, and gives up on all when one must. */
public final class GuildReader {
  /**
   * Discord limits each channel by itself and a bot to 50 requests a second; four at a time stay below
   * that at its usual 100 ms, with room for what else the bot does.
   */
  private static final int AT_ONCE = 4;

  private static final int SHUTDOWN_SECONDS = 20;

  private GuildReader() {}

  /** What is done with one channel. */
  public interface Work<T> {
    T of(ListedChannel channel) throws InterruptedException;
  }

  /** All results, in the order in which they came. */
  public static <T> List<T> all(Collection<ListedChannel> channels, Work<T> work)
      throws InterruptedException {
    ExecutorService workers =
        Executors.newFixedThreadPool(AT_ONCE, task -> new Thread(task, "rest-reader"));
    try {
      ExecutorCompletionService<T> running = new ExecutorCompletionService<>(workers);
      channels.forEach(channel -> running.submit(() -> work.of(channel)));
      List<T> results = new ArrayList<>();
      for (int i = 0; i < channels.size(); i++) {
        results.add(running.take().get());
      }
      return results;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      workers.shutdownNow();
      // A reader that is still in the sink must not outlive what it writes to.
      workers.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Waits until all that was taken is safe. */
  public static void await(Collection<CompletableFuture<?>> safe) throws InterruptedException {
    try {
      CompletableFuture.allOf(safe.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** The failure itself, if a person can act on it. */
  private static RuntimeException unwrapped(ExecutionException e) throws InterruptedException {
    if (e.getCause() instanceof WarehouseException known) {
      return known;
    } else if (e.getCause() instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return new IllegalStateException("a channel could not be read", e.getCause());
  }

  /** What to say when Discord does not even list the channels. */
  public static WarehouseException notListed(long guildId, RestRefusal e) {
    return WarehouseException.failed(
        "list the channels of guild " + guildId,
        e.reason(),
        switch (e.kind()) {
          case GONE, NO_ACCESS -> "See that the id is right and the bot is in this guild.";
          case UNAVAILABLE -> "Try again later.";
        },
        e);
  }
}
