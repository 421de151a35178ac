package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.ChannelKind;
import dev.guildhouse.collector.live.guilds.ChannelView;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.guilds.Place;
import dev.guildhouse.collector.live.guilds.ThreadView;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Threads and forum posts: started, changed, deleted, and who comes and goes. */
final class ThreadEvents implements EventFamily {
  /** Some servers do not say that a thread is new. */
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  @Override
  public Set<String> types() {
    return Set.of(
        "THREAD_CREATE",
        "THREAD_UPDATE",
        "THREAD_DELETE",
        "THREAD_LIST_SYNC",
        "THREAD_MEMBERS_UPDATE");
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    switch (dispatch.type()) {
      case "THREAD_CREATE" -> {
        note(data, guild);
        // The gateway also tells so of an old thread that the bot was let into.
        Instant at = startedAt(data);
        if (data.flag("newly_created") || dispatch.receivedAt().isBefore(at.plus(JUST_NOW))) {
          create(dispatch, guild, at, events);
        }
      }
      case "THREAD_UPDATE" -> update(dispatch, guild, events);
      case "THREAD_DELETE" -> {
        events.accept(thread(dispatch, guild, EventType.THREAD_DELETE)
            .ordinal(dispatch.ordinal())
            .build());
        guild.removeThread(data.id("id"));
      }
      case "THREAD_LIST_SYNC" -> data.children("threads").forEach(thread -> note(thread, guild));
      default -> members(dispatch, guild, events);
    }
  }

  /** Notes where a thread is. */
  static void note(Payload thread, GuildView guild) {
    guild.put(new ThreadView(
        thread.id("id"),
        thread.id("parent_id"),
        thread.id("owner_id"),
        thread.child("thread_metadata").flag("archived")));
  }

  /** A thread on an older message bears that message's id, so that its own time counts if it is told. */
  private static Instant startedAt(Payload thread) {
    return thread
        .child("thread_metadata")
        .instant("create_timestamp")
        .orElseGet(() -> thread.madeAt("id"))
        .truncatedTo(ChronoUnit.MICROS);
  }

  private static void create(
      Dispatch dispatch, GuildView guild, Instant at, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    long owner = data.id("owner_id");
    boolean isPost = guild
        .channel(data.id("parent_id"))
        .filter(parent -> parent.kind() == ChannelKind.FORUM)
        .isPresent();
    RawEvent.Builder event = place(dispatch.event(EventType.THREAD_CREATE, guild, at), data, guild)
        .messageId(isPost ? data.id("id") : 0)
        .memberKey(guild.key(owner, at))
        .isBot(guild.isBot(owner));
    Map<String, String> tags = tags(data, guild);
    events.accept(event.attributes(tags.isEmpty() ? null : tags).build());
  }

  private static void update(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    note(data, guild);
    Payload metadata = data.child("thread_metadata");
    Map<String, String> attributes = new TreeMap<>(tags(data, guild));
    if (metadata.has("archived")) {
      attributes.put("archived", Boolean.toString(metadata.flag("archived")));
    }
    if (metadata.has("locked")) {
      attributes.put("locked", Boolean.toString(metadata.flag("locked")));
    }
    events.accept(thread(dispatch, guild, EventType.THREAD_UPDATE)
        .ordinal(dispatch.ordinal())
        .attributes(attributes)
        .build());
  }

  /** The tags of a post by their ids, and whether one of them says that it is solved or escalated. */
  private static Map<String, String> tags(Payload thread, GuildView guild) {
    Optional<ChannelView> forum = guild.channel(thread.id("parent_id"));
    Set<Long> solved = forum.map(ChannelView::solvedTags).orElse(Set.of());
    Set<Long> escalated = forum.map(ChannelView::escalatedTags).orElse(Set.of());
    List<Long> applied = thread.ids("applied_tags");
    Map<String, String> attributes = new TreeMap<>();
    if (thread.has("applied_tags")) {
      attributes.put(
          "tags", applied.stream().map(String::valueOf).collect(Collectors.joining(",")));
      if (!solved.isEmpty()) {
        attributes.put("solved", Boolean.toString(applied.stream().anyMatch(solved::contains)));
      }
      if (!escalated.isEmpty()) {
        attributes.put(
            "escalated", Boolean.toString(applied.stream().anyMatch(escalated::contains)));
      }
    }
    return attributes;
  }

  private static void members(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    for (Payload added : data.children("added_members")) {
      if (added.child("member").child("user").flag("bot")) {
        guild.noteBot(added.id("user_id"));
      }
      passage(dispatch, guild, EventType.THREAD_MEMBER_JOIN, added.id("user_id"), events);
    }
    for (long userId : data.ids("removed_member_ids")) {
      passage(dispatch, guild, EventType.THREAD_MEMBER_LEAVE, userId, events);
    }
  }

  private static void passage(
      Dispatch dispatch, GuildView guild, EventType type, long userId, Consumer<RawEvent> events) {
    long key = guild.key(userId, dispatch.receivedAt());
    events.accept(thread(dispatch, guild, type)
        .ordinal(dispatch.ordinal(key))
        .memberKey(key)
        .isBot(guild.isBot(userId))
        .build());
  }

  /** An event of the dispatch's thread, to its owner. */
  private static RawEvent.Builder thread(Dispatch dispatch, GuildView guild, EventType type) {
    Payload data = dispatch.data();
    long owner = guild.thread(data.id("id")).map(ThreadView::ownerId).orElse(0L);
    return place(dispatch.event(type, guild), data, guild)
        .targetKey(guild.target(owner, dispatch.receivedAt()));
  }

  private static RawEvent.Builder place(RawEvent.Builder event, Payload data, GuildView guild) {
    long id = data.id("id");
    Place known = guild.place(id);
    Place place =
        known.channelId() == 0 && data.has("parent_id") ? guild.place(data.id("parent_id")) : known;
    return Dispatch.at(event, new Place(place.channelId(), place.categoryId(), id))
        .subjectId(id);
  }
}
