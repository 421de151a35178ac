package dev.guildhouse.schema.config;

/** A text that nobody may read by accident: it prints as {@code (hidden)}. */
public final class Secret {
  /** What stands wherever a secret would be printed. */
  static final String HIDDEN = "(hidden)";

  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** The secret itself, for the one call that needs it. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
