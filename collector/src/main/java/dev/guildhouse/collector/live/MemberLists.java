package dev.guildhouse.collector.live;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the members of one guild after the other: when a guild is first watched, and daily. They
 * come through the gateway like every event, and are never held.
 */
final class MemberLists {
  /** Of a guild that JDA does not understand it never sees the answer, which the feed has read. */
  private static final int TRIES = 5;

  private static final Logger LOG = LoggerFactory.getLogger(MemberLists.class);

  private record Turn(long guildId, int tries) {}

  private final ConcurrentLinkedQueue<Turn> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean hasNews = new AtomicBoolean();

  /** A guild is watched: its turn comes. */
  void add(long guildId) {
    waiting.add(new Turn(guildId, TRIES));
    hasNews.set(true);
  }

  /** Whether a guild began to be watched since this was last asked. */
  boolean takeNews() {
    return hasNews.getAndSet(false);
  }

  /** Every guild's turn comes again. */
  void all(@Nullable JDA connection) {
    if (connection != null) {
      connection.getGuilds().forEach(guild -> waiting.add(new Turn(guild.getIdLong(), TRIES)));
    }
  }

  /** Asks for the next guild's members; Discord takes 120 requests a minute of all kinds. */
  void next(@Nullable JDA connection) {
    if (connection == null
        || connection.getStatus() != JDA.Status.CONNECTED
        || !connection.getGatewayIntents().contains(GatewayIntent.GUILD_MEMBERS)) {
      return;
    }
    Turn turn = waiting.poll();
    Guild guild = turn == null ? null : connection.getGuildById(turn.guildId());
    if (guild != null) {
      guild
          .loadMembers(member -> {
            // The feed has read it already.
          })
          .onError(failure -> again(turn));
    }
  }

  private void again(Turn turn) {
    if (turn.tries() > 1) {
      waiting.add(new Turn(turn.guildId(), turn.tries() - 1));
    } else {
      LOG.warn(
          "The members of guild {} may not all be known: no answer was complete in {} tries",
          turn.guildId(),
          TRIES);
    }
  }
}
