package dev.guildhouse.collector.imports.reading;

import dev.guildhouse.schema.events.RawEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads one file to its end. */
public interface FormatReader {
  /**
   * Hands every event on as soon as it is read. Only when this returns is the file known to be
   * whole.
   *
   * @param in UTF-8, without byte-order mark
   * @throws RefusedInput when the file cannot be imported; what was handed on is then void
   */
  void read(InputStream in, ReadSettings settings, Consumer<RawEvent> sink) throws IOException;
}
