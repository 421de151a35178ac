package dev.guildhouse.collector.live;

import dev.guildhouse.collector.live.mapping.ContentAccess;
import dev.guildhouse.schema.events.EventType.Family;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.requests.GatewayIntent;

/**
 * What the collector asks Discord for, and so which families of events it can watch.
 *
 * @param granted what is asked for, less what was refused
 * @param refused what the configuration needs and Discord does not give
 * @param wanted families that the configuration asks for
 */
record Intents(Set<GatewayIntent> granted, Set<GatewayIntent> refused, Set<Family> wanted) {
  private static final Map<Family, Set<GatewayIntent>> NEEDED = new EnumMap<>(Map.of(
      Family.MESSAGES, Set.of(GatewayIntent.GUILD_MESSAGES),
      Family.REACTIONS,
          Set.of(GatewayIntent.GUILD_MESSAGE_REACTIONS, GatewayIntent.GUILD_MESSAGE_POLLS),
      // Threads come with the guilds, which everybody gets.
      Family.THREADS, Set.of(),
      Family.MEMBERS, Set.of(GatewayIntent.GUILD_MEMBERS, GatewayIntent.GUILD_INVITES),
      Family.VOICE, Set.of(GatewayIntent.GUILD_VOICE_STATES),
      Family.GUILD, Set.of(GatewayIntent.SCHEDULED_EVENTS),
      Family.MODERATION,
          Set.of(GatewayIntent.GUILD_MODERATION, GatewayIntent.AUTO_MODERATION_EXECUTION)));

  Intents {
    granted = Set.copyOf(granted);
    refused = Set.copyOf(refused);
    wanted = Set.copyOf(wanted);
  }

  /** Exactly what the configuration needs. */
  static Intents needed(Set<Family> families, ContentAccess content) {
    EnumSet<GatewayIntent> needed = EnumSet.noneOf(GatewayIntent.class);
    families.forEach(family -> needed.addAll(NEEDED.getOrDefault(family, Set.of())));
    if (content == ContentAccess.GRANTED && families.contains(Family.MESSAGES)) {
      needed.add(GatewayIntent.MESSAGE_CONTENT);
    }
    return new Intents(needed, Set.of(), families);
  }

  /**
   * What to try, one after the other, when Discord refuses all of it without saying which: first
   * without the one, then without the other privileged intent, then without both.
   */
  List<Intents> withLess() {
    List<Intents> tries = new ArrayList<>();
    if (granted.contains(GatewayIntent.MESSAGE_CONTENT)) {
      tries.add(without(Set.of(GatewayIntent.MESSAGE_CONTENT)));
    }
    if (granted.contains(GatewayIntent.GUILD_MEMBERS)) {
      tries.add(without(Set.of(GatewayIntent.GUILD_MEMBERS)));
    }
    if (tries.size() == 2) {
      tries.add(without(Set.of(GatewayIntent.MESSAGE_CONTENT, GatewayIntent.GUILD_MEMBERS)));
    }
    return tries;
  }

  private Intents without(Set<GatewayIntent> less) {
    EnumSet<GatewayIntent> rest = EnumSet.noneOf(GatewayIntent.class);
    rest.addAll(granted);
    rest.removeAll(less);
    return new Intents(rest, less, wanted);
  }

  ContentAccess content() {
    return granted.contains(GatewayIntent.MESSAGE_CONTENT)
        ? ContentAccess.GRANTED
        : ContentAccess.WITHHELD;
  }

  /** Families that are watched in full. */
  Set<Family> watched() {
    EnumSet<Family> watched = EnumSet.noneOf(Family.class);
    wanted.stream()
        .filter(family -> granted.containsAll(NEEDED.getOrDefault(family, Set.of())))
        .forEach(watched::add);
    watched.remove(Family.COVERAGE);
    watched.remove(Family.REWARDS);
    return watched;
  }

  /** The families as events name them. */
  static String text(Set<Family> families) {
    return families.stream().sorted().map(Family::text).collect(Collectors.joining(","));
  }

  /** The refused intents as events name them. */
  String refusedText() {
    return refused.stream()
        .sorted()
        .map(intent -> intent.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  /** What to tell a person about what was refused. */
  String explanation() {
    String missing = refused.stream()
        .sorted()
        .map(intent -> intent == GatewayIntent.MESSAGE_CONTENT
            ? "\"Message Content Intent\" (without it text length, questions, attachments, embeds"
                + " and polls stay unknown)"
            : "\"Server Members Intent\" (without it joins, leaves, role changes and the member list"
                + " stay unknown)")
        .collect(Collectors.joining(" and "));
    return "Discord refuses the privileged intent " + missing
        + ". Switch it on at https://discord.com/developers/applications under Bot, Privileged"
        + " Gateway Intents, and start the collector again. Until then it collects the rest, and"
        + " coverage says what is missing.";
  }
}
