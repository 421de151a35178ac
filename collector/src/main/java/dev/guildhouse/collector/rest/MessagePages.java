package dev.guildhouse.collector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.dv8tion.jda.api.requests.Route;

/** Reads the messages of one channel or thread page by page, oldest first. */
public final class MessagePages {
  /** As many as Discord gives at once. */
  public static final int SIZE = 100;

  private final RestCalls rest;
  private final String id;
  private final long before;
  private long after;
  private boolean isAtEnd;

  /**
   * Messages between two ids.
   *
   * @param id of the channel or thread
   * @param after none of these or older
   * @param before none of these or newer
   */
  public MessagePages(RestCalls rest, long id, long after, long before) {
    this.rest = rest;
    this.id = Long.toString(id);
    this.after = after;
    this.before = before;
  }

  /** The next messages, oldest first; empty at the end. */
  public List<JsonNode> next() throws RestRefusal, InterruptedException {
    if (isAtEnd) {
      return List.of();
    }
    JsonNode page = rest.ask(Route.Messages.GET_MESSAGE_HISTORY
        .compile(id)
        .withQueryParams("limit", Integer.toString(SIZE), "after", Long.toString(after)));
    List<JsonNode> messages = new ArrayList<>(page.size());
    long newest = after;
    for (JsonNode message : page) {
      long messageId = id(message);
      newest = Math.max(newest, messageId);
      if (messageId > after && messageId < before) {
        messages.add(message);
      }
    }
    isAtEnd = page.size() < SIZE || newest >= before || newest == after;
    after = newest;
    messages.sort(Comparator.comparingLong(MessagePages::id));
    return messages;
  }

  /** Whether the place shows no message at all, however old. */
  public boolean isBlank() throws RestRefusal, InterruptedException {
    return rest.ask(Route.Messages.GET_MESSAGE_HISTORY.compile(id).withQueryParams("limit", "1"))
        .isEmpty();
  }

  public static long id(JsonNode message) {
    return message.path("id").asLong();
  }
}
