package dev.guildhouse.schedules.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeFile;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.queue.ClaimedDelivery;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.Delivery;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import dev.guildhouse.schema.reports.ReportFolder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every report arrives exactly once with the bytes that were written, whatever Discord answers. */
@Tag("acceptance")
@ParameterizedClass
@EnumSource(Engine.class)
class DeliveryWorkerIT {
  private static final long CHANNEL = 99;
  private static final String POSTS = "POST /channels/99/messages";
  private static final Duration HOLD = Duration.ofMinutes(10);
  private static final Duration PATIENT = Duration.ofHours(1);
  private static final int MEBIBYTE = 1 << 20;

  @Parameter
  private Engine engine;

  @TempDir
  private Path reports;

  private final TestClock clock = new TestClock();
  private OperationsDatabase database;
  private Deliveries deliveries;
  private FakeDiscord discord;
  private FakeGuild guild;

  @BeforeEach
  void start() throws Exception {
    database = engine.open(clock);
    deliveries = new Deliveries(database, HOLD);
    discord = FakeDiscord.start(clock);
    guild = discord.guild(WrittenReport.GUILD, "A guild").channel(CHANNEL, "reports");
  }

  @AfterEach
  void stop() {
    assertThat(discord.missedRoutes()).isEmpty();
    assertThat(discord.isScriptPlayed()).isTrue();
    discord.close();
    database.close();
  }

  @Test
  void reportArrivesAsEmbedWithItsFiles() throws Exception {
    NewDelivery report = queue(small());
    assertThat(drain(Duration.ZERO)).isEqualTo(new DeliverySummary(0, 1, 0, 0, List.of()));

    assertArrivedOnce(report);
    FakeMessage message = discord.messages(CHANNEL).get(0);
    assertThat(message.footer()).isEqualTo("delivery " + report.id());
    assertThat(message.nonce()).isEqualTo(report.id() + "-0");
    assertThat(message.payload().path("allowed_mentions").path("parse")).isEmpty();
    assertThat(message.embed().path("title").asText())
        .isEqualTo("Weekly report of @\u200beveryone");
    assertThat(message.embed().path("image").path("url").asText())
        .isEqualTo("attachment://chart.png");
    assertThat(find(report).messageId()).isEqualTo(message.id());
  }

  @Test
  void nothingIsDueSoNobodyLogsIn() {
    assertThat(drain(PATIENT)).isEqualTo(new DeliverySummary(0, 0, 0, 0, List.of()));
    assertThat(discord.identifies()).isZero();
  }

  @Test
  void rateLimitIsWaitedOut() throws Exception {
    discord.answer(POSTS, Answer.rateLimited(Duration.ofSeconds(1), Answer.Scope.ROUTE));
    NewDelivery report = queue(small());
    assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);
    assertArrivedOnce(report);
  }

  @Test
  void serverErrorIsTriedAgainLater() throws Exception {
    discord.answer(POSTS, Answer.refuse(500, 0, "Internal"), Answer.refuse(500, 0, "Internal"));
    NewDelivery report = queue(small());
    DeliverySummary summary = drain(PATIENT);

    assertThat(summary.delivered()).isEqualTo(1);
    assertThat(summary.failed()).isEqualTo(2);
    assertThat(summary.problems().get(0))
        .contains("weekly_community of guild 8", "channel 99", "500", "2026-03-02T10:00:30Z");
    assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(30 + 60));
    assertArrivedOnce(report);
  }

  @Test
  void postOfWhichTheAnswerWasLostIsFoundAgain() throws Exception {
    discord.always(POSTS, Answer.doneThenDropped());
    NewDelivery report = queue(small());
    assertThat(drain(Duration.ZERO).failed()).isEqualTo(1);
    assertThat(find(report).maybeSentSince()).isEqualTo(TestClock.START);
    long posts = discord.requests().stream().filter(POSTS::equals).count();

    discord.recover();
    clock.advance(Duration.ofHours(2));
    assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);
    assertArrivedOnce(report);
    assertThat(discord.requests().stream().filter(POSTS::equals)).hasSize((int) posts);
  }

  @Test
  void postThatAProxyCalledFailedIsFoundAgain() throws Exception {
    discord.answer(POSTS, Answer.doneButFails(500));
    NewDelivery report = queue(small());
    assertThat(drain(PATIENT).delivered()).isEqualTo(1);
    assertArrivedOnce(report);
  }

  @Test
  void postThatWasLostOnTheWayIsPostedLater() throws Exception {
    discord.always(POSTS, Answer.dropped());
    NewDelivery report = queue(small());
    assertThat(drain(Duration.ZERO).failed()).isEqualTo(1);

    discord.recover();
    clock.advance(Duration.ofHours(2));
    assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);
    assertArrivedOnce(report);
  }

  @Test
  void takeoverFindsThePostWhenNoncesAreForgotten() throws Exception {
    NewDelivery report = queue(small());
    ClaimedDelivery claimed = deliveries.claim().orElseThrow();
    try (DiscordConnection connection = login()) {
      long posted = new ReportPost(connection, claimed, plan(report)).complete();
      // This worker is gone before it can say so.
      clock.advance(HOLD.minusSeconds(1));
      assertThat(drain(Duration.ZERO).delivered()).isZero();

      clock.advance(Duration.ofSeconds(1));
      assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);
      assertThat(find(report).messageId()).isEqualTo(posted);
    }
    assertArrivedOnce(report);
  }

  @Test
  void takeoverPostsWhatTheOtherHadNotSent() throws Exception {
    NewDelivery report = queue(small());
    deliveries.claim().orElseThrow().sending();
    clock.advance(HOLD);
    assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);
    assertArrivedOnce(report);
  }

  @Test
  void largeFilesAreSpreadOverMessages() throws Exception {
    NewDelivery report = queue(large());
    assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);

    assertArrivedOnce(report);
    assertThat(discord.messages(CHANNEL))
        .extracting(FakeMessage::fileNames)
        .containsExactly(List.of("a.csv", "b.csv"), List.of("c.csv"));
  }

  @Test
  void partsThatStandAreNotPostedAgain() throws Exception {
    discord.answer(POSTS, Answer.healthy());
    discord.always(POSTS, Answer.dropped());
    NewDelivery report = queue(large());
    assertThat(drain(Duration.ZERO).failed()).isEqualTo(1);
    assertThat(discord.messages(CHANNEL)).hasSize(1);

    discord.recover();
    clock.advance(Duration.ofHours(1));
    assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);
    assertArrivedOnce(report);
    assertThat(find(report).messageId())
        .isEqualTo(discord.messages(CHANNEL).get(0).id());
  }

  @Test
  void serverWithTighterLimitsGetsEveryFileAlone() throws Exception {
    discord.answer(POSTS, Answer.refuse(413, 40005, "Request entity too large"));
    NewDelivery report = queue(small().file("b.csv", bytes("3,4")));
    assertThat(drain(Duration.ZERO).delivered()).isEqualTo(1);

    assertArrivedOnce(report);
    assertThat(discord.messages(CHANNEL))
        .extracting(FakeMessage::fileNames)
        .containsExactly(List.of("chart.png"), List.of("a.csv"), List.of("b.csv"));
  }

  @Test
  void fileThatNoMessageTakesIsNamed() throws Exception {
    queue(small().file("huge.xlsx", new byte[10 * MEBIBYTE + 1]));
    DeliverySummary summary = drain(PATIENT);
    assertThat(summary.dead()).isEqualTo(1);
    assertThat(summary.problems().get(0)).contains("huge.xlsx", "larger than the 10 MiB");
    assertThat(discord.messages(CHANNEL)).isEmpty();
  }

  @Test
  void refusalOfEverythingLargeIsGivenUp() throws Exception {
    Answer tooLarge = Answer.refuse(413, 40005, "Request entity too large");
    discord.answer(POSTS, tooLarge, tooLarge);
    NewDelivery report = queue(small());
    assertThat(drain(PATIENT).dead()).isEqualTo(1);
    assertThat(find(report).errorType()).isEqualTo("TooLarge");
    assertThat(find(report).maybeSentSince()).isNull();
  }

  @Test
  void missingChannelOrPermissionIsParkedUntilItIsMended() throws Exception {
    discord.answer(
        POSTS,
        Answer.refuse(403, 50013, "Missing Permissions"),
        Answer.refuse(404, 10003, "Unknown Channel"));
    NewDelivery report = queue(small());
    assertThat(drain(PATIENT).dead()).isEqualTo(1);
    assertThat(find(report).errorType()).isEqualTo("MissingPermission");
    assertThat(deliveries.retry(DeliveryState.FAILED)).isZero();

    assertThat(deliveries.retry(DeliveryState.DEAD)).isEqualTo(1);
    assertThat(drain(PATIENT).dead()).isEqualTo(1);
    assertThat(find(report).errorType()).isEqualTo("UnknownChannel");

    deliveries.retry(DeliveryState.DEAD);
    assertThat(drain(PATIENT).delivered()).isEqualTo(1);
    assertArrivedOnce(report);
  }

  @Test
  void channelThatIsGoneIsParkedWithoutARequest() throws Exception {
    guild.forget(CHANNEL);
    NewDelivery report = queue(small());
    assertThat(drain(PATIENT).problems())
        .singleElement()
        .asString()
        .contains("channel 99 does not exist");
    assertThat(find(report).state()).isEqualTo(DeliveryState.DEAD);
    assertThat(discord.requests()).doesNotContain(POSTS);
  }

  @Test
  void attemptsEndAtTheLimit() throws Exception {
    Answer error = Answer.refuse(500, 0, "Internal");
    discord.answer(POSTS, error, error, error, error, error);
    NewDelivery report = queue(small());
    DeliverySummary summary = drain(PATIENT);

    assertThat(summary.failed()).isEqualTo(4);
    assertThat(summary.dead()).isEqualTo(1);
    assertThat(find(report).attempts()).isEqualTo(5);
    assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(30 + 60 + 120 + 240));
  }

  @Test
  void reportThatWasChangedIsNotPosted() throws Exception {
    NewDelivery report = queue(small());
    Files.writeString(folder(report).file("a.csv"), "other");
    assertThat(drain(PATIENT).dead()).isEqualTo(1);
    assertThat(find(report).errorType()).isEqualTo("ReportBroken");
    assertThat(find(report).errorText()).contains("a.csv is not the file");
    assertThat(discord.messages(CHANNEL)).isEmpty();
  }

  @Test
  void loginThatFailsLeavesTheQueueAsItWas() throws Exception {
    NewDelivery report = queue(small());
    try (DeliveryWorker worker = worker(() -> {
      throw WarehouseException.failed("log in", "no network", "");
    })) {
      assertThatThrownBy(() -> worker.drain(PATIENT)).hasMessageContaining("no network");
    }
    assertThat(find(report).attempts()).isZero();
    assertThat(find(report).state()).isEqualTo(DeliveryState.PENDING);
  }

  @Test
  void writtenReportThatWasNotQueuedIsDeliveredOnce() throws Exception {
    small().revision(1).write();
    NewDelivery newest = request(small().revision(2).write());
    new WrittenReport(reports.resolve("elsewhere"), TestClock.START)
        .channel(null)
        .write();

    for (int times = 0; times < 2; times++) {
      try (DeliveryWorker worker = worker(this::login)) {
        worker.queueOrphans();
        assertThat(worker.drain(PATIENT).queued()).isEqualTo(times == 0 ? 1 : 0);
      }
    }
    assertArrivedOnce(newest);
  }

  @Test
  void everyChannelOfAReportIsQueuedAfterACrashAndGetsItOnce() throws Exception {
    guild.channel(CHANNEL + 1, "more");
    small().moreChannels(CHANNEL + 1, CHANNEL).write();
    for (int times = 0; times < 2; times++) {
      try (DeliveryWorker worker = worker(this::login)) {
        worker.queueOrphans();
        assertThat(worker.drain(PATIENT).queued()).isEqualTo(times == 0 ? 2 : 0);
      }
    }
    assertThat(discord.messages(CHANNEL)).hasSize(1);
    assertThat(discord.messages(CHANNEL + 1)).hasSize(1);
  }

  @Test
  void reportThatALostQueueHadPostedIsFound() throws Exception {
    NewDelivery report = queue(small());
    drain(PATIENT);
    database.transaction("lose the queue", t -> t.update("DELETE FROM deliveries"));
    clock.advance(Duration.ofDays(1));

    try (DeliveryWorker worker = worker(this::login)) {
      worker.queueOrphans();
      assertThat(worker.drain(PATIENT).delivered()).isEqualTo(1);
    }
    assertArrivedOnce(report);
  }

  @Test
  void reportThatIsNoNewsAnyMoreIsNotQueued() throws Exception {
    small().write();
    clock.advance(Duration.ofDays(8));
    try (DeliveryWorker worker = worker(this::login)) {
      worker.queueOrphans();
      assertThat(worker.drain(PATIENT).queued()).isZero();
    }
  }

  @Test
  void workersSideBySidePostEachReportOnce() throws Exception {
    List<NewDelivery> queued = new ArrayList<>();
    for (int revision = 1; revision <= 6; revision++) {
      queued.add(queue(small().revision(revision)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<DeliverySummary>> workers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        workers.add(threads.submit(() -> drain(Duration.ZERO)));
      }
      int delivered = 0;
      for (Future<DeliverySummary> worker : workers) {
        delivered += worker.get().delivered();
      }
      assertThat(delivered).isEqualTo(6);
    } finally {
      threads.shutdownNow();
    }
    for (NewDelivery report : queued) {
      assertArrivedOnce(report);
    }
  }

  /** Discord fails once before it opened the thread, and once after. */
  @Test
  void threadIsOpenedOnceUnderAPostThatStandsOnce() throws Exception {
    discord.answer(
        POSTS + "/\\d+/threads", Answer.refuse(500, 0, "Internal"), Answer.doneButFails(500));
    NewDelivery report = request(small().write());
    NewDelivery challenge = new NewDelivery(
        report.guildId(),
        "approved-weekly_challenge",
        report.period(),
        1,
        CHANNEL,
        report.manifestPath());
    deliveries.enqueue(challenge);
    DeliverySummary summary = drain(PATIENT);
    assertThat(summary.failed()).isEqualTo(2);
    assertThat(summary.delivered()).isEqualTo(1);
    assertArrivedOnce(challenge);
    assertThat(discord.threads())
        .containsExactly(Map.entry(
            find(challenge).messageId(),
            "Answers to the challenge of " + report.period().to()));
  }

  private WrittenReport small() {
    return new WrittenReport(reports, clock.instant())
        .file("a.csv", bytes("1,2"))
        .file("chart.png", random(5_000));
  }

  /** More than one message takes. */
  private WrittenReport large() {
    return new WrittenReport(reports, clock.instant())
        .file("a.csv", random(9 * MEBIBYTE))
        .file("b.csv", random(9 * MEBIBYTE))
        .file("c.csv", random(9 * MEBIBYTE));
  }

  private NewDelivery queue(WrittenReport report) throws Exception {
    NewDelivery request = request(report.write());
    deliveries.enqueue(request);
    return request;
  }

  private NewDelivery request(ReportFolder folder) {
    return NewDelivery.of(reports, folder).get(0);
  }

  private ReportFolder folder(NewDelivery report) {
    return ReportFolder.ofManifest(reports.resolve(report.manifestPath()));
  }

  private PostPlan plan(NewDelivery report) {
    ReportFolder folder = folder(report);
    return new PostPlan(
        report.id(),
        CHANNEL,
        folder.document(folder.manifest()),
        folder,
        Map.of(),
        List.of(),
        null);
  }

  private Delivery find(NewDelivery report) {
    return deliveries.find(report.id()).orElseThrow();
  }

  private DeliverySummary drain(Duration patience) {
    try (DeliveryWorker worker = worker(this::login)) {
      return worker.drain(patience);
    }
  }

  private DeliveryWorker worker(Supplier<DiscordConnection> login) {
    return new DeliveryWorker(
        deliveries,
        reports,
        new Config.Delivery(5, Duration.ofSeconds(30), HOLD),
        login,
        clock,
        duration -> {
          clock.advance(duration);
          return true;
        });
  }

  private DiscordConnection login() {
    return DiscordConnection.open(new Config.Discord(
        new Secret(discord.token()),
        URI.create(discord.restUrl()),
        URI.create(discord.gatewayUrl())));
  }

  /** One embed, every file once with the bytes that were written, and the queue says so. */
  private void assertArrivedOnce(NewDelivery report) throws Exception {
    List<FakeMessage> messages = discord.messages(CHANNEL).stream()
        .filter(message -> message.footer().contains(report.id()))
        .toList();
    assertThat(
            messages.stream().filter(message -> message.footer().equals("delivery " + report.id())))
        .hasSize(1);
    Map<String, ByteString> written = new TreeMap<>();
    for (String name : plan(report).files()) {
      written.put(name, ByteString.of(Files.readAllBytes(folder(report).file(name))));
    }
    List<FakeFile> arrived =
        messages.stream().flatMap(message -> message.files().stream()).toList();
    assertThat(arrived).hasSize(written.size());
    for (FakeFile file : arrived) {
      assertThat(file.content().equals(written.get(file.name())))
          .as(file.name())
          .isTrue();
    }
    assertThat(find(report).state()).isEqualTo(DeliveryState.DELIVERED);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }
}
