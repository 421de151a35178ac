package dev.guildhouse.schema.config;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.hash.Sha256;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration with every default filled in. All keys stand in {@code
 * docs/CONFIGURATION.md}; the JSON schema beside this class decides what is allowed.
 *
 * @param defaults what holds for a guild that says nothing; its id is 0
 * @param guilds guilds with settings of their own; {@link #guild} answers for every guild
 * @param languageModel null when none words anything
 * @param effective all of it as JSON, without secrets
 */
public record Config(
    List<Organization> organizations,
    GuildSettings defaults,
    List<GuildSettings> guilds,
    Discord discord,
    Collector collector,
    Spark spark,
    Warehouse warehouse,
    Operations operations,
    Serve serve,
    Delivery delivery,
    Master master,
    Landing landing,
    Retention retention,
    Backup backup,
    Log log,
    @Nullable LanguageModel languageModel,
    String effective) {

  /** How Discord is reached. */
  public record Discord(@Nullable Secret token, URI restUrl, URI gatewayUrl) {

    /** The token, or an error that says how to set it. */
    public Secret requireToken() {
      if (token == null) {
        throw WarehouseException.usage(
            "connect to Discord",
            "discord.token is not set",
            "Set the environment variable GUILDHOUSE_DISCORD_TOKEN to the bot's token.");
      }
      return token;
    }
  }

  /**
   * What the collector watches.
   *
   * @param families families of events to collect
   * @param messageContent whether the text of messages is asked for
   * @param afkChannel {@code ignored} or {@code counted}
   * @param landingEvery after which time taken events are landed
   * @param port of the status pages; null when none is opened
   * @param shardTotal shards of the bot, in all processes
   * @param shards numbers of those that this process runs
   */
  public record Collector(
      Set<Family> families,
      boolean messageContent,
      String afkChannel,
      Duration landingEvery,
      @Nullable Integer port,
      String address,
      int shardTotal,
      List<Integer> shards) {
    public Collector {
      families = Set.copyOf(families);
      shards = List.copyOf(shards);
    }
  }

  /**
   * The engine of the jobs.
   *
   * @param settings Spark's own settings, which win over those of Guildhouse but what a run sets by its
   *     size
   */
  public record Spark(String master, Map<String, String> settings) {
    public Spark {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * Where the tables are.
   *
   * @param uri null for the folder in the home
   */
  public record Warehouse(@Nullable String uri) {}

  /**
   * The operations database.
   *
   * @param jdbcUrl null for the embedded one in the home
   */
  public record Operations(
      @Nullable String jdbcUrl,
      @Nullable String user,
      @Nullable Secret password) {}

  /**
   * What {@code guildhouse serve} tells of itself, and how it shares its work.
   *
   * @param port of the status pages; null when none is opened
   * @param token of whoever may read more than the status; null when nobody may
   * @param alertsChannel where alerts for operators go; null when they stay in the log
   * @param lease how long work is kept by a process that gives no sign of life
   */
  public record Serve(
      @Nullable Integer port,
      String address,
      @Nullable Secret token,
      @Nullable Long alertsChannel,
      Duration lease) {}

  /**
   * How reports are sent.
   *
   * @param retryLimit attempts before a delivery is dead
   * @param backoff wait after the first failed attempt; doubles with each
   * @param lease how long a worker may hold a delivery
   */
  public record Delivery(int retryLimit, Duration backoff, Duration lease) {}

  /**
   * The key that encrypts the secrets; at most one of both is given.
   *
   * @param key 32 bytes in base64; null for that of a file
   * @param keyFile null for the one in the secrets' own folder
   */
  public record Master(@Nullable Secret key, @Nullable Path keyFile) {
    /** No key is configured. */
    public static final Master NONE = new Master(null, null);
  }

  /**
   * Raw events between collector and jobs.
   *
   * @param retentionDays days that files stay after they were ingested
   */
  public record Landing(int retentionDays) {}

  /**
   * How long is kept what was written about the community.
   *
   * @param reportDays days that reports stay after they were written
   * @param auditDays days that the history of runs and deliveries, and certificates, stay
   */
  public record Retention(int reportDays, int auditDays) {}

  /**
   * Backups of the home.
   *
   * @param folder where they go; null when each command says so
   * @param retentionDays days after which a backup is deleted and refused
   */
  public record Backup(@Nullable Path folder, int retentionDays) {}

  /**
   * The log file.
   *
   * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
   */
  public record Log(String level, String format) {}

  /**
   * A language model that words what was measured.
   *
   * @param dialect {@code openai} or {@code anthropic}
   * @param url ends with a slash
   * @param timeout of all attempts together
   * @param answerTokens most tokens of one answer
   * @param tokensPerDay most tokens that are spent on a UTC day
   * @param inputPrice of a million tokens read, in whatever currency
   * @param outputPrice of a million tokens written
   */
  public record LanguageModel(
      String dialect,
      URI url,
      String model,
      @Nullable Secret apiKey,
      Duration timeout,
      int answerTokens,
      long tokensPerDay,
      BigDecimal inputPrice,
      BigDecimal outputPrice) {}

  public Config {
    organizations = List.copyOf(organizations);
    guilds = List.copyOf(guilds);
  }

  /**
   * Reads the configuration.
   *
   * @param file may be missing: then all defaults hold
   * @param environment variables that win over the file
   * @throws WarehouseException with code USAGE that names every error at once
   */
  public static Config load(Path file, Map<String, String> environment) {
    return ConfigReading.of(file, environment).config();
  }

  /** The same with another engine. */
  public Config with(Spark other) {
    return new Config(
        organizations,
        defaults,
        guilds,
        discord,
        collector,
        other,
        warehouse,
        operations,
        serve,
        delivery,
        master,
        landing,
        retention,
        backup,
        log,
        languageModel,
        effective);
  }

  /** What holds for a guild, whether the file names it or not. */
  public GuildSettings guild(long guildId) {
    return guilds.stream()
        .filter(guild -> guild.id() == guildId)
        .findFirst()
        .orElseGet(() -> defaults.forGuild(guildId));
  }

  /** The id of the organization that a guild belongs to; 0 when it belongs to none. */
  public long organizationOf(long guildId) {
    return organizations.stream()
        .filter(organization -> organization.guilds().contains(guildId))
        .mapToLong(Organization::id)
        .findFirst()
        .orElse(0);
  }

  /** SHA-256 of {@link #effective()} in hex: equal settings have equal hashes, whatever the token. */
  public String hash() {
    return Sha256.of(effective);
  }
}
