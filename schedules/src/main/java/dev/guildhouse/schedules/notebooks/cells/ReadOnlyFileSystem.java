package dev.guildhouse.schedules.notebooks.cells;

import dev.guildhouse.jobs.lake.spark.LinkLogStore;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The {@code file:} scheme of a kernel: below the warehouse nothing is made, changed or deleted. It
 * keeps from slips, not from somebody who means it; for those there are the rights of files.
 */
public final class ReadOnlyFileSystem extends LocalFileSystem {
  private static final String FOLDER = "guildhouse.read-only";

  private java.nio.file.Path folder = java.nio.file.Path.of("/");

  /** Called by Hadoop, by name. */
  public ReadOnlyFileSystem() {}

  /** Settings of Spark that make a folder read-only. */
  static Map<String, String> settings(java.nio.file.Path folder) {
    return Map.of(
        "spark.hadoop.fs.file.impl",
        ReadOnlyFileSystem.class.getName(),
        "spark.delta.logStore.file.impl",
        Log.class.getName(),
        "spark.hadoop." + FOLDER,
        folder.toString());
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    folder = folder(configuration);
  }

  private static java.nio.file.Path folder(Configuration configuration) {
    return java.nio.file.Path.of(Objects.requireNonNull(configuration.get(FOLDER)));
  }

  private static boolean isInside(Path path, java.nio.file.Path folder) {
    return java.nio.file.Path.of(path.toUri().getPath())
        .toAbsolutePath()
        .normalize()
        .startsWith(folder);
  }

  private static IOException refused(Path path) {
    return new IOException("Cannot write " + path
        + ": notebooks only read the warehouse. Write it elsewhere, or make a job of it.");
  }

  /** The same for Delta's log, which is written past Hadoop. */
  public static final class Log extends LinkLogStore {
    /** Called by Delta, by name. */
    public Log(Configuration configuration) {
      super(configuration);
    }

    @Override
    public void write(
        Path path, Iterator<String> actions, Boolean isOverwritten, Configuration configuration)
        throws IOException {
      if (isInside(path, folder(configuration))) {
        throw refused(path);
      }
      super.write(path, actions, isOverwritten, configuration);
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean isOverwritten,
      int bufferBytes,
      short replication,
      long blockBytes,
      Progressable progress)
      throws IOException {
    return super.create(
        writable(path), permission, isOverwritten, bufferBytes, replication, blockBytes, progress);
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path path,
      FsPermission permission,
      boolean isOverwritten,
      int bufferBytes,
      short replication,
      long blockBytes,
      Progressable progress)
      throws IOException {
    return super.createNonRecursive(
        writable(path), permission, isOverwritten, bufferBytes, replication, blockBytes, progress);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferBytes, Progressable progress)
      throws IOException {
    return super.append(writable(path), bufferBytes, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return super.rename(writable(from), writable(to));
  }

  @Override
  public boolean delete(Path path, boolean isRecursive) throws IOException {
    return super.delete(writable(path), isRecursive);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return super.mkdirs(writable(path));
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return super.mkdirs(writable(path), permission);
  }

  private Path writable(Path path) throws IOException {
    if (isInside(path, folder)) {
      throw refused(path);
    }
    return path;
  }
}
