package dev.guildhouse.schema.time;

/** A text that means no days, or not surely these. */
final class UnclearDays extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  /**
   * @param why to complete "Cannot understand the days …: "
   */
  UnclearDays(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
