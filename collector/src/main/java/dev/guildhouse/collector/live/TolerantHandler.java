package dev.guildhouse.collector.live;

import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets JDA fail at one type of dispatch. JDA hands a dispatch on only when it could make its own
 * entities of it; the feed needs none of them, and must not lose what a field too few or too many
 * keeps JDA from understanding.
 */
final class TolerantHandler extends SocketHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TolerantHandler.class);

  private final String type;
  private final SocketHandler handler;
  private boolean isTold;

  private TolerantHandler(JDAImpl jda, String type, SocketHandler handler) {
    super(jda);
    this.type = type;
    this.handler = handler;
  }

  /** Puts one around every handler but that of READY, without which JDA has no session. */
  static void around(JDAImpl jda) {
    jda.getClient()
        .getHandlers()
        .replaceAll((type, handler) ->
            type.equals("READY") ? handler : new TolerantHandler(jda, type, handler));
  }

  @Override
  protected @Nullable Long handleInternally(DataObject content) {
    try {
      handler.handle(responseNumber, allContent);
    } catch (RuntimeException e) {
      // Its message may quote what a member wrote.
      if (!isTold) {
        LOG.warn(
            "Discord's library does not understand every {}: {}; they are read without it",
            type,
            e.getClass().getSimpleName());
        isTold = true;
      }
    }
    return null;
  }
}
