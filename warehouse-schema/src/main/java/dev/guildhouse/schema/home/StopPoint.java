package dev.guildhouse.schema.home;

/**
 * Named places at which a process can be made to die as if by {@code kill -9}, so that tests can
 * prove that nothing is lost there. In use, a stop point costs one look at a constant.
 */
public final class StopPoint {
  /** The system property that names the stop point to die at. */
  public static final String PROPERTY = "guildhouse.stop-at";

  /** What a shell reports for a process that was killed by signal 9. */
  public static final int EXIT_CODE = 137;

  private static final String STOP_AT = System.getProperty(PROPERTY, "");

  private StopPoint() {}

  /** Ends this process at once, with no shutdown hook and no finally, if it is to stop here. */
  public static void reached(String name) {
    if (STOP_AT.equals(name)) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
