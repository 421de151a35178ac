package dev.guildhouse.collector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.found.FoundPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.requests.Route;
import org.jspecify.annotations.Nullable;

/** Lists what can hold messages in a guild. */
public final class ChannelLists {
  private static final String PAGE = "100";

  /** Discord's numbers of the channel types that hold messages or threads. */
  private static final Map<Integer, ListedChannel.Kind> KINDS = Map.of(
      0, ListedChannel.Kind.TEXT,
      2, ListedChannel.Kind.VOICE,
      5, ListedChannel.Kind.ANNOUNCEMENTS,
      13, ListedChannel.Kind.VOICE,
      15, ListedChannel.Kind.FORUM,
      16, ListedChannel.Kind.FORUM);

  private final RestCalls rest;

  public ChannelLists(RestCalls rest) {
    this.rest = rest;
  }

  /** All channels of a guild, those that the bot may not read among them. */
  public List<ListedChannel> channels(long guildId) throws RestRefusal, InterruptedException {
    String id = Long.toString(guildId);
    JsonNode listed = rest.ask(Route.Guilds.GET_CHANNELS.compile(id));
    JsonNode open = rest.ask(Route.Guilds.LIST_ACTIVE_THREADS.compile(id));
    Map<Long, List<JsonNode>> threads = new HashMap<>();
    for (JsonNode thread : open.path("threads")) {
      threads
          .computeIfAbsent(thread.path("parent_id").asLong(), parent -> new ArrayList<>())
          .add(thread);
    }
    List<ListedChannel> channels = new ArrayList<>();
    for (JsonNode json : listed) {
      ListedChannel.Kind kind = KINDS.get(json.path("type").asInt());
      if (kind != null) {
        long channelId = json.path("id").asLong();
        FoundPlace place =
            new FoundPlace(guildId, channelId, json.path("parent_id").asLong(), 0);
        List<ListedThread> openThreads = threads.getOrDefault(channelId, List.of()).stream()
            .map(thread -> ListedThread.of(place, thread))
            .toList();
        long lastMessageId =
            kind == ListedChannel.Kind.FORUM ? 0 : json.path("last_message_id").asLong();
        channels.add(new ListedChannel(place, kind, lastMessageId, openThreads));
      }
    }
    return channels;
  }

  /**
   * The threads of a channel that were archived since an instant. None that was archived before it
   * can hold a later message, because writing opens a thread again.
   */
  public List<ListedThread> archivedSince(ListedChannel channel, Instant since)
      throws RestRefusal, InterruptedException {
    List<ListedThread> threads = new ArrayList<>();
    if (!channel.hasThreads()) {
      return threads;
    }
    String id = Long.toString(channel.id());
    pages(channel, Route.Channels.LIST_PUBLIC_ARCHIVED_THREADS.compile(id), since, threads);
    if (channel.hasPrivateThreads()) {
      try {
        pages(channel, Route.Channels.LIST_PRIVATE_ARCHIVED_THREADS.compile(id), since, threads);
      } catch (RestRefusal e) {
        if (e.kind() != RestRefusal.Kind.NO_ACCESS) {
          throw e;
        }
        joined(channel, since, threads);
      }
    }
    return threads;
  }

  private void pages(
      ListedChannel channel, Route.CompiledRoute route, Instant since, List<ListedThread> threads)
      throws RestRefusal, InterruptedException {
    Instant before = null;
    boolean hasMore = true;
    while (hasMore) {
      JsonNode page = page(route, before == null ? null : before.toString());
      Instant oldest = before;
      for (JsonNode json : page.path("threads")) {
        ListedThread thread = ListedThread.of(channel.place(), json);
        if (!thread.changedAt().isBefore(since)) {
          threads.add(thread);
        }
        oldest = thread.changedAt();
      }
      hasMore = page.path("has_more").asBoolean()
          && oldest != null
          && !oldest.equals(before)
          && !oldest.isBefore(since);
      before = oldest;
    }
  }

  /** Without the right to manage threads only those private ones show that the bot is in, by id. */
  private void joined(ListedChannel channel, Instant since, List<ListedThread> threads)
      throws RestRefusal, InterruptedException {
    Route.CompiledRoute route =
        Route.Channels.LIST_JOINED_PRIVATE_ARCHIVED_THREADS.compile(Long.toString(channel.id()));
    long before = 0;
    boolean hasMore = true;
    while (hasMore) {
      JsonNode page = page(route, before == 0 ? null : Long.toString(before));
      long oldest = before;
      for (JsonNode json : page.path("threads")) {
        ListedThread thread = ListedThread.of(channel.place(), json);
        if (!thread.changedAt().isBefore(since)) {
          threads.add(thread);
        }
        oldest = thread.place().threadId();
      }
      hasMore = page.path("has_more").asBoolean() && oldest != before;
      before = oldest;
    }
  }

  private JsonNode page(Route.CompiledRoute route, @Nullable String before)
      throws RestRefusal, InterruptedException {
    return rest.ask(
        before == null
            ? route.withQueryParams("limit", PAGE)
            : route.withQueryParams("limit", PAGE, "before", before));
  }
}
