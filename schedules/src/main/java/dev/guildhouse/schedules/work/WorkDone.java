package dev.guildhouse.schedules.work;

/**
 * What came of a piece of work that did not fail.
 *
 * @param isDone false when there was nothing to do
 * @param message what was done, or why nothing was, in a line
 */
public record WorkDone(boolean isDone, String message) {
  static WorkDone of(String message) {
    return new WorkDone(true, message);
  }

  static WorkDone nothing(String reason) {
    return new WorkDone(false, reason);
  }
}
