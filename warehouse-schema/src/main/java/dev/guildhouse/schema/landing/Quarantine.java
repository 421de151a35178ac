package dev.guildhouse.schema.landing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts landing files aside that nobody can read, so that they stop nothing else and nothing is lost.
 * A file keeps its partition folders, so that moving it back is one step.
 */
public final class Quarantine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final LandingLayout layout;

  public Quarantine(LandingLayout layout) {
    this.layout = layout;
  }

  /**
   * Moves a file of {@link LandingLayout#events()} to quarantine and writes the reason beside it. A
   * file that another process has already moved is left where it is.
   *
   * @param reason why it cannot be read; never a value out of it
   * @return where the file lies now
   */
  public Path take(Path file, String reason, Instant now) throws IOException {
    Path relative = layout.events().relativize(file);
    if (relative.startsWith("..")) {
      throw new IllegalArgumentException(file + " does not lie in " + layout.events());
    }
    Path place = layout.quarantine().resolve(relative.toString());
    if (!Files.exists(file) && Files.exists(place)) {
      return place;
    }
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("file", relative.toString());
    record.put("reason", reason);
    record.put("quarantined_at", now.toString());
    // The reason first: a file in quarantine is never without one.
    DurableFiles.publishText(
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n", reasonOf(place));
    try {
      DurableFiles.publish(file, place);
    } catch (NoSuchFileException movedByAnother) {
      if (!Files.exists(place)) {
        throw movedByAnother;
      }
    }
    return place;
  }

  /** The place of the reason of a file in quarantine. */
  public static Path reasonOf(Path quarantined) {
    String name = String.valueOf(quarantined.getFileName());
    String stem = name.endsWith(LandingLayout.SUFFIX)
        ? name.substring(0, name.length() - LandingLayout.SUFFIX.length())
        : name;
    return quarantined.resolveSibling(stem + ".reason.json");
  }
}
