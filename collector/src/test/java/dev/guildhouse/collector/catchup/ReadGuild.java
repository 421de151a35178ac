package dev.guildhouse.collector.catchup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeReading;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A guild of the fake Discord that is read by REST into memory. */
public final class ReadGuild implements AutoCloseable {
  public static final long GUILD = 700;
  public static final long CATEGORY = 690;

  /** When the guild began to be watched. */
  public static final Instant BEGAN = Instant.parse("2026-11-03T10:00:00Z");

  /** The channel's id tells that it was made in 2026-01. */
  public static final long CHANNEL = Snowflake.of(Instant.parse("2026-01-01T00:00:00Z"), 1);

  public final FakeDiscord discord;
  public final FakeReading reading;
  public final TakenEvents taken = new TakenEvents();
  public final GuildSecrets secrets;
  public final Path checkpoints;
  public Instant now = BEGAN;
  public boolean isAnonymous;

  private RestConnection connection;

  public ReadGuild(Path folder) throws IOException {
    discord = FakeDiscord.start(() -> now);
    reading = discord.reading();
    secrets = new GuildSecrets(folder.resolve("secrets"));
    checkpoints = folder.resolve("checkpoints");
    connection = connect(discord.restUrl(), discord.token());
  }

  /** As another process would, which knows of no rate limit yet. */
  public void reconnect() {
    connection.close();
    connection = connect(discord.restUrl(), discord.token());
  }

  public static RestConnection connect(String restUrl, String token) {
    return RestConnection.open(
        new Config.Discord(new Secret(token), URI.create(restUrl), URI.create("ws://none")));
  }

  /** Failures of the server are tried again at once. */
  public RestCalls rest() {
    return new RestCalls(connection.jda(), Duration.ofMillis(1), Duration.ZERO);
  }

  public ReadingSettings settings() {
    return new ReadingSettings(
        () -> now,
        guild -> 9,
        guild -> Keywords.NONE,
        guild -> isAnonymous,
        guild -> isAnonymous
            ? MemberKeyring.anonymous(guild, secrets)
            : MemberKeyring.pseudonymous(guild, secrets));
  }

  /** The watch ends and begins anew now: what happens until then is caught up. */
  public GuildReport catchUp() throws InterruptedException {
    return new CatchUp(rest(), taken, settings(), ReadListener.NONE)
        .run(GUILD, Checkpoints.open(checkpoints, GUILD), now);
  }

  /** The guild is watched from {@link #BEGAN} to a minute later, and then not. */
  public void watchedForAMinute() throws InterruptedException {
    now = BEGAN;
    catchUp();
    taken.clear();
    Checkpoints watch = Checkpoints.open(checkpoints, GUILD);
    watch.watched(new EarlierWatch(BEGAN, BEGAN.plusSeconds(60)));
    watch.save();
  }

  public static long id(Instant at) {
    return Snowflake.of(at, 5);
  }

  /** The id of a message so many seconds after {@link #BEGAN}. */
  public static long id(long seconds) {
    return id(BEGAN.plusSeconds(seconds));
  }

  public long key(long userId) {
    return MemberKeys.under(secrets.ofGuild(GUILD)).key(GUILD, userId);
  }

  public static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    connection.close();
    discord.close();
  }
}
