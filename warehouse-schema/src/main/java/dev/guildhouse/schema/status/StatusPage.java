package dev.guildhouse.schema.status;

import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param contentType of the body
 */
public record StatusPage(int status, String contentType, String body) {
  /** The text format of Prometheus, which is plain text. */
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  public static final int OK = 200;
  public static final int UNAUTHORIZED = 401;
  public static final int NOT_FOUND = 404;
  public static final int UNAVAILABLE = 503;

  /** Plain text. */
  public static StatusPage text(int status, String body) {
    return new StatusPage(status, TEXT, body);
  }

  /** A document. */
  public static StatusPage json(int status, String body) {
    return new StatusPage(status, "application/json; charset=utf-8", body);
  }

  /**
   * A question.
   *
   * @param path from the first slash
   * @param parameters of the query; the first of each name
   * @param bearer the token that was sent with it
   */
  public record Request(String path, Map<String, String> parameters, Optional<String> bearer) {
    public Request {
      parameters = Map.copyOf(parameters);
    }
  }
}
