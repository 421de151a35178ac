package dev.guildhouse.schedules.operations;

import dev.guildhouse.schema.WarehouseException;
import java.util.List;
import java.util.Optional;

/**
 * A disk that has no room, wherever in the causes of a failure it is told.
 *
 * @param reason in the words of the system
 */
public record DiskFull(String reason) {
  private static final List<String> REASONS =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  /** The full disk that a failure comes from, if it does. */
  public static Optional<DiskFull> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      Optional<String> reason = REASONS.stream().filter(message::contains).findFirst();
      if (reason.isPresent()) {
        return reason.map(DiskFull::new);
      }
    }
    return Optional.empty();
  }

  /** The failure in words for whoever started what it stopped. */
  public WarehouseException stopped(String doing) {
    return WarehouseException.failed(
        "finish " + doing,
        "the disk is full (" + reason + ")",
        "Readers still see the last release. Make room and run it again.");
  }
}
