package dev.guildhouse.collector.imports.exporter;

import dev.guildhouse.collector.found.WatchedSpan;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an export proves beyond its messages: that its channel existed on the days it holds, and that
 * a stretch of time was watched, for the kinds of events that it holds.
 *
 * <p>Messages are always watched. A file without a single reaction, or a join, may come from a
 * channel without any or from a program that left them out, so it proves nothing about these.
 */
final class ExportCoverage {
  private static final long FIRST_DAY = Snowflake.FIRST_DAY.toEpochDay();

  private final ExportedChannel channel;
  private final Instant receivedAt;
  private final BitSet days = new BitSet();
  private @Nullable Instant first;
  private @Nullable Instant last;
  private boolean hasJoins;
  private boolean hasReactions;

  /** What is said of the channel on one day. */
  record ChannelUpdate(long id, Instant at, Map<String, String> attributes) {}

  ExportCoverage(ExportedChannel channel, Instant receivedAt) {
    this.channel = channel;
    this.receivedAt = receivedAt;
  }

  void saw(Instant at) {
    days.set((int) (Math.floorDiv(at.getEpochSecond(), 86_400L) - FIRST_DAY));
    if (first == null || at.isBefore(first)) {
      first = at;
    }
    if (last == null || at.isAfter(last)) {
      last = at;
    }
  }

  void sawJoin() {
    hasJoins = true;
  }

  void sawReaction() {
    hasReactions = true;
  }

  /** One for each day that has a message; none when the file names neither channel nor guild. */
  List<ChannelUpdate> channelUpdates() {
    Map<String, String> attributes = new TreeMap<>();
    put(attributes, "name", channel.channelName());
    put(attributes, "type", channel.channelType());
    put(attributes, "guild_name", channel.guildName());
    if (attributes.isEmpty()) {
      return List.of();
    }
    return days.stream()
        .mapToObj(day -> LocalDate.ofEpochDay(FIRST_DAY + day))
        .map(day -> new ChannelUpdate(
            EventHash.start()
                .with(channel.place().channelId())
                .with(day.toEpochDay())
                .with(attributes.toString())
                .value(),
            day.atStartOfDay(ZoneOffset.UTC).toInstant(),
            attributes))
        .toList();
  }

  /**
   * The exported range. Where it is open it goes from the first message or to the last; before the
   * channel was made there was nothing to watch.
   */
  Optional<WatchedSpan> watched(@Nullable Instant after, @Nullable Instant before) {
    Instant from = after == null ? first : later(after, channelMadeAt());
    Instant to = before != null ? before : last == null ? null : last.plusSeconds(1);
    return from == null || to == null
        ? Optional.empty()
        : Optional.of(new WatchedSpan(from, to.isAfter(receivedAt) ? receivedAt : to, families()));
  }

  private String families() {
    return Family.MESSAGES.text()
        + (hasReactions ? "," + Family.REACTIONS.text() : "")
        + (hasJoins ? "," + Family.MEMBERS.text() : "");
  }

  /** A channel that was moved from elsewhere can hold messages that are older than its own id. */
  private Instant channelMadeAt() {
    Instant made = Snowflake.instant(channel.place().id());
    return first != null && first.isBefore(made) ? first : made;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static void put(Map<String, String> attributes, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      attributes.put(name, value);
    }
  }
}
