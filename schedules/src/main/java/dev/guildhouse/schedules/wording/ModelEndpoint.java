package dev.guildhouse.schedules.wording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.config.Config;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A language model over HTTP. All attempts share one time limit, an answer may be 256 KiB at most,
 * redirects are not followed, and nothing of what an endpoint says in an error is repeated.
 */
public final class ModelEndpoint implements LanguageModel {
  private static final int LARGEST = 256 * 1024;
  private static final int ATTEMPTS = 3;
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 529);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Config.LanguageModel settings;
  private final ModelDialect dialect;
  private final Duration backoff;
  private final HttpClient client;

  /**
   * @param backoff wait after the first failed attempt; doubles with the next
   */
  public ModelEndpoint(Config.LanguageModel settings, Duration backoff) {
    this.settings = settings;
    this.dialect = ModelDialect.of(settings);
    this.backoff = backoff;
    this.client = HttpClient.newBuilder()
        .followRedirects(Redirect.NEVER)
        .connectTimeout(settings.timeout())
        .build();
  }

  @Override
  public String name() {
    return settings.model();
  }

  @Override
  public Reply ask(String instructions, String material) throws NoReply {
    HttpRequest.Builder request = HttpRequest.newBuilder(settings.url().resolve(dialect.path()))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(dialect.body(settings, instructions, material)));
    if (settings.apiKey() != null) {
      dialect.authorize(request, settings.apiKey().reveal());
    }
    long end = System.nanoTime() + settings.timeout().toNanos();
    for (int attempt = 1; ; attempt++) {
      String failure;
      try {
        HttpResponse<byte[]> response = send(request.build(), end);
        if (response.statusCode() == 200) {
          return read(response.body());
        }
        failure = "answered with status " + response.statusCode();
        if (!PASSING.contains(response.statusCode())) {
          throw new NoReply(failure);
        }
      } catch (IOException e) {
        if (e instanceof LimitedBody.TooLarge) {
          throw new NoReply("answered with more than " + LARGEST / 1024 + " KiB");
        }
        failure = "could not be reached";
      }
      long wait = backoff.toNanos() << (attempt - 1);
      if (attempt == ATTEMPTS || System.nanoTime() + wait >= end) {
        throw new NoReply(failure);
      }
      pause(wait);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request, long end) throws IOException, NoReply {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, response -> new LimitedBody(LARGEST));
    try {
      return sent.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new NoReply("did not answer within " + settings.timeout().toSeconds() + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoReply("was not waited for");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      sent.cancel(true);
    }
  }

  private Reply read(byte[] body) throws NoReply {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new NoReply("did not answer in JSON");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory were not read", e);
    }
    Reply reply = dialect.read(answer);
    if (reply.text().isBlank()) {
      throw new NoReply("answered without text");
    }
    return reply;
  }

  private static void pause(long nanos) throws NoReply {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoReply("was not waited for");
    }
  }
}
