package dev.guildhouse.collector.imports.exporter;

import static dev.guildhouse.collector.imports.ReadEvents.GUILD;

import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;

/** Exports as DiscordChatExporter writes them, of one channel on one day. */
final class ExportText {
  static final long CHANNEL = 700_000_000_000_000_001L;
  static final long ANNA = 101_000_000_000_000_001L;
  static final long BERT = 101_000_000_000_000_002L;
  static final Instant AT = Instant.parse("2026-02-10T12:00:00.250Z");
  static final long ID = Snowflake.of(AT, 1);

  private ExportText() {}

  /** A whole export; it says that it was made at the end of the month. */
  static String export(String... messages) {
    return """
        {"guild": {"id": "%d", "name": "Test guild", "iconUrl": ""},
         "channel": {"id": "%d", "type": "GuildTextChat", "categoryId": "702", "category": "Support", "name": "general", "topic": null},
         "dateRange": {"after": null, "before": null},
         "exportedAt": "2026-02-28T00:00:00+00:00",
         "messages": [%s],
         "messageCount": %d}
        """.formatted(GUILD, CHANNEL, String.join(",", messages), messages.length);
  }

  /** A reply, so many seconds after {@link #AT}. */
  static String reply(int number, long author, long to) {
    Instant at = AT.plusSeconds(number);
    return message(
        Snowflake.of(at, number),
        at,
        author,
        "\"reference\": {\"messageId\": \"" + to + "\", \"channelId\": \"" + CHANNEL + "\"}",
        "Reply");
  }

  /**
   * A message by a person.
   *
   * @param more further keys as JSON, or blank
   */
  static String message(long id, Instant at, long author, String more) {
    return message(id, at, author, more, "Default");
  }

  static String message(long id, Instant at, long author, String more, String type) {
    return """
        {"id": "%d", "type": "%s", "timestamp": "%s",
         "author": {"id": "%d", "name": "anna", "discriminator": "0000", "nickname": "Anna", "color": "#1ABC9C", "isBot": false,
                    "roles": [{"id": "1", "name": "helper", "color": null, "position": 3}], "avatarUrl": "https://x"}%s}\
        """.formatted(id, type, at, author, more.isBlank() ? "" : "," + more);
  }
}
