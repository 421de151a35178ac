package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.reading.EventSink;
import dev.guildhouse.collector.reading.GuildLock;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.WarehouseException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Fetches what was written in a guild before it was watched. It is a catch-up from a chosen day, with
 * checkpoints of its own, so that it can be ended and resumed at any moment; asking for the same depth
 * again goes on where it ended.
 */
public final class History {
  private final CatchUp catchUp;
  private final ReadingSettings settings;
  private final Path folder;

  /**
   * History into a sink.
   *
   * @param folder of the checkpoints of history, which are not those of the collector
   */
  public History(
      RestCalls rest,
      EventSink sink,
      ReadingSettings settings,
      Path folder,
      ReadListener listener) {
    this.catchUp = new CatchUp(rest, sink, settings, listener);
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Fetches history up to now. In an anonymous guild it begins no earlier than the first month that is
   * not sealed.
   *
   * @throws WarehouseException LOCKED when another process fetches history of this guild; else as
   *     {@link CatchUp#run}
   */
  public GuildReport run(long guildId, HistoryDepth depth) throws InterruptedException {
    GuildLock lock = GuildLock.take(folder, guildId, "fetch history");
    try {
      return fetch(guildId, depth);
    } finally {
      lock.close();
    }
  }

  private GuildReport fetch(long guildId, HistoryDepth depth) throws InterruptedException {
    Checkpoints checkpoints = Checkpoints.open(folder.resolve("depth-" + depth.text()), guildId);
    Instant now = settings.clock().instant();
    if (checkpoints.isEmpty()) {
      checkpoints.startAt(depth.start(now));
    }
    GuildReport report = catchUp.run(guildId, checkpoints, now);
    if (!report.isIncomplete()) {
      checkpoints.delete();
    }
    return report;
  }
}
