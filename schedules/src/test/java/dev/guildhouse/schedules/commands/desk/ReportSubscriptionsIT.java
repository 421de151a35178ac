package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.ADMIN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.ELSEWHERE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.LOUNGE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATOR;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.NO_FILES;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteractions.Person;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.cli.CommandHome;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscription;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscriptions;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports that admins have posted to channels: which may be, who may, and that each comes once. */
@Tag("acceptance")
class ReportSubscriptionsIT {
  /** Of the other guild, which has no roles. */
  private static final Person OTHER_OWNER = new Person(1, List.of(), FakeGuild.POSTING);

  private static final Instant MONDAY = Instant.parse("2026-03-02T06:00:00Z");

  private CommandGuild at;

  @BeforeEach
  void logIn() throws IOException {
    at = new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {});
  }

  @AfterEach
  void logOut() {
    at.close();
  }

  private FakeInteraction schedule(String report, long channel) {
    return at.give(ADMIN, MODERATORS, "reports schedule", options(report, channel));
  }

  private static Map<String, String> options(String report, long channel) {
    return Map.of("type", report, "channel", Long.toString(channel));
  }

  private List<Long> channels() {
    return new ReportSubscriptions(at.database)
        .ofGuild(at.guild.id()).stream().map(ReportSubscription::channelId).toList();
  }

  @Test
  void aScheduledReportComesToEveryChannelOnceInTheFormForItsReaders() throws Exception {
    assertThat(text(schedule("weekly_community", LOUNGE)))
        .contains("#lounge", "2026-03-16T06:00:00Z", "public");
    assertThat(text(schedule("weekly_community", MODERATORS))).contains("moderators");
    writeAndPost();
    writeAndPost();
    assertThat(at.discord.messages(MODERATORS)).hasSize(1);
    assertThat(at.discord.messages(LOUNGE)).hasSize(1);
    FakeMessage open = at.discord.messages(LOUNGE).get(0);
    FakeMessage inner = at.discord.messages(MODERATORS).get(0);
    assertThat(inner.payload().toString()).contains("Members");
    assertThat(open.footer()).isNotEqualTo(inner.footer());
    assertThat(open.files().toString() + open.payload()).doesNotContain("Most active members");
    assertThat(at.discord.messages(ELSEWHERE)).isEmpty();

    at.give(ADMIN, MODERATORS, "reports cancel", options("weekly_community", LOUNGE))
        .answer();
    assertThat(channels()).containsExactly(MODERATORS);
  }

  private void writeAndPost() throws Exception {
    ScheduledJobs.named("report")
        .run(at.work(), new JobOptions("weekly_community", null, List.of(), Period.WEEK), MONDAY);
    InstantSource clock = InstantSource.fixed(CommandGuild.NOW);
    try (DeliveryWorker worker = new DeliveryWorker(
        new Deliveries(at.database, at.config.delivery().lease()),
        at.home.reports(),
        at.config.delivery(),
        () -> DiscordConnection.open(at.config.discord()),
        clock,
        Pause.REAL)) {
      worker.queueOrphans();
      assertThat(worker.drain(Duration.ZERO).problems()).isEmpty();
    }
  }

  @Test
  void onlyChannelsOfTheGuildInWhichTheBotMayPostAreTaken() {
    assertThat(text(schedule("weekly_community", ELSEWHERE)))
        .contains("is no channel for messages");
    assertThat(text(schedule("weekly_community", 12_345))).contains("is no channel for messages");
    assertThat(text(schedule("weekly_community", NO_FILES))).contains("Attach Files");
    assertThat(text(schedule("monthly_userstats", LOUNGE))).contains("moderators.channels");
    assertThat(text(schedule("weekly_comunity", LOUNGE))).contains("Did you mean");
    FakeInteraction moderator =
        at.give(MODERATOR, MODERATORS, "reports schedule", options("weekly_community", LOUNGE));
    assertThat(text(moderator)).contains("is for those who may manage the server");
    assertThat(channels()).isEmpty();
    assertThat(text(schedule("weekly_community", LOUNGE))).contains("Scheduled");
    assertThat(text(schedule("weekly_community", LOUNGE))).contains("posted there already");
    assertThat(channels()).containsExactly(LOUNGE);
  }

  @Test
  void noGuildSeesOrCancelsWhatAnotherScheduled() {
    schedule("weekly_community", LOUNGE).answer();
    FakeInteraction list = at.discord
        .interactions()
        .command(at.other, ELSEWHERE, OTHER_OWNER, "reports list", Map.of());
    assertThat(text(list)).doesNotContain("lounge", Long.toString(LOUNGE)).contains("kpi_board");
    FakeInteraction cancel = at.discord
        .interactions()
        .command(
            at.other,
            ELSEWHERE,
            OTHER_OWNER,
            "reports cancel",
            options("weekly_community", LOUNGE));
    assertThat(text(cancel)).contains("is not scheduled there", "Nothing is scheduled");
    assertThat(channels()).containsExactly(LOUNGE);
    assertThat(text(at.give(MODERATOR, MODERATORS, "reports list"))).contains("#lounge");
    assertThat(new Runs(at.database).list(RunFilter.newest(10)))
        .extracting(run -> run.request().job())
        .contains("command reports schedule", "command reports list");
  }

  /** The same declaration on the command line, with the home's own database. */
  @Test
  void theOperatorDoesTheSameAtTheCommandLine() {
    CommandHome operator = CommandHome.at(at.home.root(), CommandGuild.NOW)
        .with("GUILDHOUSE_DISCORD_TOKEN", at.discord.token())
        .with("GUILDHOUSE_DISCORD_REST_URL", at.discord.restUrl())
        .with("GUILDHOUSE_DISCORD_GATEWAY_URL", at.discord.gatewayUrl());
    String guild = " --guild " + at.guild.id();
    assertThat(operator.refused("reports schedule weekly_community --channel " + ELSEWHERE + guild))
        .contains("is no channel for messages");
    operator.run("reports schedule weekly_community --channel " + LOUNGE + guild);
    assertThat(operator.run("reports list --json" + guild)).contains("\"" + LOUNGE + "\"");
    operator.run("reports cancel --type weekly_community --channel " + LOUNGE + guild);
    assertThat(operator.run("reports list --json" + guild)).doesNotContain("\"" + LOUNGE + "\"");
    assertThat(operator.run("runs --json")).contains("command reports cancel");
  }
}
