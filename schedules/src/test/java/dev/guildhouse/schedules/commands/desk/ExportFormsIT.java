package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.ADMIN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.LOUNGE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.cli.CommandHome;
import dev.guildhouse.schedules.operations.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists of users, triggers and the history, beside what the tables hold. */
@Tag("acceptance")
class ExportFormsIT {
  private static final String DAYS = " --from 2026-02-23 --to 2026-03-02";

  private CommandGuild at;
  private CommandHome operator;
  private String guild;

  @BeforeEach
  void logIn() throws IOException {
    at = new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {});
    operator = CommandHome.at(at.home.root(), CommandGuild.NOW);
    guild = " --guild " + at.guild.id();
  }

  @AfterEach
  void logOut() {
    at.close();
  }

  private List<String> lines(String type, String range) {
    FakeMessage answer = at.give(ADMIN, MODERATORS, "export", Map.of("type", type, "range", range))
        .answer();
    assertThat(answer.files()).as(type + ": " + answer.payload()).hasSize(1);
    return answer.files().get(0).content().utf8().lines().toList();
  }

  @Test
  void usersAreThoseOfTheLastNight() {
    List<String> users = lines("users", "2026-W09");
    assertThat(users.get(0)).startsWith("member,joined,last_active,rewards_rsnc,messages");
    long present = operator
        .run("export member_segments --date 2026-03-01 --format json --out -" + guild)
        .lines()
        .count();
    assertThat(present).isPositive();
    assertThat(users.subList(1, users.size()))
        .hasSize((int) present)
        .allMatch(line -> line.matches("[0-9a-f]{16},.*"));
    assertThat(operator.run("export users --out -" + DAYS + guild).lines()).isEqualTo(users);
    FakeInteraction outside = at.give(ADMIN, LOUNGE, "export", Map.of("type", "users"));
    assertThat(text(outside)).contains("moderators.channels");
    assertThat(operator.refused("export users --audience public --out -" + DAYS + guild))
        .contains("for moderators alone");
    assertThat(operator.refused("export users --out -" + DAYS)).contains("--guild ID");
  }

  @Test
  void eventsAreTriggersWithCountsAndRewardsTheTransactions() {
    List<String> events = lines("events", "2026-W09");
    assertThat(events.get(0)).startsWith("trigger,definition,paid,");
    List<String> rewards = lines("rewards", "2026-W09");
    long completed =
        rewards.stream().filter(line -> line.contains(",completed,")).count();
    assertThat(completed).isPositive();
    assertThat(events.stream()
            .skip(1)
            .mapToLong(line -> Long.parseLong(line.split(",", -1)[2]))
            .sum())
        .isEqualTo(completed);
    assertThat(lines("raw_events", "2026-02-23").get(0)).contains("event_type");
  }

  @Test
  void auditIsTheHistoryOfTheGuildAlone() {
    at.give(ADMIN, MODERATORS, "stats").answer();
    at.discord
        .interactions()
        .command(at.other, CommandGuild.ELSEWHERE, ADMIN, "privacy what-you-keep", Map.of())
        .answer();
    List<String> audit = lines("audit", "2026-03-09 to 2026-03-10");
    assertThat(audit.get(0)).startsWith("run,started_at,finished_at,started_by,what,options");
    assertThat(audit).anyMatch(line -> line.contains(",query stats,"));
    assertThat(audit.subList(1, audit.size()))
        .allMatch(line -> line.contains("," + at.guild.id() + ","))
        .noneMatch(line -> line.contains(at.home.root().toString()));
    assertThat(operator.run("export audit --out - --from 2026-03-09 --to 2026-03-10"))
        .contains("backfill");
  }
}
