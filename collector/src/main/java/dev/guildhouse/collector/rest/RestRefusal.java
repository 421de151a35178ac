package dev.guildhouse.collector.rest;

/** Discord does not give what was asked for. */
public final class RestRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** What to make of it. */
  public enum Kind {
    /** It is not there any more. */
    GONE,
    /** The bot may not see it. */
    NO_ACCESS,
    /** Discord could not answer, however often it was asked; later it may. */
    UNAVAILABLE
  }

  private final Kind kind;

  public RestRefusal(Kind kind, String reason, Throwable cause) {
    super(reason, cause);
    this.kind = kind;
  }

  public RestRefusal(Kind kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
