package dev.guildhouse.collector.imports.reading;

/**
 * Says why a file cannot be imported, and where in it the reason stands. Neither ever holds a value
 * out of a text or name.
 */
public final class RefusedInput extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String place;

  /** A reason whose place whoever reads the file will know. */
  public RefusedInput(String reason) {
    this("", reason);
  }

  /**
   * A reason at a place.
   *
   * @param place such as {@code line 3, column 17} or {@code byte 512}; empty for the whole file
   */
  public RefusedInput(String place, String reason) {
    super(reason, null, false, false);
    this.place = place;
  }

  public String place() {
    return place;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  /** The same reason with a place, unless it has one. */
  public RefusedInput at(String where) {
    return place.isEmpty() ? new RefusedInput(where, reason()) : this;
  }
}
