package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A command or press as somebody gave it, and what became of it on the screen. */
public final class FakeInteraction {
  /** What the bot did at once. */
  public enum Acknowledgement {
    /** It says that an answer will come. */
    DEFERRED(5),
    /** It answers at once. */
    REPLIED(4),
    /** It will change the message under which the control stands. */
    EDITING(6),
    /** It offers choices. */
    SUGGESTED(8),
    /** It asks with a form. */
    FORM(9);

    private final int type;

    Acknowledgement(int type) {
      this.type = type;
    }

    static Acknowledgement of(int type) {
      for (Acknowledgement one : values()) {
        if (one.type == type) {
          return one;
        }
      }
      throw new IllegalArgumentException("no callback of type " + type);
    }
  }

  private static final int EPHEMERAL = 64;

  private final long id;
  private final String token;
  private final long channelId;
  private final List<FakeMessage> followUps = new ArrayList<>();
  private @Nullable Acknowledgement acknowledgement;
  private @Nullable JsonNode callback;
  private @Nullable FakeMessage original;
  private @Nullable Instant acknowledgedAt;
  private boolean isExpired;
  private boolean isDeleted;
  private int edits;

  FakeInteraction(long id, String token, long channelId) {
    this.id = id;
    this.token = token;
    this.channelId = channelId;
  }

  long id() {
    return id;
  }

  String token() {
    return token;
  }

  long channelId() {
    return channelId;
  }

  synchronized boolean acknowledge(JsonNode body, @Nullable FakeMessage message) {
    if (acknowledgement != null) {
      return false;
    }
    acknowledgement = Acknowledgement.of(body.path("type").asInt());
    callback = body;
    original = message;
    acknowledgedAt = Instant.now();
    notifyAll();
    return true;
  }

  synchronized void edit(FakeMessage message) {
    original = message;
    edits++;
    notifyAll();
  }

  synchronized void delete() {
    isDeleted = true;
    notifyAll();
  }

  synchronized void followUp(FakeMessage message) {
    followUps.add(message);
    notifyAll();
  }

  synchronized boolean isExpired() {
    return isExpired;
  }

  /** Discord takes no more answers to it. */
  public synchronized void expire() {
    isExpired = true;
  }

  /** How the bot acknowledged it; waits for it. */
  public Acknowledgement acknowledged() {
    return await(interaction -> interaction.acknowledgement != null).acknowledgement;
  }

  /** What the bot sent to acknowledge it. */
  public JsonNode callback() {
    acknowledged();
    return callback.path("data");
  }

  public synchronized Instant acknowledgedAt() {
    return acknowledgedAt;
  }

  /** Whether only whoever asked sees what came. */
  public boolean isEphemeral() {
    acknowledged();
    boolean isFirst = (callback.path("data").path("flags").asInt() & EPHEMERAL) != 0;
    synchronized (this) {
      return isDeleted
          ? followUps.stream()
              .allMatch(message -> (message.payload().path("flags").asInt() & EPHEMERAL) != 0)
          : isFirst;
    }
  }

  /** The message that answers it, as it stands last; waits for it. */
  public FakeMessage answer() {
    FakeInteraction done = await(interaction -> !interaction.followUps.isEmpty()
        || interaction.edits > 0
        || interaction.acknowledgement == Acknowledgement.REPLIED);
    synchronized (this) {
      return followUps.isEmpty() ? done.original : followUps.get(followUps.size() - 1);
    }
  }

  /** Waits until the answer was edited so often. */
  public FakeMessage answerAfter(int times) {
    return await(interaction -> interaction.edits >= times).original;
  }

  public synchronized int edits() {
    return edits;
  }

  private synchronized FakeInteraction await(Predicate<FakeInteraction> isDone) {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    try {
      while (!isDone.test(this)) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError("nothing came to interaction " + id);
        }
        wait(100);
      }
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
