package dev.guildhouse.collector.reading;

/** Hears how a reading goes, from any thread. */
public interface ReadListener {
  ReadListener NONE = new ReadListener() {};

  default void progressed(ReadProgress progress) {}

  default void finished(ChannelResult result) {}
}
