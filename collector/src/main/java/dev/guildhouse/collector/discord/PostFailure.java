package dev.guildhouse.collector.discord;

/** A message was not posted, as far as can be told. */
public final class PostFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What to make of the failure. */
  public enum Kind {
    /** Nothing was posted; a later attempt may succeed. */
    LATER,
    /** Whether it was posted is not known: look into the channel before the next attempt. */
    UNKNOWN,
    /** Nothing was posted, because files or text are too large. */
    TOO_LARGE,
    /** Nothing was posted, and nothing will be until a person changes something in Discord. */
    REFUSED
  }

  private final Kind kind;
  private final String type;

  PostFailure(Kind kind, String type, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.type = type;
  }

  public PostFailure(Kind kind, String type, String message) {
    super(message);
    this.kind = kind;
    this.type = type;
  }

  public Kind kind() {
    return kind;
  }

  /** A word to group by: {@code UnknownChannel}. */
  public String type() {
    return type;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
