package dev.guildhouse.collector.landing;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;

/** Opens landing files for writing, and clears away what dead writers left. */
public final class LandingFiles {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]*");
  private final LandingLayout layout;

  public LandingFiles(LandingLayout layout) {
    this.layout = layout;
  }

  public LandingLayout layout() {
    return layout;
  }

  /**
   * Starts a file that will appear as {@link LandingLayout#file} once it is published.
   *
   * @param name what it holds, so that the same content always gets the same name and overwrites
   *     itself, such as {@code simulate-7-0}
   * @param receivedAt decides the partition; the same for every event of the file
   * @throws WarehouseException when landing cannot be written
   */
  public LandingWriter open(String name, Instant receivedAt) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a landing file is named by lower-case letters, digits, '.', '_' and '-', not " + name);
    }
    clearLeftovers();
    try {
      return LandingWriter.open(
          StagingFolder.claim(layout.staging()), name, layout.file(name, receivedAt));
    } catch (IOException e) {
      throw notWritable(name, e);
    }
  }

  /** Deletes what writers left behind whose process lives no more. */
  public void clearLeftovers() {
    try {
      StagingFolder.sweep(layout.staging());
    } catch (IOException e) {
      throw notWritable("staging", e);
    }
  }

  /** What to say when the disk refuses. */
  public static WarehouseException notWritable(String name, IOException e) {
    return WarehouseException.failed(
        "write " + name + " to landing",
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "See that the disk of the home folder has room and can be written, then run this again.",
        e);
  }
}
