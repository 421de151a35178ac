package dev.guildhouse.schema.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.config.AlertSettings.QuietHours;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigIT {
  private static final Map<String, String> NOTHING = Map.of();

  @TempDir
  private Path home;

  @Test
  void withoutAFileAllDefaultsHold() {
    Config config = load(NOTHING);

    assertThat(config.guilds()).isEmpty();
    assertThat(config.organizations()).isEmpty();
    assertThat(config.discord().token()).isNull();
    assertThat(config.discord().restUrl()).hasToString("https://discord.com/api/v10/");
    assertThat(config.spark()).isEqualTo(new Config.Spark("local[*]", Map.of()));
    assertThat(config.warehouse().uri()).isNull();
    assertThat(config.delivery())
        .isEqualTo(new Config.Delivery(5, Duration.ofSeconds(30), Duration.ofMinutes(10)));
    assertThat(config.landing().retentionDays()).isEqualTo(3);
    assertThat(config.log().level()).isEqualTo("info");

    GuildSettings guild = config.guild(7);
    assertThat(guild.id()).isEqualTo(7);
    assertThat(guild.privacy()).isEqualTo(new GuildSettings.Privacy(PrivacyMode.PSEUDONYMOUS, 190));
    assertThat(guild.report("weekly_community").channel()).isNull();
    assertThat(guild.timeZone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(guild.reactionWindowDays()).isEqualTo(7);
    assertThat(guild.votes().up()).containsExactly("👍", "⬆️");
    assertThat(guild.votes().down()).containsExactly("👎", "⬇️");
    assertThat(guild.emojiWeights()).isEmpty();
    assertThat(guild.topContent()).isEqualTo(50);
    assertThat(guild.voice().minimumSessionSeconds()).isEqualTo(60);
  }

  @Test
  void aGuildTakesItsOwnSettingsThenDefaultsThenTheBuiltInOnes() throws IOException {
    write("""
        defaults:
          top_content: 20
          privacy: {window_days: 60}
          votes: {up: [🔼]}
          emoji_weights: {⭐: 3}
        guilds:
          - id: 9007199254740993
            name: no
            privacy: {mode: anonymous}
            emoji_weights: {👀: 0.50}
            voice:
            reports: {weekly_community: {channel: 1234567890123456789}}
        """);
    Config config = load(NOTHING);

    GuildSettings named = config.guild(9007199254740993L);
    assertThat(named.name()).isEqualTo("no");
    assertThat(named.privacy()).isEqualTo(new GuildSettings.Privacy(PrivacyMode.ANONYMOUS, 60));
    assertThat(named.topContent()).isEqualTo(20);
    assertThat(named.votes())
        .isEqualTo(new GuildSettings.Votes(List.of("🔼"), List.of("👎", "⬇️")));
    assertThat(named.emojiWeights()).isEqualTo(Map.of("👀", new BigDecimal("0.5")));
    assertThat(named.voice().minimumSessionSeconds()).isEqualTo(60);
    assertThat(named.report("weekly_community").channel()).isEqualTo(1234567890123456789L);

    GuildSettings other = config.guild(2);
    assertThat(other.privacy()).isEqualTo(new GuildSettings.Privacy(PrivacyMode.PSEUDONYMOUS, 60));
    assertThat(other.emojiWeights()).isEqualTo(Map.of("⭐", new BigDecimal("3")));
  }

  @Test
  void alertsAndTheirQuietHoursComeFromGuildAndDefaults() throws IOException {
    write("""
        defaults: {alerts: {quiet_hours: {from: "22:00", until: "08:00"}}}
        guilds:
          - {id: 1, alerts: {channel: 77, kinds: [critical], quiet_hours: {until: "09:30"}}}
        """);
    Config config = load(NOTHING);
    QuietHours late = new QuietHours(LocalTime.of(22, 0), LocalTime.of(9, 30), false);
    assertThat(config.guild(1).alerts())
        .isEqualTo(new AlertSettings(77L, Set.of(Kind.CRITICAL), late));
    assertThat(config.guild(2).alerts().channel()).isNull();
    assertThat(config.guild(2).alerts().kinds()).containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void quietHoursHaveTwoEnds() throws IOException {
    write("""
        guilds:
          - {id: 1, alerts: {quiet_hours: {from: "22:00"}}}
          - {id: 2, alerts: {quiet_hours: {from: "08:00", until: "08:00"}}}
          - {id: 3, alerts: {quiet_hours: {from: "8:00", until: "10:00"}, kinds: [loud]}}
        """);
    assertThat(linesOf(NOTHING))
        .containsExactly(
            "guilds[0].alerts.quiet_hours.from (line 2): \"22:00\"; give until too",
            "guilds[1].alerts.quiet_hours.until (line 3): \"08:00\"; it must differ from the time"
                + " at which they begin",
            "guilds[2].alerts.kinds[0] (line 4): \"loud\"; allowed is \"critical\", \"warning\","
                + " \"info\" or \"anomaly\"",
            "guilds[2].alerts.quiet_hours.from (line 4): \"8:00\"; allowed is text such as"
                + " \"22:00\"");
  }

  @Test
  void aGuildBelongsToTheOrganizationThatListsIt() throws IOException {
    write("organizations: [{id: 4, name: Four, guilds: [10, 11]}, {id: 5, guilds: [12]}]");
    Config config = load(NOTHING);

    assertThat(config.organizationOf(11)).isEqualTo(4);
    assertThat(config.organizationOf(12)).isEqualTo(5);
    assertThat(config.organizationOf(13)).isZero();
  }

  @Test
  void allErrorsComeAtOnceEachWithItsPlaceAndWhatIsAllowed() throws IOException {
    write("""
        organizations:
          - {id: 1, guilds: [5]}
          - {id: 1, guilds: [5]}
        guilds:
          - id: "12"
            privcy: {mode: anonymous}
            privacy: {mode: secret, window_days: 5}
          - name: Nameless
        defaults:
          time_zone: Europe/Berlni
          top_content: 1.5
        token: abc
        delivery: 3
        log:
          level: info
          level: debug
        """);

    assertThat(linesOf(NOTHING))
        .containsExactly(
            "organizations[1].guilds[0] (line 3): 5; it already stands at organizations[0].guilds[0]",
            "organizations[1].id (line 3): 1; it already stands at organizations[0].id",
            "guilds[0].id (line 5): \"12\"; allowed is a whole number above 0",
            "guilds[0].privcy (line 6): unknown key; did you mean privacy?",
            "guilds[0].privacy.mode (line 7): \"secret\"; allowed is \"pseudonymous\" or \"anonymous\"",
            "guilds[0].privacy.window_days (line 7): 5; allowed is a whole number from 31 to 3660",
            "guilds[1].id (line 8): missing; it must be given",
            "defaults.time_zone (line 10): \"Europe/Berlni\"; did you mean Europe/Berlin?",
            "defaults.top_content (line 11): 1.5; allowed is a whole number from 1 to 1000",
            "token (line 12): unknown key; did you mean discord.token?",
            "delivery (line 13): 3; allowed is a section with the keys retry_limit, backoff_seconds, lease_minutes",
            "log.level (line 16): written twice; first on line 15; keep one");
  }

  @Test
  void theExceptionNamesTheFileAndEveryError() throws IOException {
    write("guild: []\nspark: {master: nowhere}\n");

    WarehouseException error = catchThrowableOfType(WarehouseException.class, () -> load(NOTHING));
    assertThat(error.code()).isEqualTo(WarehouseException.Code.USAGE);
    assertThat(error)
        .hasMessageContainingAll(
            file().toString(),
            "guild (line 1): unknown key; did you mean guilds?",
            "spark.master (line 2): \"nowhere\"; allowed is text such as \"local[*]\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "guilds: [|line 1: no valid YAML",
        "a: b: c|line 1: no valid YAML",
        "just words|line 1: no key: value pairs",
        "- 1|line 1: no key: value pairs",
        "a: &x [*x]|no valid YAML",
        "? [1]\\n: 2|line 1: a key that is no word",
        "log: {}\\n---\\nlog: {}|line 2: no valid YAML",
      })
  void whatIsNoYamlIsSaidWithItsLine(String text, String error) throws IOException {
    write(text.replace("\\n", "\n"));

    assertThat(linesOf(NOTHING)).anySatisfy(line -> assertThat(line).contains(error));
  }

  @Test
  void otherEncodingsAndFoldersAreRefused() throws IOException {
    Files.write(file(), "guilds: [{id: 1, name: Käse}]".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> load(NOTHING)).hasMessageContaining("no UTF-8");

    Files.delete(file());
    Files.createDirectory(file());
    assertThatThrownBy(() -> load(NOTHING))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot read the configuration " + file());
  }

  @Test
  void aByteOrderMarkAndAnEmptyFileAreNoErrors() throws IOException {
    write("\uFEFFtop: 1");
    assertThat(linesOf(NOTHING)).singleElement().asString().startsWith("top (line 1): unknown key");

    write("# nothing but a comment\n");
    assertThat(load(NOTHING).landing().retentionDays()).isEqualTo(3);
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    write("landing: {retention_days: 9}\ndiscord: {token: from-file}\nlog:\n");
    Config config = load(Map.of(
        "GUILDHOUSE_LANDING_RETENTION_DAYS", "12",
        "GUILDHOUSE_DISCORD_TOKEN", "1234",
        "GUILDHOUSE_DEFAULTS_VOTES_UP", "[🔼, 👍]",
        "GUILDHOUSE_DEFAULTS_REPORTS", "{weekly_community: {channel: 77}}",
        "GUILDHOUSE_GUILDS", "[{id: 5, top_content: 3}]",
        "GUILDHOUSE_SPARK_SETTINGS", "{spark.executor.memory: 4g, spark.cores.max: 2}",
        "GUILDHOUSE_LOG_LEVEL", "",
        "GUILDHOUSE_HOME", "/somewhere",
        "GUILDHOUSE_JAVA_OPTIONS", "-Xss4m",
        "GUILDHOUSE_PORT_80_TCP", "set by a platform"));

    assertThat(config.landing().retentionDays()).isEqualTo(12);
    assertThat(config.discord().requireToken().reveal()).isEqualTo("1234");
    assertThat(config.guild(5).votes().up()).containsExactly("🔼", "👍");
    assertThat(config.guild(5).report("weekly_community").channel()).isEqualTo(77);
    assertThat(config.guild(5).topContent()).isEqualTo(3);
    assertThat(config.spark().settings())
        .isEqualTo(Map.of("spark.executor.memory", "4g", "spark.cores.max", "2"));
    assertThat(config.log().level()).isEqualTo("info");
  }

  @Test
  void errorsOfTheEnvironmentNameTheVariable() {
    assertThat(linesOf(Map.of(
            "GUILDHOUSE_LANDING_RETENTION_DAYS", "many",
            "GUILDHOUSE_GUILDS", "[{id: 0}]",
            "GUILDHOUSE_SPARK_SETTINGS", "{",
            "GUILDHOUSE_DISCORD_TOKN", "hush")))
        .containsExactly(
            "GUILDHOUSE_DISCORD_TOKN: unknown variable; did you mean GUILDHOUSE_DISCORD_TOKEN?",
            "guilds[0].id (GUILDHOUSE_GUILDS): 0; allowed is a whole number above 0",
            "landing.retention_days (GUILDHOUSE_LANDING_RETENTION_DAYS): \"many\"; allowed is a whole number from 0 to 365",
            "spark.settings (GUILDHOUSE_SPARK_SETTINGS): no valid YAML; expected the node content, but found '<stream end>'");
  }

  @Test
  void secretsShowNowhere() throws IOException {
    write("""
        discord: {token: hush-1, tokn: hush-2}
        operations: hush-3
        hush: hush-4
        delivery: {retry_limit: "postgresql://me:hush-5@host"}
        """);
    assertThat(linesOf(NOTHING)).hasSize(4).noneMatch(line -> line.contains("hush-"));

    write("operations: {password: [hush-1], jdbc_url: 'jdbc:postgresql://h/d?password=hush-2'}");
    assertThat(linesOf(NOTHING)).hasSize(2).noneMatch(line -> line.contains("hush-"));

    write("discord: {token: hush-1}\noperations: {password: hush-2}");
    Config config = load(NOTHING);
    assertThat(config.toString()).doesNotContain("hush-");
    assertThat(config.effective()).doesNotContain("hush-");
    assertThat(ConfigReading.of(file(), NOTHING).entries().toString()).doesNotContain("hush-");
  }

  @Test
  void theMasterKeyIsOneAndHidden() throws IOException {
    String key = "A".repeat(43) + "=";
    Config config = load(Map.of("GUILDHOUSE_MASTER_KEY", key));
    assertThat(config.master().key()).isEqualTo(new Secret(key));
    assertThat(config.toString() + config.effective()).doesNotContain(key);

    write("master: {key: tooshort}");
    assertThat(linesOf(NOTHING)).hasSize(1).noneMatch(line -> line.contains("tooshort"));
    write("master: {key_file: /run/key}");
    assertThat(linesOf(Map.of("GUILDHOUSE_MASTER_KEY", key)))
        .singleElement()
        .asString()
        .contains("keep one of both");
  }

  @Test
  void theHashFollowsWhatHoldsNotHowItIsWrittenNorSecrets() throws IOException {
    String plain = load(NOTHING).hash();
    assertThat(plain).matches("[0-9a-f]{64}");

    write("defaults: {top_content: 50}\ndiscord: {token: x}\noperations: {password: y}");
    assertThat(load(NOTHING).hash()).isEqualTo(plain);
    assertThat(load(Map.of("GUILDHOUSE_DEFAULTS_TOP_CONTENT", "51")).hash()).isNotEqualTo(plain);

    write("defaults: {emoji_weights: {a: 1, b: 2.0}}");
    String weighted = load(NOTHING).hash();
    write("defaults: {emoji_weights: {b: 2, a: 1.00}}");
    assertThat(load(NOTHING).hash()).isEqualTo(weighted).isNotEqualTo(plain);
  }

  @Test
  void everyEntrySaysWhereItComesFrom() throws IOException {
    write("defaults:\n  top_content: 9\nguilds:\n  - id: 5\n    time_zone: Asia/Tokyo\n");
    List<ConfigEntry> entries = ConfigReading.of(
            file(), Map.of("GUILDHOUSE_LANDING_RETENTION_DAYS", "1"))
        .entries();

    assertThat(entries)
        .contains(
            new ConfigEntry("defaults.top_content", "9", "line 2"),
            new ConfigEntry("guilds[0].time_zone", "\"Asia/Tokyo\"", "line 5"),
            new ConfigEntry("guilds[0].top_content", "9", "defaults"),
            new ConfigEntry("landing.retention_days", "1", "GUILDHOUSE_LANDING_RETENTION_DAYS"),
            new ConfigEntry("log.level", "\"info\"", "default"),
            new ConfigEntry("discord.token", "", ""));
  }

  @Test
  void noLocaleAndNoTimeZoneChangesAnything() throws IOException {
    write("defaults: {privacy: {mode: anonymous}, emoji_weights: {i: 1.5}}");
    Map<String, String> environment = Map.of("GUILDHOUSE_DISCORD_TOKEN", "i");
    Config expected = load(environment);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.ofHoursMinutes(5, 45)));
      assertThat(load(environment)).isEqualTo(expected);
      assertThat(linesOf(Map.of("GUILDHOUSE_DELIVERY_RETRY_LIMIT", "0")))
          .containsExactly(
              "delivery.retry_limit (GUILDHOUSE_DELIVERY_RETRY_LIMIT): 0; allowed is a whole number from 1 to 100");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aMissingTokenSaysHowToSetIt() {
    Config config = load(NOTHING);

    assertThatThrownBy(() -> config.discord().requireToken())
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("GUILDHOUSE_DISCORD_TOKEN");
  }

  private Config load(Map<String, String> environment) {
    return Config.load(file(), environment);
  }

  private List<String> linesOf(Map<String, String> environment) {
    return ConfigReading.of(file(), environment).problems().stream()
        .map(ConfigProblem::text)
        .toList();
  }

  private Path file() {
    return home.resolve("guildhouse.yaml");
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }
}
