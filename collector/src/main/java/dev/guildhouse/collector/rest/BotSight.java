package dev.guildhouse.collector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import net.dv8tion.jda.api.requests.Route;

/**
 * Which content of messages Discord shows to this bot. Without the privileged intent text, embeds,
 * files, components and polls come empty: then nobody knows whether they are.
 *
 * @param botId who the bot is
 * @param isContentGranted whether the application has the message content intent
 */
public record BotSight(long botId, boolean isContentGranted) {
  /** The flags of an application with the intent, verified or not. */
  private static final long CONTENT_FLAGS = 1L << 18 | 1L << 19;

  /** Asks Discord. */
  public static BotSight of(RestCalls rest) throws RestRefusal, InterruptedException {
    JsonNode application = rest.ask(Route.Applications.GET_BOT_APPLICATION.compile());
    JsonNode self = rest.ask(Route.Self.GET_SELF.compile());
    return new BotSight(
        self.path("id").asLong(), (application.path("flags").asLong() & CONTENT_FLAGS) != 0);
  }

  /** Whether what a message shows is all that it has. */
  public boolean showsContentOf(JsonNode message) {
    return isContentGranted
        || message.path("author").path("id").asLong() == botId
        || mentionsBot(message)
        || !message.path("content").asText().isEmpty()
        || !message.path("embeds").isEmpty()
        || !message.path("attachments").isEmpty()
        || message.hasNonNull("poll");
  }

  private boolean mentionsBot(JsonNode message) {
    for (JsonNode mention : message.path("mentions")) {
      if (mention.path("id").asLong() == botId) {
        return true;
      }
    }
    return false;
  }
}
