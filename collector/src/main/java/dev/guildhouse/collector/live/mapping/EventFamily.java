package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.schema.events.RawEvent;
import java.util.Set;
import java.util.function.Consumer;

/** Makes raw events of the dispatches of one family. */
interface EventFamily {
  /** The dispatches that it understands. */
  Set<String> types();

  /** Yields the events that a dispatch tells of, and notes in the guild what later ones need. */
  void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events);
}
