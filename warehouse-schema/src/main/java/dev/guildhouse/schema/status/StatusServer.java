package dev.guildhouse.schema.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers GET requests with pages such as {@code /health}, {@code /ready} and {@code /metrics}. */
public final class StatusServer implements AutoCloseable {
  /** Enough that a page that takes long holds no other up. */
  private static final int WORKERS = 3;

  private static final String BEARER = "Bearer ";
  private static final int BROKEN = 500;
  private static final int WRONG_METHOD = 405;

  private final HttpServer server;
  private final ExecutorService workers;

  private StatusServer(HttpServer server, ExecutorService workers) {
    this.server = server;
    this.workers = workers;
  }

  /**
   * Opens a port.
   *
   * @param section of the configuration that says which, as {@code collector}
   * @param port 0 for any that is free
   */
  public static StatusServer open(
      String section, String address, int port, Function<StatusPage.Request, StatusPage> pages) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
      ExecutorService workers = Executors.newFixedThreadPool(WORKERS, work -> {
        Thread thread = new Thread(work, section + "-status");
        thread.setDaemon(true);
        return thread;
      });
      server.setExecutor(workers);
      server.createContext("/", exchange -> answer(exchange, pages));
      server.start();
      return new StatusServer(server, workers);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "open port " + port + " on " + address,
          String.valueOf(e.getMessage()),
          "Choose another " + section + ".port.",
          e);
    }
  }

  /** The port that is open. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, Function<StatusPage.Request, StatusPage> pages)
      throws IOException {
    try (exchange) {
      StatusPage page = exchange.getRequestMethod().equals("GET")
          ? page(exchange, pages)
          : StatusPage.text(WRONG_METHOD, "GET is all there is\n");
      byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", page.contentType());
      exchange.sendResponseHeaders(page.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static StatusPage page(
      HttpExchange exchange, Function<StatusPage.Request, StatusPage> pages) {
    try {
      return pages.apply(new StatusPage.Request(
          exchange.getRequestURI().getPath(),
          parameters(exchange.getRequestURI().getRawQuery()),
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
              .filter(value -> value.startsWith(BEARER))
              .map(value -> value.substring(BEARER.length()))));
    } catch (WarehouseException e) {
      return StatusPage.text(BROKEN, e.getMessage() + "\n");
    } catch (RuntimeException e) {
      // Its words may quote what a member wrote.
      return StatusPage.text(BROKEN, e.getClass().getName() + "\n");
    }
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.putIfAbsent(decoded(name), decoded(value));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
