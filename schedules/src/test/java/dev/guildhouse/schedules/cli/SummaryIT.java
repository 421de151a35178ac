package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schedules.queries.SummarySchema;
import dev.guildhouse.schema.docs.GoldenFile;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summary of real tables holds to its schema, and each number is the one of its mart. */
@Tag("acceptance")
class SummaryIT {
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  private Path folder;

  @Test
  void theSchemaIsPublished() throws IOException {
    GoldenFile.at("docs/summary.schema.json").assertHolds(SummarySchema.text());
  }

  /** Six messages of five members hold one keyword, and four of them another. */
  private static String fiveWrite(String guild) {
    StringBuilder lines = new StringBuilder();
    for (int message = 0; message < 6; message++) {
      Instant at = Instant.parse("2026-02-24T10:00:00Z").plusSeconds(message);
      lines.append("{\"event_type\":\"message_create\",\"guild_id\":\"%s\",\"channel_id\":\"71\","
              .formatted(guild)
          + "\"message_id\":\"" + Snowflake.of(at, 1) + "\",\"user_id\":\"" + (901 + message % 5)
          + "\",\"attributes\":{\"keywords\":\"" + (message < 4 ? "crash,login" : "crash")
          + "\"}}\n");
    }
    return lines.toString();
  }

  private JsonNode valid(CommandHome home, String call) throws IOException {
    String text = home.run(call + " --json");
    SummarySchema.assertValid(text);
    return JSON.readTree(text);
  }

  private static List<JsonNode> rows(CommandHome home, String call) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line :
        home.run("export " + call + " --format json --out -").lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  @Test
  void everyNumberIsTheOneOfItsMart() throws IOException {
    CommandHome home = CommandHome.at(folder, NOW);
    Files.writeString(
        folder.resolve("guildhouse.yaml"),
        "defaults: {support: {keywords: {crash: [crash], login: [sign in]}}}\n");
    String simulated = home.run("simulate --members 40 --channels 4 --days 14 --events-per-day 300"
        + " --from 2026-02-16 --json");
    Files.writeString(
        folder.resolve("five.jsonl"),
        fiveWrite(JSON.readTree(simulated).at("/guild_ids/0").asText()));
    home.run("import " + folder.resolve("five.jsonl"));
    home.run("backfill --from 2026-02-16 --to 2026-03-02");
    String week = " --from 2026-02-23 --to 2026-03-02";
    JsonNode guild = rows(home, "guild_weekly" + week).get(0);
    String id = guild.get("guild_id").asText();
    JsonNode summary = valid(home, "summary --guild " + id + week);

    GoldenFile.at("schedules/src/test/resources/dev/guildhouse/schedules/cli/summary.json")
        .assertHolds(withoutPseudonyms(home.run("summary --guild " + id + week + " --json")));
    assertThat(summary.at("/window/kind").asText()).isEqualTo("last_7_days");
    assertThat(measure(summary, "messages").get("value").asLong())
        .isEqualTo(guild.get("messages").asLong());
    assertThat(measure(summary, "active_members").get("value").asLong())
        .isEqualTo(guild.get("active_members").asLong());
    assertThat(measure(summary, "messages").path("comparison").path("verdict").asText())
        .isNotBlank();
    List<JsonNode> channels = rows(home, "channel_weekly" + week);
    for (JsonNode told : summary.get("topChannels")) {
      assertThat(channels).anySatisfy(channel -> {
        assertThat(channel.get("channel_id").asText())
            .isEqualTo(told.get("channelId").asText());
        assertThat(channel.get("messages").asLong())
            .isEqualTo(told.get("messageCount").asLong());
      });
    }
    assertThat(summary.get("topChannels")).isNotEmpty();
    assertThat(summary.get("topMembers")).hasSize(10);
    assertThat(summary.at("/supportSignals/commonKeywords"))
        .isEqualTo(JSON.readTree("[{\"keyword\":\"crash\",\"count\":6}]"));
    assertThat(summary.get("topContent")).isNotEmpty();
    for (JsonNode insight : summary.get("insights")) {
      for (JsonNode evidence : insight.get("evidence")) {
        assertThat(summary.at(evidence.asText()).isMissingNode())
            .as(evidence.asText())
            .isFalse();
      }
    }

    JsonNode open = valid(home, "summary --audience public --guild " + id + week);
    assertThat(open.get("topMembers")).isEmpty();
    assertThat(open.get("topContent")).isEmpty();
    assertThat(open.get("insights").toString()).doesNotContain("kpi.");
    assertThat(open.get("notAvailable")).hasSize(10);

    JsonNode unwatched =
        valid(home, "summary --guild " + id + " --from 2026-01-05 --to 2026-01-12");
    assertThat(measure(unwatched, "messages").get("value").isNull()).isTrue();
    assertThat(measure(unwatched, "messages").get("state").asText()).isEqualTo("not watched");
    assertThat(unwatched.at("/insights/0/text").asText()).startsWith("Nobody watched");
    JsonNode custom = valid(home, "summary --guild " + id + " --from 2026-02-20 --to 2026-02-23");
    assertThat(custom.at("/window/kind").asText()).isEqualTo("custom");
    assertThat(home.run("summary --guild " + id + week)).contains("* ");

    theNightTellsTheSame(home, id, summary);
  }

  private void theNightTellsTheSame(CommandHome home, String guild, JsonNode week)
      throws IOException {
    String told = home.run("schedule run summaries --slot 2026-03-02T05:30:00Z");

    assertThat(told).contains("succeeded");
    Path night = folder.resolve("reports/" + guild + "/summaries/2026-03-01");
    JsonNode file = JSON.readTree(Files.readString(night.resolve("7d/summary.json")));
    assertThat(file).isEqualTo(week);
    List<JsonNode> kept = rows(home, "summaries --from 2026-03-01 --to 2026-03-02");
    assertThat(kept)
        .extracting(row -> row.get("window_days").asInt())
        .containsExactly(1, 7, 30, 90);
    for (JsonNode row : kept) {
      String document = row.get("document").asText();
      SummarySchema.assertValid(document);
      JsonNode table = JSON.readTree(document);
      assertThat(table.get("topMembers")).isEmpty();
      assertThat(table.get("topContent")).isEmpty();
      assertThat(table.get("notAvailable").toString()).contains("topMembers", "topContent");
      JsonNode whole = JSON.readTree(
          Files.readString(night.resolve(row.get("window_days").asInt() + "d/summary.json")));
      assertThat(table.get("headline")).isEqualTo(whole.get("headline"));
      assertThat(table.get("insights")).isEqualTo(whole.get("insights"));
    }
  }

  @Test
  void anAnonymousGuildSaysWhatItCannotTell() throws IOException {
    Files.writeString(
        folder.resolve("guildhouse.yaml"), "defaults: {privacy: {mode: anonymous}}\n");
    CommandHome home = CommandHome.at(folder, NOW);
    home.run("simulate --members 10 --channels 4 --days 3 --events-per-day 100 --from 2026-02-27");
    // Somebody alone in a guild of which nothing else is known, and a guild without anybody.
    home.run(
        "import "
            + Files.writeString(
                folder.resolve("one.jsonl"),
                "{\"guild_id\": \"700000000000000000\", \"event_type\": \"reward_grant\","
                    + " \"event_at\": \"2026-03-01T13:00:00Z\", \"user_id\": \"214268103195283934\","
                    + " \"subject_id\": \"71\", \"amount\": \"2\", \"reward_trigger\": \"help\","
                    + " \"reward_status\": \"completed\"}\n"
                    + "{\"guild_id\": \"700000000000000001\", \"event_type\": \"guild_snapshot\","
                    + " \"event_at\": \"2026-03-01T13:00:00Z\", \"attributes\": {\"members\": \"0\"}}\n"));
    home.run("backfill --from 2026-02-27 --to 2026-03-02");
    String days = " --from 2026-02-27 --to 2026-03-02";
    List<String> guilds = new ArrayList<>(List.of("700000000000000001"));
    rows(home, "guild_daily --from 2026-03-01 --to 2026-03-02")
        .forEach(row -> guilds.add(row.get("guild_id").asText()));
    assertThat(guilds).hasSize(3);
    for (String guild : guilds) {
      JsonNode summary = valid(home, "summary --guild " + guild + days);
      assertThat(summary.get("topMembers")).isEmpty();
      assertThat(summary.get("notAvailable").toString())
          .contains("topMembers", "new keys every month");
    }
  }

  /** They follow from a secret that is another one in each home. */
  private static String withoutPseudonyms(String summary) {
    return summary.replaceAll("\"member\" : \"[^\"]+\"", "\"member\" : \"a pseudonym\"");
  }

  private static JsonNode measure(JsonNode summary, String metric) {
    for (JsonNode one : summary.get("headline")) {
      if (one.get("metric").asText().equals(metric)) {
        return one;
      }
    }
    throw new AssertionError("no " + metric);
  }
}
