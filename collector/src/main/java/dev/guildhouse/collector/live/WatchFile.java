package dev.guildhouse.collector.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Until when each guild was watched, so that the next start knows what it missed. */
final class WatchFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is known of one guild.
   *
   * @param watchedFrom since when it was watched without a break
   * @param reportedUntil the end of its last heartbeat
   * @param watchedUntil the last proof of life
   */
  record Watched(Instant watchedFrom, Instant reportedUntil, Instant watchedUntil) {}

  private final Path file;

  WatchFile(Path file) {
    this.file = file;
  }

  Map<Long, Watched> read() {
    Map<Long, Watched> guilds = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry :
          JSON.readTree(Files.readString(file)).properties()) {
        guilds.put(
            Long.parseLong(entry.getKey()),
            new Watched(
                Instant.ofEpochMilli(
                    entry.getValue().path("watched_from_millis").longValue()),
                Instant.ofEpochSecond(entry.getValue().path("reported_until").longValue()),
                Instant.ofEpochSecond(entry.getValue().path("watched_until").longValue())));
      }
    } catch (NoSuchFileException firstTime) {
      // Nothing was watched before.
    } catch (IOException | NumberFormatException e) {
      throw WarehouseException.failed(
          "read " + file,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Restore it, or delete it: then the time since the last run counts as never watched,"
              + " without a gap.",
          e);
    }
    return guilds;
  }

  void save(Map<Long, Watched> guilds) {
    ObjectNode root = JSON.createObjectNode();
    guilds.forEach((guild, watched) -> root.putObject(Long.toString(guild))
        .put("watched_from_millis", watched.watchedFrom().toEpochMilli())
        .put("reported_until", watched.reportedUntil().getEpochSecond())
        .put("watched_until", watched.watchedUntil().getEpochSecond()));
    try {
      DurableFiles.publishText(root.toString(), file);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "write " + file,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that its disk has room and can be written, then start the collector again.",
          e);
    }
  }
}
