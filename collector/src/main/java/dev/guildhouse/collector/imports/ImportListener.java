package dev.guildhouse.collector.imports;

/** Hears how an import goes on. Called from the thread that imports. */
public interface ImportListener {
  /** Hears nothing. */
  ImportListener NONE = new ImportListener() {};

  /**
   * The files are known and the first is about to be read.
   *
   * @param bytes in all files together
   */
  default void started(int files, long bytes) {}

  /**
   * More has been read.
   *
   * @param bytesDone of the bytes that were told at the start; at least every megabyte
   */
  default void progressed(long bytesDone) {}

  /** One file is done. */
  default void finished(ImportResult result) {}
}
