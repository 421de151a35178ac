package dev.guildhouse.jobs.lake.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Who reads which release: one small file each in {@code readers}, so that every process sees it. */
public final class ReaderLeases {
  /** How long a lease lasts after it was last renewed. */
  static final Duration TERM = Duration.ofSeconds(60);

  /** A renewal that was under way when the term ended still counts. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final InstantSource clock;

  public ReaderLeases(Path warehouse, InstantSource clock) {
    this.folder = warehouse.resolve("readers");
    this.clock = clock;
  }

  /**
   * Somebody who reads.
   *
   * @param release what
   * @param doing what for, to complete "… is read by"
   * @param process who
   * @param expiresAt when it ends if it is not renewed
   */
  public record Holder(long release, String doing, String process, Instant expiresAt) {}

  /** Takes a lease on a release, whether or not the release is there. */
  public ReaderLease take(long release, String doing) {
    Path file = folder.resolve(UUID.randomUUID() + SUFFIX);
    try {
      return new ReaderLease(file, expiresAt -> text(release, doing, expiresAt), clock);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "take a lease on release " + release + " in " + folder,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Reading needs a small file there, so that nobody deletes what is read. Make room, or"
              + " check that the folder can be written.",
          e);
    }
  }

  /** All leases that have not ended; those that have are removed. */
  public List<Holder> held() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Holder> holders = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(SUFFIX)) {
          addOrRemove(file, holders);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return holders;
  }

  private void addOrRemove(Path file, List<Holder> holders) throws IOException {
    try {
      Holder holder = holder(JSON.readTree(Files.readAllBytes(file)));
      if (clock.instant().isBefore(holder.expiresAt().plus(GRACE))) {
        holders.add(holder);
      } else {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException givenBack) {
      // The reader has just ended.
    }
  }

  private static Holder holder(JsonNode lease) {
    return new Holder(
        lease.path("release").asLong(),
        lease.path("doing").asText(),
        lease.path("process").asText(),
        Instant.parse(lease.path("expires_at").asText()));
  }

  private static String text(long release, String doing, Instant expiresAt) {
    ObjectNode lease = JSON.createObjectNode();
    lease.put("release", release);
    lease.put("doing", doing);
    lease.put("process", "process " + ProcessHandle.current().pid());
    lease.put("expires_at", expiresAt.toString());
    return lease + "\n";
  }

  private WarehouseException unreadable(IOException cause) {
    return WarehouseException.failed(
        "list who reads in " + folder,
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Check that the folder can be read. Nothing was deleted.",
        cause);
  }
}
