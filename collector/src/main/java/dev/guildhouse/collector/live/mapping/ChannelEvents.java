package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.ChannelKind;
import dev.guildhouse.collector.live.guilds.ChannelView;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Channels, roles and scheduled events as they are made, changed and deleted. */
final class ChannelEvents implements EventFamily {
  private static final Pattern SOLVED =
      Pattern.compile("\\b(solved|resolved|answered|fixed|done)\\b");
  private static final Pattern ESCALATED = Pattern.compile("\\b(escalate|escalated|escalation)\\b");

  @Override
  public Set<String> types() {
    return Set.of(
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "GUILD_SCHEDULED_EVENT_CREATE",
        "GUILD_UPDATE");
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    switch (dispatch.type()) {
      case "CHANNEL_CREATE" -> {
        ChannelView channel = view(data);
        guild.put(channel);
        events.accept(
            channel(dispatch.event(EventType.CHANNEL_CREATE, guild, data.madeAt("id")), channel)
                .subjectId(channel.id())
                .build());
      }
      case "CHANNEL_UPDATE" -> seen(dispatch, guild, data, events);
      case "CHANNEL_DELETE" -> {
        ChannelView channel = view(data);
        events.accept(channel(dispatch.event(EventType.CHANNEL_DELETE, guild), channel)
            .subjectId(channel.id())
            .build());
        guild.removeChannel(channel.id());
      }
      case "GUILD_UPDATE" -> guild.setAfkChannel(data.id("afk_channel_id"));
      case "GUILD_SCHEDULED_EVENT_CREATE" -> scheduled(dispatch, guild, events);
      default -> role(dispatch, guild, events);
    }
  }

  /** Tells of a channel that is new or other than it was last seen. */
  static void seen(Dispatch dispatch, GuildView guild, Payload json, Consumer<RawEvent> events) {
    ChannelView channel = view(json);
    boolean isKnown = guild.channel(channel.id()).filter(channel::equals).isPresent();
    guild.put(channel);
    if (!isKnown) {
      events.accept(channel(dispatch.event(EventType.CHANNEL_UPDATE, guild), channel)
          .subjectId(dispatch.ordinal(channel.id()))
          .build());
    }
  }

  private static RawEvent.Builder channel(RawEvent.Builder event, ChannelView channel) {
    Map<String, String> attributes =
        new TreeMap<>(Map.of("name", channel.name(), "type", channel.kind().text()));
    if (channel.kind() == ChannelKind.VOICE || channel.kind() == ChannelKind.STAGE) {
      attributes.put("user_limit", Integer.toString(channel.userLimit()));
    }
    return event.channelId(channel.id()).parentChannelId(channel.parentId()).attributes(attributes);
  }

  private static ChannelView view(Payload json) {
    return new ChannelView(
        json.id("id"),
        ChannelKind.of(json.number("type")),
        json.id("parent_id"),
        json.text("name"),
        json.number("user_limit"),
        tags(json, SOLVED),
        tags(json, ESCALATED));
  }

  /** Tags by whole words of their names, so that "unsolved" is not taken for "solved". */
  private static Set<Long> tags(Payload channel, Pattern name) {
    return channel.children("available_tags").stream()
        .filter(tag -> name.matcher(tag.text("name").toLowerCase(Locale.ROOT)).find())
        .map(tag -> tag.id("id"))
        .collect(Collectors.toSet());
  }

  /** Notes a role, so that an update that repeats it is known for one. */
  static boolean noteRole(Payload role, GuildView guild) {
    return guild.changeRole(role.id("id"), role.json().toMap().hashCode());
  }

  private static void role(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    Payload role = data.child("role");
    switch (dispatch.type()) {
      case "GUILD_ROLE_CREATE" -> {
        noteRole(role, guild);
        events.accept(dispatch
            .event(EventType.ROLE_CREATE, guild, role.madeAt("id"))
            .subjectId(role.id("id"))
            .build());
      }
      case "GUILD_ROLE_UPDATE" -> {
        if (noteRole(role, guild)) {
          events.accept(dispatch
              .event(EventType.ROLE_UPDATE, guild)
              .subjectId(dispatch.ordinal(role.id("id")))
              .build());
        }
      }
      default -> {
        guild.removeRole(data.id("role_id"));
        events.accept(dispatch
            .event(EventType.ROLE_DELETE, guild)
            .subjectId(data.id("role_id"))
            .build());
      }
    }
  }

  private static void scheduled(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    long creator = data.id("creator_id");
    events.accept(Dispatch.at(
            dispatch.event(EventType.SCHEDULED_EVENT, guild, data.madeAt("id")),
            guild.place(data.id("channel_id")))
        .subjectId(data.id("id"))
        .memberKey(guild.key(creator, data.madeAt("id")))
        .isBot(guild.isBot(creator))
        .build());
  }
}
