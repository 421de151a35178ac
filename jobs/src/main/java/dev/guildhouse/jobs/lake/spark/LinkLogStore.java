package dev.guildhouse.jobs.lake.spark;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on a local disk, safe between JVMs and after a power cut.
 * A version appears whole, by a hard link that fails when the name is taken, so of two writers exactly one wins.
 */
public class LinkLogStore extends LogStore {
  /** Called by Delta, by name. */
  public LinkLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path target = local(path);
    java.nio.file.Path folder = Objects.requireNonNull(target.getParent());
    if (!Files.isDirectory(folder)) {
      throw new FileNotFoundException(folder.toString());
    }
    if (!overwrite && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    java.nio.file.Path draft =
        folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeDurably(draft, actions);
      if (overwrite) {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.createLink(target, draft);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
    force(folder);
  }

  private static void writeDurably(java.nio.file.Path file, Iterator<String> lines)
      throws IOException {
    StringBuilder text = new StringBuilder();
    while (lines.hasNext()) {
      text.append(lines.next()).append('\n');
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A name is durable once its folder is. */
  private static void force(java.nio.file.Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration configuration) throws IOException {
    BufferedReader reader;
    try {
      reader = Files.newBufferedReader(local(path), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(path.toString());
    }
    Iterator<String> lines = reader.lines().iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public String next() {
        return lines.next();
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    java.nio.file.Path folder = Objects.requireNonNull(local(path).getParent());
    String first = path.getName();
    List<FileStatus> found = new ArrayList<>();
    try (var names = Files.newDirectoryStream(
        folder, file -> file.getFileName().toString().compareTo(first) >= 0)) {
      for (java.nio.file.Path file : names) {
        try {
          BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
          found.add(new FileStatus(
              a.size(),
              a.isDirectory(),
              1,
              32L << 20,
              a.lastModifiedTime().toMillis(),
              new Path(file.toUri())));
        } catch (NoSuchFileException gone) {
          // removed between listing and reading its attributes
        }
      }
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(folder.toString());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    found.sort(Comparator.comparing(status -> status.getPath().getName()));
    return found.iterator();
  }

  @Override
  public Path resolvePathOnPhysicalStorage(Path path, Configuration configuration)
      throws IOException {
    return path.getFileSystem(configuration).makeQualified(path);
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
