package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Who comes, goes, is banned, changes roles, is present, and invites. */
final class MemberEvents implements EventFamily {
  /** Some servers send the end of a membership twice. */
  private static final Duration REPEAT = Duration.ofSeconds(60);

  @Override
  public Set<String> types() {
    return Set.of(
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_REMOVE",
        "GUILD_MEMBER_UPDATE",
        "GUILD_MEMBERS_CHUNK",
        "GUILD_BAN_ADD",
        "INVITE_CREATE");
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    long userId = data.child("user").id("id");
    switch (dispatch.type()) {
      case "GUILD_MEMBER_ADD" -> add(dispatch, guild, userId, events);
      case "GUILD_MEMBER_REMOVE" -> {
        if (!guild.moments().isRepeat("leave " + userId, dispatch.receivedAt(), REPEAT)) {
          events.accept(member(dispatch, guild, EventType.MEMBER_LEAVE, data.child("user"))
              .build());
          guild.setMembers(Math.max(0, guild.members() - 1));
          guild.removeMember(userId);
        }
      }
      case "GUILD_BAN_ADD" -> {
        if (!guild.moments().isRepeat("ban " + userId, dispatch.receivedAt(), REPEAT)) {
          events.accept(
              member(dispatch, guild, EventType.MEMBER_BAN, data.child("user")).build());
        }
      }
      case "GUILD_MEMBER_UPDATE" -> {
        note(data, guild);
        if (guild.changeRoles(userId, rolesOf(data))) {
          events.accept(member(dispatch, guild, EventType.MEMBER_UPDATE, data.child("user"))
              .build());
        }
      }
      case "GUILD_MEMBERS_CHUNK" -> {
        for (Payload member : data.children("members")) {
          note(member, guild);
          guild.changeRoles(member.child("user").id("id"), rolesOf(member));
          String trust = guild.trustLevel(member.ids("roles"));
          events.accept(member(dispatch, guild, EventType.MEMBER_SNAPSHOT, member.child("user"))
              .attributes(trust == null ? null : Map.of("trust_level", trust))
              .build());
        }
      }
      default -> invite(dispatch, guild, events);
    }
  }

  /** Notes a member whom the gateway describes. */
  static void note(Payload member, GuildView guild) {
    if (member.child("user").flag("bot")) {
      guild.noteBot(member.child("user").id("id"));
    }
  }

  /** Notes a member and the roles that changes are told from. */
  static void noteWithRoles(Payload member, GuildView guild) {
    note(member, guild);
    guild.changeRoles(member.child("user").id("id"), rolesOf(member));
  }

  private static void add(
      Dispatch dispatch, GuildView guild, long userId, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    noteWithRoles(data, guild);
    guild.moments().forget("leave " + userId);
    guild.moments().forget("ban " + userId);
    if (!guild
        .moments()
        .isRepeat("join " + userId + data.text("joined_at"), dispatch.receivedAt(), REPEAT)) {
      events.accept(
          member(dispatch, guild, EventType.MEMBER_JOIN, data.child("user")).build());
      guild.setMembers(guild.members() + 1);
    }
  }

  private static RawEvent.Builder member(
      Dispatch dispatch, GuildView guild, EventType type, Payload user) {
    long key = guild.key(user.id("id"), dispatch.receivedAt());
    return dispatch
        .event(type, guild)
        .subjectId(key)
        .ordinal(dispatch.ordinal())
        .memberKey(key)
        .isBot(user.flag("bot") || guild.isBot(user.id("id")));
  }

  private static void invite(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    Instant at =
        data.instant("created_at").orElse(dispatch.receivedAt()).truncatedTo(ChronoUnit.MICROS);
    Payload inviter = data.child("inviter");
    events.accept(Dispatch.at(
            dispatch.event(EventType.INVITE_CREATE, guild, at), guild.place(data.id("channel_id")))
        .subjectId(EventHash.start().with(data.text("code")).value())
        .memberKey(guild.key(inviter.id("id"), at))
        .isBot(inviter.flag("bot"))
        .build());
  }

  private static long rolesOf(Payload member) {
    EventHash hash = EventHash.start();
    member.ids("roles").stream().sorted().forEach(hash::with);
    return hash.value();
  }
}
