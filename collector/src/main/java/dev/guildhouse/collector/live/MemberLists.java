package dev.guildhouse.collector.live;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the members of one guild after the other: when a guild is first watched, and daily. They
 * come through the gateway like every event, and are never held.
 */
final class MemberLists {
  private final ConcurrentLinkedQueue<Long> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean hasNews = new AtomicBoolean();

  /** A guild is watched: its turn comes. */
  void add(long guildId) {
    waiting.add(guildId);
    hasNews.set(true);
  }

  /** Whether a guild began to be watched since this was last asked. */
  boolean takeNews() {
    return hasNews.getAndSet(false);
  }

  /** Every guild's turn comes again. */
  void all(@Nullable JDA connection) {
    if (connection != null) {
      connection.getGuilds().forEach(guild -> waiting.add(guild.getIdLong()));
    }
  }

  /** Asks for the next guild's members; Discord takes 120 requests a minute of all kinds. */
  void next(@Nullable JDA connection) {
    if (connection == null
        || connection.getStatus() != JDA.Status.CONNECTED
        || !connection.getGatewayIntents().contains(GatewayIntent.GUILD_MEMBERS)) {
      return;
    }
    Long guildId = waiting.poll();
    Guild guild = guildId == null ? null : connection.getGuildById(guildId);
    if (guild != null) {
      guild
          .loadMembers(member -> {
            // The feed has read it already.
          })
          .onError(failure -> waiting.add(guild.getIdLong()));
    }
  }
}
