package dev.guildhouse.schema.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads all there is, and writes down what was read and what was found: {@code
 * privacy/certificates/<name>.json} in the home, with the SHA-256 of every file, and without
 * anything that was looked for.
 */
public final class Proof {
  private static final int MOST_KEPT = 100;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Home home;
  private final Needles needles;
  private final LeftoverScan scan;

  /** What is read: one or more calls of the scan. */
  public interface Source {
    void read(LeftoverScan scan, LeftoverScan.Listener listener);
  }

  /**
   * A certificate that was written.
   *
   * @param file where it stands
   * @param files how many files were read
   * @param bytes how many bytes they hold
   * @param leftovers how much was found; 0 is the proof
   * @param first the first of them, at most 100
   */
  public record Certificate(
      Path file, long files, long bytes, long leftovers, List<Leftover> first) {
    public Certificate {
      first = List.copyOf(first);
    }

    public boolean isClean() {
      return leftovers == 0;
    }
  }

  public Proof(Home home, Needles needles) {
    this(home, needles, new LeftoverScan(needles));
  }

  private Proof(Home home, Needles needles, LeftoverScan scan) {
    this.home = home;
    this.needles = needles;
    this.scan = scan;
  }

  /** A proof which looks for more in one folder, as {@link LeftoverScan#strictlyBelow}. */
  public Proof strictlyBelow(Path folder, Needles more) {
    return new Proof(home, needles, scan.strictlyBelow(folder, more));
  }

  /**
   * Reads everything in the home, and further sources.
   *
   * @param name of the certificate, as {@code 2026-11-20T12-00-00Z-sealed-5-2026-03}
   * @param about what the certificate says besides, as counts before and after
   * @throws WarehouseException when something cannot be read or the certificate not be written
   */
  public Certificate of(String name, Instant at, Map<String, Object> about, List<Source> further) {
    Path folder = home.root().resolve("privacy").resolve("certificates");
    Path draft = folder.resolve("." + name + ".tmp");
    try {
      Files.createDirectories(folder);
      try (Notes notes = new Notes(draft)) {
        notes.begin(at, needles, about);
        scan.under(home.root(), notes);
        further.forEach(source -> source.read(scan, notes));
        notes.finish();
        Path file = folder.resolve(name + ".json");
        DurableFiles.publish(draft, file);
        return new Certificate(file, notes.files, notes.bytes, notes.leftovers, notes.first);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          "write a certificate to " + folder,
          e.getClass().getSimpleName(),
          "See that the folder can be written and has room.",
          e);
    }
  }

  /** The certificate while it is written. */
  private static final class Notes implements LeftoverScan.Listener, AutoCloseable {
    private final Path draft;
    private final JsonGenerator json;
    private final List<Leftover> first = new ArrayList<>();
    private long files;
    private long bytes;
    private long leftovers;

    Notes(Path draft) throws IOException {
      this.draft = draft.toAbsolutePath();
      this.json = JSON.createGenerator(Files.newOutputStream(draft)).useDefaultPrettyPrinter();
    }

    void begin(Instant at, Needles needles, Map<String, Object> about) throws IOException {
      json.writeStartObject();
      json.writeStringField("made_at", at.toString());
      json.writeNumberField("looked_for_count", needles.count());
      json.writePOJOField("looked_for", needles.names());
      json.writePOJOField("about", about);
      json.writeArrayFieldStart("files");
    }

    void finish() throws IOException {
      json.writeEndArray();
      json.writeNumberField("file_count", files);
      json.writeNumberField("bytes", bytes);
      json.writeNumberField("leftover_count", leftovers);
      json.writePOJOField("leftovers", first);
      json.writeBooleanField("is_clean", leftovers == 0);
      json.writeEndObject();
      json.close();
    }

    @Override
    public boolean isOwn(Path file) {
      return file.toAbsolutePath().equals(draft);
    }

    @Override
    public void read(String file, long size, String sha256) {
      files++;
      bytes += size;
      try {
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeNumberField("bytes", size);
        json.writeStringField("sha256", sha256);
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void found(Leftover leftover) {
      leftovers++;
      if (first.size() < MOST_KEPT) {
        first.add(leftover);
      }
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }
}
