package dev.guildhouse.collector.fake;

import java.time.Duration;

/**
 * How the fake treats one request, where a test wants it otherwise than a healthy Discord would.
 *
 * @param execution whether what was asked for is done
 * @param reply what the client gets to see
 */
public record Answer(Execution execution, Reply reply) {
  /** Whether what was asked for is done. */
  public enum Execution {
    DONE,
    REFUSED
  }

  /** What the client gets to see. */
  public sealed interface Reply {
    /** The answer of a healthy Discord. */
    record Healthy() implements Reply {}

    /** The connection ends without an answer. */
    record Silence() implements Reply {}

    /**
     * An error.
     *
     * @param code Discord's own code, 0 for none
     */
    record Failure(int status, int code, String message) implements Reply {}

    /** Too many requests. */
    record RateLimit(Duration retryAfter, Scope scope) implements Reply {}
  }

  /** Who refuses further requests, and for what. */
  public enum Scope {
    /** This bucket. */
    ROUTE,
    /** All requests of the bot. */
    GLOBAL,
    /** All requests of the address, from a proxy before Discord that sets no {@code Via} header. */
    ADDRESS
  }

  /** As a healthy Discord would. */
  public static Answer healthy() {
    return new Answer(Execution.DONE, new Reply.Healthy());
  }

  /** Nothing is done, and the client is told so. */
  public static Answer refuse(int status, int code, String message) {
    return new Answer(Execution.REFUSED, new Reply.Failure(status, code, message));
  }

  /** It is done, but the client is told that it failed. */
  public static Answer doneButFails(int status) {
    return new Answer(Execution.DONE, new Reply.Failure(status, 0, "upstream went away"));
  }

  /** It is done, and the connection ends before the answer. */
  public static Answer doneThenDropped() {
    return new Answer(Execution.DONE, new Reply.Silence());
  }

  /** The connection ends and nothing was done. */
  public static Answer dropped() {
    return new Answer(Execution.REFUSED, new Reply.Silence());
  }

  /** Nothing is done; the client is to come back later. */
  public static Answer rateLimited(Duration retryAfter, Scope scope) {
    return new Answer(Execution.REFUSED, new Reply.RateLimit(retryAfter, scope));
  }
}
