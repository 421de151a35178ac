package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteractions.Person;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.DraftKinds;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.delivery.NamedDrafts;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guild whose moderators get drafts, and what tests of drafts do with it. */
abstract class DraftDesk {
  static final Instant MONDAY = Instant.parse("2026-03-02T06:40:00Z");

  CommandGuild at;

  @BeforeEach
  final void logIn() throws IOException {
    at = new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {});
  }

  @AfterEach
  final void logOut() {
    at.close();
  }

  /** Logs in anew with other kinds of drafts. */
  final void configure(String kinds, Map<String, String> more) throws IOException {
    at.close();
    at =
        new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {}, OpenAnswers.LIFE, kinds, more);
  }

  /** Runs the schedule; yields the draft of a kind as it stands among the moderators. */
  final FakeMessage draft(String kind) throws Exception {
    runSchedule();
    post();
    return drafts(kind).stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("no draft of " + kind + ": "
            + new Runs(at.database).list(RunFilter.newest(9).ofJob("draft " + kind))));
  }

  /** The drafts of a kind as they stand among the moderators. */
  final List<FakeMessage> drafts(String name) {
    DraftKind kind = DraftKinds.ALL.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
    return at.discord.messages(MODERATORS).stream()
        .filter(message -> controls(message).size() == 2)
        .filter(message -> message.embed().path("title").asText().equals("Draft: " + kind.title()))
        .toList();
  }

  final void runSchedule() throws Exception {
    ScheduledJobs.named("drafts")
        .run(
            at.work(),
            new JobOptions(null, null, List.of(), Period.WEEK),
            at.now.isBefore(MONDAY) ? at.now : MONDAY);
  }

  final void post() {
    try (DeliveryWorker worker = worker()) {
      worker.queueOrphans();
      assertThat(worker.drain(Duration.ZERO).problems()).isEmpty();
    }
  }

  /** Whoever has to wait moves the clock instead. */
  final DeliveryWorker worker() {
    return new DeliveryWorker(
        new Deliveries(at.database, at.config.delivery().lease()),
        at.home.reports(),
        at.config.delivery(),
        () -> DiscordConnection.open(at.config.discord()),
        () -> at.now,
        wait -> {
          at.now = at.now.plus(wait);
          return true;
        },
        new NamedDrafts(at.home, at.config, () -> at.now));
  }

  final FakeInteraction press(long channel, Person person, FakeMessage draft, String word) {
    return at.discord.interactions().press(at.guild, channel, person, draft, control(draft, word));
  }

  static String control(FakeMessage draft, String word) {
    return controls(draft).stream()
        .map(control -> control.path("custom_id").asText())
        .filter(id -> id.endsWith(":" + word))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> controls(FakeMessage message) {
    List<JsonNode> controls = new ArrayList<>();
    message
        .payload()
        .path("components")
        .forEach(row -> row.path("components").forEach(controls::add));
    return controls;
  }
}
