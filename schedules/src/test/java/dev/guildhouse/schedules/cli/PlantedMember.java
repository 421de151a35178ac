package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.privacy.OwnSearch;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/** A home into which one member came by every path there is: imports, rewards, reports, queue, audit. */
final class PlantedMember {
  static final long GUILD = 700_000_000_000_000_000L;
  static final YearMonth MONTH = YearMonth.of(2026, 2);
  static final String MEMBER = "214268103195283934";
  static final String OPTED_OUT = "318462795103846215";
  static final String NAME = "Zaphod Beeblebrox";
  static final String TEXT = "a towel is about the most useful thing";
  static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");

  private static final String EXPORT = """
      {"guild": {"id": "%1$d", "name": "Test", "iconUrl": ""},
       "channel": {"id": "700000000000000001", "type": "GuildTextChat", "categoryId": "702", "category": "c", "name": "general", "topic": null},
       "dateRange": {"after": null, "before": null}, "exportedAt": "2026-02-28T00:00:00+00:00",
       "messages": [%2$s, %3$s], "messageCount": 2}
      """;

  /** What the member did and what was done to the member, by every path that outside sources have. */
  private static final List<String> LINES = List.of(
      event(
          "reward_grant",
          13,
          "\"user_id\": \"MEMBER\", \"subject_id\": \"71\", \"amount\": \"2.5\","
              + " \"reward_trigger\": \"help\", \"reward_status\": \"completed\""),
      event("voice_join", 14, "\"user_id\": \"MEMBER\", \"session_id\": 1, \"sequence\": 1"),
      event("voice_leave", 15, "\"user_id\": \"MEMBER\", \"session_id\": 1, \"sequence\": 2"),
      event("member_join", 9, "\"user_id\": \"MEMBER\", \"session_id\": 1, \"sequence\": 3"),
      event(
          "moderator_action",
          16,
          "\"user_id\": \"5\", \"target_user_id\": \"MEMBER\"," + " \"subject_id\": \"72\""));

  private static String event(String type, int hour, String more) {
    return "{\"guild_id\": \"GUILD\", \"channel_id\": \"700000000000000001\", \"event_type\": \""
        + type + "\", \"event_at\": \"2026-02-10T" + String.format("%02d", hour) + ":00:00Z\", "
        + more + "}";
  }

  private final Path folder;
  private final Home home;
  private final PrivacyMode mode;

  private PlantedMember(Path folder, PrivacyMode mode) {
    this.folder = folder;
    this.home = new Home(folder.resolve("home"));
    this.mode = mode;
  }

  /** Plants the member in {@code home} of a folder; the files from outside lie beside it. */
  static PlantedMember in(Path folder, PrivacyMode mode) throws IOException {
    PlantedMember planted = new PlantedMember(folder, mode);
    planted.plant();
    return planted;
  }

  private void plant() throws IOException {
    home.prepare();
    Files.writeString(
        home.configuration(),
        "defaults: {privacy: {mode: " + mode.name().toLowerCase(Locale.ROOT) + "}}\n");
    CommandRun optOut =
        run("privacy", "opt-out", "--guild", Long.toString(GUILD), "--user", OPTED_OUT, "--json");
    assertThat(optOut.out()).contains("\"changed\" : true");
    Path file = Files.writeString(
        folder.resolve("export.json"),
        EXPORT.formatted(
            GUILD,
            message("1470751152537600001", MEMBER),
            message("1470751152537600002", OPTED_OUT)));
    JsonNode imported =
        new ObjectMapper().readTree(run("import", file.toString(), "--json").out());
    assertThat(imported.path("messages").asInt()).isEqualTo(1);
    assertThat(imported.path("left_out").asInt()).isEqualTo(1);
    Path lines = Files.writeString(
        folder.resolve("events.jsonl"),
        String.join("\n", LINES).replace("GUILD", Long.toString(GUILD)).replace("MEMBER", MEMBER)
            + "\n");
    CommandRun taken = run("import", lines.toString(), "--json");
    assertThat(taken.exitCode()).as(taken.out() + taken.err()).isZero();
    LocalDate day = LocalDate.of(2026, 2, 10);
    TestWarehouse.of(home)
        .runner()
        .backfill(new DayRange(day, day.plusDays(1)), Reprocess.MISSING, TestWarehouse.LEASE, 1);
    CommandRun report = run(
        "report",
        "weekly_community",
        "--guild",
        Long.toString(GUILD),
        "--date",
        "2026-02-10",
        "--channel",
        "700000000000000009",
        "--json");
    assertThat(report.out()).as(report.err()).contains("\"delivery_state\" : \"pending\"");
    run("runs");
  }

  Home home() {
    return home;
  }

  Path export() {
    return folder.resolve("export.json");
  }

  CommandRun run(String... arguments) {
    return CommandRun.at(home.root(), NOW).of(arguments);
  }

  GuildSecrets secrets() {
    return new GuildSecrets(SecretStore.of(home, Config.Master.NONE));
  }

  /** The key of a user in the planted month. */
  String key(String user) {
    byte[] secret = mode == PrivacyMode.ANONYMOUS
        ? secrets().ofMonth(GUILD, MONTH)
        : secrets().ofGuild(GUILD);
    return Long.toString(MemberKeys.under(secret).key(GUILD, Long.parseLong(user)));
  }

  /** Under which the member stands in the report. */
  String pseudonym() {
    return new ExportPseudonyms(secrets()).of(GUILD, MONTH, Long.parseLong(key(MEMBER)));
  }

  List<String> holding(String text) throws IOException {
    return new OwnSearch(home.root()).holding(text);
  }

  private static String message(String id, String author) {
    return """
        {"id": "%s", "type": "Default", "timestamp": "2026-02-10T12:00:00+00:00", "content": "%s",
         "author": {"id": "%s", "name": "%s", "discriminator": "0000", "nickname": "%s", "isBot": false},
         "reactions": [{"emoji": {"id": "", "name": "x", "code": "x"}, "count": 1, "users": [{"id": "%s", "name": "%s", "isBot": false}]}]}
        """.formatted(id, TEXT, author, NAME, NAME, MEMBER, NAME);
  }
}
