package dev.guildhouse.schema.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param path where, as {@code guilds[0].privacy.mode}; empty for the whole file
 * @param place what it was read from
 * @param given what was found; never a secret
 * @param allowed what may stand there instead
 */
public record ConfigProblem(String path, Place place, String given, String allowed)
    implements Comparable<ConfigProblem> {

  /**
   * What a value was read from.
   *
   * @param line of the file, from 1; 0 when it is not known or not the file
   * @param variable of the environment; empty when it is the file
   */
  public record Place(int line, String variable) implements Comparable<Place> {
    static final Place UNKNOWN = new Place(0, "");

    static Place line(int line) {
      return new Place(line, "");
    }

    static Place variable(String name) {
      return new Place(0, name);
    }

    /** {@code line 3}, or the variable, or nothing. */
    String text() {
      return line > 0 ? "line " + line : variable;
    }

    @Override
    public int compareTo(Place other) {
      int byVariable = variable.compareTo(other.variable);
      return byVariable != 0 ? byVariable : Integer.compare(line, other.line);
    }
  }

  /** The problem in one line. */
  public String text() {
    String where = place.text();
    if (!path.isEmpty()) {
      where = where.isEmpty() ? path : path + " (" + where + ")";
    }
    return (where.isEmpty() ? "" : where + ": ") + given + "; " + allowed;
  }

  /** From the top of the file down, then the environment. */
  @Override
  public int compareTo(ConfigProblem other) {
    int byPlace = place.compareTo(other.place);
    return byPlace != 0 ? byPlace : path.compareTo(other.path);
  }
}
