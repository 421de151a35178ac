package dev.guildhouse.collector.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code /health}, {@code /ready} and {@code /metrics} in plain text. */
final class StatusServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService worker;

  private StatusServer(HttpServer server, ExecutorService worker) {
    this.server = server;
    this.worker = worker;
  }

  static StatusServer open(String address, int port, StatusPages pages) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
      ExecutorService worker =
          Executors.newSingleThreadExecutor(work -> new Thread(work, "collector-status"));
      server.setExecutor(worker);
      server.createContext("/", exchange -> answer(exchange, pages));
      server.start();
      return new StatusServer(server, worker);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "open port " + port + " on " + address,
          String.valueOf(e.getMessage()),
          "Choose another collector.port.",
          e);
    }
  }

  private static void answer(HttpExchange exchange, StatusPages pages) throws IOException {
    try (exchange) {
      StatusPages.Page page = pages.page(exchange.getRequestURI().getPath());
      byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(page.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    worker.shutdownNow();
  }
}
