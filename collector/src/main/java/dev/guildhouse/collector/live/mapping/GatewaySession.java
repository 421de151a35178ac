package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.schema.events.EventHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A session of the gateway: it outlives its connections, and its sequence numbers never come twice.
 *
 * @param id a hash of Discord's own name for it
 */
public record GatewaySession(long id, Instant startedAt) {
  public GatewaySession {
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The session that Discord calls so. */
  public static GatewaySession named(String name, Instant startedAt) {
    return new GatewaySession(EventHash.start().with(name).value(), startedAt);
  }
}
