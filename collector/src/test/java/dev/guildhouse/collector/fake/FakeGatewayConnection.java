package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** One connection to the gateway, with the one compression context that it keeps to its end. */
final class FakeGatewayConnection extends WebSocketListener {
  private final FakeGateway gateway;
  private final boolean isCompressed;
  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private final DeflaterOutputStream stream = new DeflaterOutputStream(compressed, true);
  private volatile WebSocket socket;

  /**
   * @param compression what the client asked for: {@code zlib-stream} or nothing
   */
  FakeGatewayConnection(FakeGateway gateway, String compression) {
    this.gateway = gateway;
    this.isCompressed = "zlib-stream".equals(compression);
  }

  synchronized void send(JsonNode payload) {
    if (!isCompressed) {
      socket.send(payload.toString());
      return;
    }
    try {
      stream.write(payload.toString().getBytes(StandardCharsets.UTF_8));
      stream.flush();
      socket.send(ByteString.of(compressed.toByteArray()));
      compressed.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the first half of a payload, and is gone. */
  synchronized void sendHalf(JsonNode payload) {
    byte[] text = payload.toString().getBytes(StandardCharsets.UTF_8);
    try {
      if (isCompressed) {
        stream.write(text);
        stream.flush();
        socket.send(ByteString.of(compressed.toByteArray(), 0, compressed.size() / 2));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    socket.cancel();
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  @Override
  public void onOpen(WebSocket opened, Response response) {
    socket = opened;
    gateway.opened(this);
  }

  @Override
  public void onMessage(WebSocket from, String text) {
    gateway.received(this, text);
  }

  @Override
  public void onClosing(WebSocket from, int code, String reason) {
    from.close(1000, null);
  }
}
