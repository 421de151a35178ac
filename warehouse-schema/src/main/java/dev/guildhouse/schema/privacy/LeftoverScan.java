package dev.guildhouse.schema.privacy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.hash.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads every file below a folder and tells where a needle is left. A file is searched as the bytes
 * that it is; Parquet is decoded besides, gzip and zip (workbooks) are unpacked. Memory is that of
 * one Parquet column of one row group.
 */
public final class LeftoverScan {
  /** Of one file, so many findings are told with their offset. */
  static final int MOST_TOLD_OF_FILE = 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HEAD_BYTES = 8;
  private static final int DEEPEST = 4;

  private final Needles needles;
  private final Sought stricter;

  /**
   * What must not be below a folder, though it may stand elsewhere.
   *
   * @param folder absolute
   * @param needles those sought there, which hold all that are sought everywhere
   */
  record Sought(Path folder, Needles needles) {}

  /** Hears what was read and what was found. */
  public interface Listener {
    /** A file was read to its end. */
    void read(String file, long bytes, String sha256);

    /** Whether a file is the listener's own note of this scan, which is not read. */
    default boolean isOwn(Path file) {
      return false;
    }

    /** Something is left; also told for what cannot be searched. */
    void found(Leftover leftover);
  }

  /** Packed and encoded forms, by how they begin. */
  private enum Packed {
    GZIP("1f8b"),
    ZIP("504b0304"),
    PARQUET("50415231"),
    ZSTD("28b52ffd"),
    LZ4("4c5a3442"),
    LZ4_FRAME("04224d18"),
    SNAPPY("82534e41505059"),
    XZ("fd377a585a"),
    BZIP2("425a68"),
    NOT("");

    private final String head;

    Packed(String head) {
      this.head = head;
    }

    static Packed of(byte[] bytes, int length) {
      String given = HexFormat.of().formatHex(bytes, 0, length);
      return Arrays.stream(values())
          .filter(packed -> given.startsWith(packed.head))
          .findFirst()
          .orElse(NOT);
    }
  }

  public LeftoverScan(Needles needles) {
    this(needles, new Sought(Path.of("/"), needles));
  }

  private LeftoverScan(Needles needles, Sought stricter) {
    this.needles = needles;
    this.stricter = stricter;
  }

  /**
   * A scan that looks for more below one folder, where nothing may stand that may stand elsewhere.
   * One reading answers both.
   *
   * @param more holds all that is looked for everywhere, too
   */
  public LeftoverScan strictlyBelow(Path folder, Needles more) {
    return new LeftoverScan(needles, new Sought(folder.toAbsolutePath().normalize(), more));
  }

  private Needles soughtIn(Path file) {
    return file.toAbsolutePath().normalize().startsWith(stricter.folder())
        ? stricter.needles()
        : needles;
  }

  /**
   * Reads everything below a folder, links followed. Files that other processes delete meanwhile are
   * passed over.
   *
   * @throws WarehouseException when a folder cannot be read
   */
  public void under(Path folder, Listener listener) {
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile() && !listener.isOwn(file)) {
                file(file, folder.relativize(file).toString(), listener);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw WarehouseException.failed(
          "read every file below " + folder,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Run this as the user to whom the files belong.",
          e);
    }
  }

  /**
   * Reads every value of every table.
   *
   * @param name what the database is called in findings
   */
  public void database(String name, Connection connection, Listener listener) throws SQLException {
    new DatabaseSearch(new PlacedSearch(needles, name, listener::found)).read(connection);
  }

  private void file(Path file, String name, Listener listener) throws IOException {
    PlacedSearch search = new PlacedSearch(soughtIn(file), name, listener::found);
    search.whole("its name", name.getBytes(StandardCharsets.UTF_8));
    try {
      MessageDigest digest = Sha256.digest();
      byte[] head = new byte[HEAD_BYTES];
      int headBytes;
      long size;
      try (InputStream in = Files.newInputStream(file)) {
        headBytes = in.readNBytes(head, 0, HEAD_BYTES);
      }
      try (InputStream in = Files.newInputStream(file)) {
        size = stream(in, "the file", search, digest::update);
      }
      decoded(file, Packed.of(head, headBytes), search);
      listener.read(name, size, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchFileException deletedMeanwhile) {
      // It is gone, which is what is asked for.
    }
  }

  private void decoded(Path file, Packed packed, PlacedSearch search) throws IOException {
    try {
      switch (packed) {
        case NOT -> {}
        case PARQUET -> new ParquetSearch(search).read(file);
        default -> {
          if (packed == Packed.ZIP) {
            new ZipFile(file.toFile()).close(); // refuses one that was cut off
          }
          try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            unpacked(in, packed, "", search, 0);
          }
        }
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // A parser's words may quote the file.
      search.unreadable("inside", "it cannot be decoded: " + e.getClass().getSimpleName());
    }
  }

  private void unpacked(InputStream in, Packed packed, String place, PlacedSearch search, int depth)
      throws IOException {
    if (depth == DEEPEST) {
      search.unreadable(place, "it is packed more than " + DEEPEST + " times");
      return;
    }
    switch (packed) {
      case GZIP -> inner(new GZIPInputStream(in), place + "unpacked", search, depth);
      case ZIP -> {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          String name = place + entry.getName();
          search.whole("a name inside", name.getBytes(StandardCharsets.UTF_8));
          inner(zip, name, search, depth);
        }
      }
      default -> search.unreadable(place, "it is packed as " + packed);
    }
  }

  private void inner(InputStream in, String place, PlacedSearch search, int depth)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(HEAD_BYTES);
    byte[] head = buffered.readNBytes(HEAD_BYTES);
    buffered.reset();
    Packed packed = Packed.of(head, head.length);
    if (packed == Packed.NOT) {
      stream(buffered, place, search, (bytes, from, length) -> {});
    } else {
      unpacked(buffered, packed, place + "/", search, depth + 1);
    }
  }

  private interface Chunks {
    void take(byte[] bytes, int from, int length);
  }

  private static long stream(InputStream in, String place, PlacedSearch search, Chunks chunks)
      throws IOException {
    ByteSearch bytes = search.stream(place);
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      chunks.take(buffer, 0, read);
      bytes.add(buffer, read);
      size += read;
    }
    bytes.end();
    return size;
  }
}
