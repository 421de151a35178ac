package dev.guildhouse.collector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.internal.requests.RestActionImpl;

/**
 * Asks Discord through a JDA and waits for the answer. Rate limits are those of that JDA: whatever
 * else it sends shares them, and a request waits as long as Discord says.
 *
 * <p>It asks at most 40 questions a second, of all threads together, because Discord allows a bot 50
 * and what goes beyond counts against its address.
 *
 * <p>JDA repeats what a proxy before Discord failed at; this repeats every other failure of the
 * server or the network too. Safe for several threads.
 */
public final class RestCalls {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(25);
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JDA jda;
  private final Duration firstPause;
  private final long betweenNanos;
  private long nextNanos = System.nanoTime();

  public RestCalls(JDA jda) {
    this(jda, FIRST_PAUSE, BETWEEN_QUESTIONS);
  }

  /**
   * Calls that pause otherwise.
   *
   * @param firstPause after the first failure; doubles with each
   * @param between the beginnings of two questions, at least
   */
  public RestCalls(JDA jda, Duration firstPause, Duration between) {
    this.jda = jda;
    this.firstPause = firstPause;
    this.betweenNanos = between.toNanos();
  }

  /** The answer to one question, as JSON. */
  public JsonNode ask(Route.CompiledRoute route) throws RestRefusal, InterruptedException {
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      CompletableFuture<JsonNode> answer = null;
      awaitTurn();
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

  private void awaitTurn() throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = System.nanoTime();
      wait = Math.max(0, nextNanos - now);
      nextNanos = now + wait + betweenNanos;
    }
    TimeUnit.NANOSECONDS.sleep(wait);
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
