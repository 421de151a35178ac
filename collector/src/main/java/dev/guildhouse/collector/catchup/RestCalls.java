package dev.guildhouse.collector.catchup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.internal.requests.RestActionImpl;

/**
 * Asks Discord through a JDA and waits for the answer. Rate limits are those of that JDA: whatever
 * else it sends shares them, and a request waits as long as Discord says.
 *
 * <p>JDA repeats what a proxy before Discord failed at; this repeats every other failure of the
 * server or the network too. Safe for several threads.
 */
public final class RestCalls {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JDA jda;
  private final Duration firstPause;

  public RestCalls(JDA jda) {
    this(jda, FIRST_PAUSE);
  }

  /**
   * Calls that pause otherwise.
   *
   * @param firstPause after the first failure; doubles with each
   */
  RestCalls(JDA jda, Duration firstPause) {
    this.jda = jda;
    this.firstPause = firstPause;
  }

  /** The answer to one question, as JSON. */
  JsonNode ask(Route.CompiledRoute route) throws RestRefusal, InterruptedException {
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      CompletableFuture<JsonNode> answer = null;
      try {
        answer = new RestActionImpl<JsonNode>(
                jda, route, (response, request) -> response.get(JsonNode.class, JSON::readTree))
            .submit();
        return answer.get();
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      } catch (RejectedExecutionException e) {
        throw new RestRefusal(RestRefusal.Kind.UNAVAILABLE, "the connection was closed", e);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        RestRefusal refusal = refusal(cause);
        if (refusal.kind() != RestRefusal.Kind.UNAVAILABLE || attempt == ATTEMPTS) {
          throw refusal;
        }
      }
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
    }
  }

  private static RestRefusal refusal(Throwable cause) {
    if (!(cause instanceof ErrorResponseException answer)) {
      return new RestRefusal(
          RestRefusal.Kind.UNAVAILABLE, "no answer: " + cause.getClass().getSimpleName(), cause);
    }
    int status = answer.getResponse().code;
    String reason = "Discord answers " + status + ", " + answer.getMeaning();
    if (status == UNAUTHORIZED) {
      throw WarehouseException.failed(
          "ask Discord",
          "it does not accept the token",
          "Copy the bot's token anew from the developer portal into GUILDHOUSE_DISCORD_TOKEN.",
          answer);
    } else if (status == FORBIDDEN) {
      return new RestRefusal(RestRefusal.Kind.NO_ACCESS, reason, answer);
    } else if (status == NOT_FOUND) {
      return new RestRefusal(RestRefusal.Kind.GONE, reason, answer);
    } else if (status >= BAD_REQUEST && status < SERVER_ERROR) {
      throw WarehouseException.failed(
          "ask Discord", reason, "Look for a newer version of Guildhouse.", answer);
    }
    return new RestRefusal(RestRefusal.Kind.UNAVAILABLE, reason, answer);
  }
}
