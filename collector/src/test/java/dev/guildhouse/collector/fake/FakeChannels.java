package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the channels, and which nonces are still known. */
final class FakeChannels {
  /** Discord says "a few minutes". */
  static final Duration NONCE_MEMORY = Duration.ofMinutes(3);

  private record Posted(FakeMessage message, Instant at) {}

  private final InstantSource clock;
  private final List<FakeMessage> messages = new ArrayList<>();
  private final Map<String, Posted> nonces = new HashMap<>();
  private final Map<Long, String> threads = new HashMap<>();
  private long created;

  FakeChannels(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes a message, or yields the earlier one of the same author and nonce, whatever its channel, if
   * repeats are to be dropped.
   */
  synchronized FakeMessage post(
      long channelId, long authorId, JsonNode payload, List<FakeFile> files) {
    String nonce = payload.path("nonce").asText();
    String key = authorId + "/" + nonce;
    Posted earlier = nonces.get(key);
    boolean isRepeat = payload.path("enforce_nonce").asBoolean()
        && !nonce.isEmpty()
        && earlier != null
        && clock.instant().isBefore(earlier.at().plus(NONCE_MEMORY));
    if (isRepeat) {
      return earlier.message();
    }
    FakeMessage message =
        new FakeMessage(newId(), channelId, authorId, payload, List.copyOf(files));
    messages.add(message);
    nonces.put(key, new Posted(message, clock.instant()));
    return message;
  }

  /** Opens a thread under a message; false when there is one. */
  synchronized boolean openThread(long messageId, String name) {
    return threads.putIfAbsent(messageId, name) == null;
  }

  /** Names of threads by the message they stand under. */
  synchronized Map<Long, String> threads() {
    return Map.copyOf(threads);
  }

  synchronized long newId() {
    return Snowflake.of(clock.instant(), created++ % (1L << Snowflake.TIME_SHIFT));
  }

  /** All messages of a channel, oldest first. */
  synchronized List<FakeMessage> in(long channelId) {
    return messages.stream()
        .filter(message -> message.channelId() == channelId)
        .sorted(Comparator.comparingLong(FakeMessage::id))
        .toList();
  }

  synchronized Optional<FakeMessage> find(long channelId, long messageId) {
    return in(channelId).stream().filter(message -> message.id() == messageId).findFirst();
  }

  synchronized boolean delete(long channelId, long messageId) {
    return messages.removeIf(
        message -> message.channelId() == channelId && message.id() == messageId);
  }

  /** A page of history, newest first: the newest before an id, or the oldest after one. */
  List<FakeMessage> page(long channelId, Optional<Long> before, Optional<Long> after, int limit) {
    Comparator<FakeMessage> newestFirst =
        Comparator.comparingLong(FakeMessage::id).reversed();
    List<FakeMessage> matching = in(channelId).stream()
        .filter(message -> before.isEmpty() || message.id() < before.get())
        .filter(message -> after.isEmpty() || message.id() > after.get())
        .toList();
    int surplus = Math.max(0, matching.size() - limit);
    List<FakeMessage> page = after.isPresent()
        ? matching.subList(0, matching.size() - surplus)
        : matching.subList(surplus, matching.size());
    return page.stream().sorted(newestFirst).toList();
  }
}
