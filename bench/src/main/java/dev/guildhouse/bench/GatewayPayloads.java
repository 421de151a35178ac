package dev.guildhouse.bench;

import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a busy guild's gateway sends, as text: of 100 dispatches 55 messages, 30 reactions, 10 changes
 * in voice and 5 deletes.
 */
final class GatewayPayloads {
  static final long GUILD = 700_000_000_000_000_001L;
  private static final long CHANNEL = 700_000_000_000_000_100L;
  private static final long USER = 600_000_000_000_000_000L;
  private static final int CHANNELS = 50;
  private static final int MEMBERS = 20_000;
  private static final String WORDS =
      "so this is what people write to each other all day long here ";

  private final Random random = new Random(7);
  private final Instant start;

  GatewayPayloads(Instant start) {
    this.start = start;
  }

  /** The guild as a session finds it. */
  String guild() {
    StringBuilder channels = new StringBuilder();
    for (int i = 0; i < CHANNELS; i++) {
      channels
          .append(i == 0 ? "" : ",")
          .append(text(
              "{\"id\":\"%d\",\"type\":0,\"name\":\"c%d\",\"position\":%d}", CHANNEL + i, i, i));
    }
    return dispatch(
        "GUILD_CREATE",
        1,
        text("{\"id\":\"%d\",\"member_count\":%d,\"channels\":[%s]}", GUILD, MEMBERS, channels));
  }

  /** So many dispatches, numbered from 2. */
  List<String> draw(int count) {
    List<String> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int dice = random.nextInt(100);
      long sequence = i + 2L;
      long message = Snowflake.of(start.plusMillis(i), i & 0xFFFF);
      if (dice < 55) {
        drawn.add(dispatch("MESSAGE_CREATE", sequence, message(message)));
      } else if (dice < 85) {
        drawn.add(dispatch("MESSAGE_REACTION_ADD", sequence, reaction(message)));
      } else if (dice < 95) {
        drawn.add(dispatch("VOICE_STATE_UPDATE", sequence, voice()));
      } else {
        drawn.add(dispatch(
            "MESSAGE_DELETE",
            sequence,
            text(
                "{\"id\":\"%d\",\"channel_id\":\"%d\",\"guild_id\":\"%d\"}",
                message, channel(), GUILD)));
      }
    }
    return drawn;
  }

  private String message(long id) {
    long user = user();
    return text(
        "{\"type\":0,\"tts\":false,\"timestamp\":\"%s\",\"pinned\":false,\"nonce\":\"%d\",\"mentions\":[],"
            + "\"mention_roles\":[],\"mention_everyone\":false,\"member\":%s,\"id\":\"%d\",\"flags\":0,"
            + "\"embeds\":[],\"edited_timestamp\":null,\"content\":\"%s\",\"components\":[],"
            + "\"channel_type\":0,\"channel_id\":\"%d\",\"author\":%s,\"attachments\":[],"
            + "\"guild_id\":\"%d\"}",
        Snowflake.instant(id),
        id,
        member(),
        id,
        WORDS.repeat(1 + random.nextInt(4)),
        channel(),
        person(user),
        GUILD);
  }

  private String reaction(long message) {
    long user = user();
    return text(
        "{\"user_id\":\"%d\",\"type\":0,\"message_id\":\"%d\",\"message_author_id\":\"%d\",\"member\":"
            + "{\"user\":%s,\"roles\":[],\"joined_at\":\"2026-01-02T00:00:00Z\"},\"emoji\":{\"name\":\"👍\","
            + "\"id\":null},\"channel_id\":\"%d\",\"burst\":false,\"guild_id\":\"%d\"}",
        user, message, user(), person(user), channel(), GUILD);
  }

  private String voice() {
    long user = user();
    return text(
        "{\"member\":{\"user\":%s,\"roles\":[]},\"user_id\":\"%d\",\"suppress\":false,\"session_id\":\"a\","
            + "\"self_video\":false,\"self_mute\":%b,\"self_deaf\":false,\"mute\":false,\"deaf\":false,"
            + "\"guild_id\":\"%d\",\"channel_id\":\"%d\"}",
        person(user), user, random.nextBoolean(), GUILD, channel());
  }

  private static String member() {
    return "{\"roles\":[\"77\",\"78\"],\"mute\":false,\"joined_at\":\"2026-01-02T00:00:00.000000+00:00\","
        + "\"flags\":0,\"deaf\":false,\"communication_disabled_until\":null,\"avatar\":null}";
  }

  private static String person(long user) {
    return text(
        "{\"username\":\"u%d\",\"public_flags\":0,\"id\":\"%d\",\"global_name\":\"somebody\","
            + "\"discriminator\":\"0\",\"avatar\":\"f0e1d2c3b4a5968778695a4b3c2d1e0f\"}",
        user, user);
  }

  private long user() {
    return USER + random.nextInt(MEMBERS);
  }

  private long channel() {
    return CHANNEL + random.nextInt(CHANNELS);
  }

  private static String dispatch(String type, long sequence, String data) {
    return text("{\"t\":\"%s\",\"s\":%d,\"op\":0,\"d\":%s}", type, sequence, data);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
