package dev.guildhouse.collector.catchup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the channels of one guild are read: a small file, replaced in one step. It holds times and
 * no message id, and within an unfinished channel whole minutes only, because an id or an exact
 * instant would name an author long after the message's month was sealed. Safe for several threads.
 *
 * <p>A channel is known up to its own {@code read_until}. While the gateway is watched without a
 * break, all channels that were known when the watch began are known up to {@code watched_until}.
 */
public final class Checkpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;
  private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

  private final Path file;
  private final Map<Long, Channel> channels = new TreeMap<>();
  private @Nullable Instant watchedFrom;
  private @Nullable Instant watchedUntil;
  private long savedAtNanos = System.nanoTime();

  private static final class Channel {
    Instant readUntil;
    boolean isReadable;
    final Map<Long, Instant> places = new HashMap<>();

    Channel(Instant readUntil) {
      this.readUntil = readUntil;
    }
  }

  private Checkpoints(Path file) {
    this.file = file;
  }

  /** The checkpoints of a guild; empty when it was never watched. */
  public static Checkpoints open(Path folder, long guildId) {
    Checkpoints checkpoints = new Checkpoints(folder.resolve(guildId + ".json"));
    if (Files.exists(checkpoints.file)) {
      checkpoints.read();
    }
    return checkpoints;
  }

  /** The guilds of which a folder holds checkpoints, by id. */
  public static List<Long> guilds(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+\\.json"))
          .map(name -> Long.valueOf(name.substring(0, name.length() - ".json".length())))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          "list the checkpoints in " + folder,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be read.",
          e);
    }
  }

  /** The folder of the live collector's checkpoints. */
  public static Path live(Home home) {
    return home.collector().resolve("live");
  }

  /** Whether nothing is known yet. */
  public synchronized boolean isEmpty() {
    return watchedUntil == null;
  }

  /**
   * Sets that all was watched up to an instant, whatever channels there were. For a guild of which
   * nothing is known.
   */
  synchronized void startAt(Instant at) {
    channels.clear();
    watchedFrom = at;
    watchedUntil = at;
  }

  /**
   * A watch without a break begins. Channels that are gone are dropped; new ones are known up to where
   * the last watch ended, and all of them if there never was one.
   *
   * @param at the same again when what lies before it is tried once more
   */
  synchronized void begin(Instant at, Collection<Long> channelIds) {
    channels.keySet().retainAll(channelIds);
    channels.values().forEach(channel -> channel.readUntil = known(channel));
    Instant before = watchedUntil == null || at.equals(watchedFrom) ? at : watchedUntil;
    channelIds.forEach(id -> channels.computeIfAbsent(id, missing -> new Channel(before)));
    if (!at.equals(watchedFrom)) {
      watchedFrom = at;
      watchedUntil = at;
    }
  }

  /**
   * A watch went on until it ended; all that it saw is safe. Of one that never came to {@link
   * CatchUp#run} this changes nothing, so that the gap before it stays known. {@link #save} makes it
   * last.
   */
  public synchronized void watched(EarlierWatch watch) {
    if (isEmpty()) {
      startAt(watch.until());
    } else if (watch.from().equals(watchedFrom)
        && watchedUntil != null
        && watch.until().isAfter(watchedUntil)) {
      watchedUntil = watch.until();
    }
  }

  /** Up to when all of a channel is known. */
  synchronized Instant from(long channelId) {
    return known(channel(channelId));
  }

  /** Where to go on in a channel or thread of a channel. */
  synchronized Instant from(long channelId, long placeId) {
    Channel channel = channel(channelId);
    Instant known = known(channel);
    Instant reached = channel.places.get(placeId);
    return reached != null && reached.isAfter(known) ? reached : known;
  }

  /** Whether the bot could read a channel when it last tried. */
  synchronized boolean isReadable(long channelId) {
    return channel(channelId).isReadable;
  }

  /** All messages of a place that are older than an instant were taken. */
  synchronized void reached(long channelId, long placeId, Instant at) {
    channel(channelId)
        .places
        .merge(placeId, at.truncatedTo(ChronoUnit.MINUTES), (a, b) -> a.isAfter(b) ? a : b);
  }

  /** All of a channel and its threads was taken up to an instant. */
  synchronized void finished(long channelId, Instant until) {
    Channel channel = channel(channelId);
    channel.isReadable = true;
    channel.places.clear();
    if (until.isAfter(channel.readUntil)) {
      channel.readUntil = until;
    }
  }

  synchronized void unreadable(long channelId) {
    channel(channelId).isReadable = false;
  }

  synchronized void drop(long channelId) {
    channels.remove(channelId);
  }

  /** Writes the file, at most once a second. */
  synchronized void saveNowAndThen() {
    if (System.nanoTime() - savedAtNanos >= SAVE_EVERY.toNanos()) {
      save();
    }
  }

  /** Writes the file. */
  public synchronized void save() {
    ObjectNode json = JSON.createObjectNode().put("version", VERSION);
    json.put("watched_from", text(watchedFrom));
    json.put("watched_until", text(watchedUntil));
    ObjectNode all = json.putObject("channels");
    channels.forEach((id, channel) -> {
      ObjectNode one = all.putObject(Long.toString(id))
          .put("read_until", channel.readUntil.toString())
          .put("is_readable", channel.isReadable);
      if (!channel.places.isEmpty()) {
        ObjectNode places = one.putObject("reached");
        channel.places.forEach((place, at) -> places.put(Long.toString(place), at.toString()));
      }
    });
    try {
      DurableFiles.publishText(json + "\n", file);
    } catch (IOException e) {
      throw failed("write", e);
    }
    savedAtNanos = System.nanoTime();
  }

  /** Forgets everything. */
  synchronized void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("delete", e);
    }
  }

  private void read() {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      if (json.path("version").asInt() != VERSION) {
        throw new IOException("it is of version " + json.path("version").asText());
      }
      watchedFrom = instant(json.path("watched_from"));
      watchedUntil = instant(json.path("watched_until"));
      for (Map.Entry<String, JsonNode> entry : json.path("channels").properties()) {
        Channel channel =
            new Channel(Instant.parse(entry.getValue().path("read_until").asText()));
        channel.isReadable = entry.getValue().path("is_readable").asBoolean();
        for (Map.Entry<String, JsonNode> place :
            entry.getValue().path("reached").properties()) {
          channel.places.put(
              Long.valueOf(place.getKey()), Instant.parse(place.getValue().asText()));
        }
        channels.put(Long.valueOf(entry.getKey()), channel);
      }
    } catch (IOException | DateTimeException | NumberFormatException e) {
      throw failed("read", e);
    }
  }

  private Channel channel(long channelId) {
    Channel channel = channels.get(channelId);
    return channel == null ? new Channel(Instant.MAX) : channel;
  }

  private Instant known(Channel channel) {
    boolean isWatched = watchedFrom != null
        && watchedUntil != null
        && !channel.readUntil.isBefore(watchedFrom)
        && watchedUntil.isAfter(channel.readUntil);
    return isWatched && watchedUntil != null ? watchedUntil : channel.readUntil;
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private static @Nullable Instant instant(JsonNode json) {
    return json.isTextual() ? Instant.parse(json.textValue()) : null;
  }

  private WarehouseException failed(String verb, Exception e) {
    return WarehouseException.failed(
        verb + " the checkpoints " + file,
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "See that the disk has room and the file can be read; if you delete it, the guild is watched"
            + " from now on and what was missed before stays a gap.",
        e);
  }
}
