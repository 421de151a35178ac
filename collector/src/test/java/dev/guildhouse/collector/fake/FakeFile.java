package dev.guildhouse.collector.fake;

import okio.ByteString;

/** A file that came attached to a message. */
public record FakeFile(long id, String name, ByteString content) {}
