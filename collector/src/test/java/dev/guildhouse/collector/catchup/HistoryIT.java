package dev.guildhouse.collector.catchup;

import static dev.guildhouse.collector.catchup.ReadGuild.BEGAN;
import static dev.guildhouse.collector.catchup.ReadGuild.CHANNEL;
import static dev.guildhouse.collector.catchup.ReadGuild.GUILD;
import static dev.guildhouse.collector.catchup.ReadGuild.id;
import static dev.guildhouse.collector.catchup.ReadGuild.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.ChildJvm;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeCrowd;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.collector.reading.LandingSink;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadProgress;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches history of the fake Discord over the wire. */
@Tag("acceptance")
class HistoryIT {
  private static final long ANN = 31;
  private static final List<String> IDENTITY =
      List.of("guild_id", "event_type", "subject_id", "ordinal");

  /** What tells of the run and not of what happened. */
  private static final Set<String> OF_THE_RUN =
      Set.of("sequence", "organization_id", "received_at");

  @TempDir
  Path folder;

  private ReadGuild guild;

  @BeforeEach
  void start() throws Exception {
    guild = new ReadGuild(folder);
    guild.reading.channel(GUILD, CHANNEL, 0, 0);
  }

  @AfterEach
  void stop() {
    guild.close();
  }

  @Test
  void goesBackAsFarAsItIsTold() throws Exception {
    List<Long> expected = new ArrayList<>();
    for (int days : new int[] {1, 6, 8, 13, 20, 29, 31, 200}) {
      long message = id(BEGAN.minus(Duration.ofDays(days)));
      guild.reading.write(CHANNEL, message, ANN, "old");
      expected.add(message);
    }
    assertThat(fetched(HistoryDepth.WEEK)).hasSize(2);
    assertThat(fetched(HistoryDepth.FORTNIGHT)).hasSize(4);
    assertThat(fetched(HistoryDepth.MONTH)).hasSize(6);
    assertThat(fetched(HistoryDepth.ALL)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(guild.taken.of(EventType.COLLECTOR_HEARTBEAT).get(0).eventAt())
        .as("the channel was made then")
        .isEqualTo("2026-01-01T00:00:00Z");
    assertThat(guild.taken.of(EventType.COLLECTOR_HEARTBEAT))
        .as("none crosses midnight")
        .hasSize(307)
        .allMatch(event -> event.amount().longValue() <= 86_400);
  }

  @Test
  void goesOnWhereDiscordFailed() throws Exception {
    for (int i = 0; i < 300; i++) {
      guild.reading.write(CHANNEL, id(-40_000 + 60 * i), ANN, "message " + i);
    }
    String route = "GET /channels/" + CHANNEL + "/messages";
    guild.discord.answer(route, Answer.healthy(), Answer.healthy());
    guild.discord.always(route, Answer.refuse(500, 0, "outage"));
    assertThat(fetched(HistoryDepth.ALL)).hasSize(200);

    guild.discord.recover();
    assertThat(fetched(HistoryDepth.ALL)).hasSizeBetween(100, 110);
    assertThat(fetched(HistoryDepth.ALL)).as("a new history").hasSize(300);
  }

  @Test
  void onlyOneProcessFetchesAGuild() throws Exception {
    guild.discord.answer(
        "GET /guilds/700/channels", Answer.rateLimited(Duration.ofSeconds(1), Answer.Scope.ROUTE));
    Thread first = new Thread(() -> {
      try {
        fetched(HistoryDepth.ALL);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    first.start();
    while (!guild.discord.isScriptPlayed()) {
      Thread.sleep(5);
    }
    assertThatThrownBy(() -> history(new TakenEvents()).run(GUILD, HistoryDepth.WEEK))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("another process does so already");
    first.join();
  }

  @Test
  void progressTellsMessagesAndTheTimeLeft() throws Exception {
    for (int i = 0; i < 300; i++) {
      guild.reading.write(CHANNEL, id(-40_000 + 60 * i), ANN, "message " + i);
    }
    List<ReadProgress> heard = new ArrayList<>();
    ReadListener listener = new ReadListener() {
      @Override
      public void progressed(ReadProgress progress) {
        heard.add(progress);
      }
    };
    new History(guild.rest(), guild.taken, guild.settings(), folder.resolve("h"), listener)
        .run(GUILD, HistoryDepth.WEEK);

    assertThat(heard).extracting(ReadProgress::messages).containsExactly(100L, 200L, 300L, 300L);
    assertThat(heard).extracting(ReadProgress::share).isSorted();
    assertThat(heard.get(3).share()).isEqualTo(1);
    assertThat(heard.get(3).channelsDone()).isEqualTo(1);
    ReadProgress half = new ReadProgress(1, 2, 500, 0.25, Duration.ofSeconds(10));
    assertThat(half.rate()).isEqualTo(50);
    assertThat(half.left()).contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"catchup.taken", "catchup.finished"})
  void afterADeathARerunGivesTheSameEvents(String stop) throws Exception {
    sixChannels();
    assertThat(process(List.of("-D" + StopPoint.PROPERTY + "=" + stop), 700).waitFor())
        .isEqualTo(StopPoint.EXIT_CODE);
    assertThat(landing(folder).names()).isNotEmpty();

    rerunGivesWhatOneRunGives();
  }

  @Test
  void aRunThatIsKilledIsNotReadFromTheBeginning() throws Exception {
    sixChannels();
    // A page takes longer than a second, in which a checkpoint is written at most once.
    guild.discord.limit("GET /channels/\\d+/messages", 1, Duration.ofMillis(1_200));
    Path checkpoint = folder.resolve("history/depth-all/" + GUILD + ".json");
    Process process = process(List.of(), 100);
    while (!Files.exists(checkpoint)
        || !Files.readString(checkpoint).contains("\"is_readable\":true")) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    // Requests that come too early are counted too, so from here on none does.
    guild.discord.limit("GET /channels/\\d+/messages", 1_000, Duration.ofMillis(1_200));
    long before = pages(guild.discord.requests());
    land(folder);
    long afterwards = pages(guild.discord.requests());
    requireWhatOneRunGives();
    long whole = pages(guild.discord.requests()) - afterwards;
    assertThat(afterwards - before).as("requests of a rerun").isLessThan(whole);
  }

  private static long pages(List<String> requests) {
    return requests.stream().filter(request -> request.endsWith("/messages")).count();
  }

  private void sixChannels() {
    for (int c = 0; c < 6; c++) {
      long channel = CHANNEL + c;
      guild.reading.channel(GUILD, channel, 0, 0);
      for (int i = 0; i < 250; i++) {
        guild.reading.write(
            channel,
            id(-40_000 + 90 * i) + c,
            ANN + i % 7,
            "message " + i,
            i % 3 == 0 ? json().put("edited_timestamp", BEGAN.minusSeconds(i).toString()) : json());
      }
    }
  }

  private void rerunGivesWhatOneRunGives() throws Exception {
    land(folder);
    requireWhatOneRunGives();
  }

  private void requireWhatOneRunGives() throws Exception {
    Path whole = folder.resolve("whole");
    land(whole);

    Map<List<Object>, Map<String, Object>> expected = byIdentity(whole);
    assertThat(expected).hasSizeGreaterThan(6 * (250 + 84));
    assertThat(byIdentity(folder)).isEqualTo(expected);
    try (Stream<Path> left = Files.walk(folder.resolve("history"))) {
      assertThat(left.filter(file -> file.toString().endsWith(".json"))).isEmpty();
    }
  }

  private void land(Path home) throws Exception {
    LandingSink sink = new LandingSink(new LandingFiles(landing(home)), "history", BEGAN, 700);
    new History(guild.rest(), sink, guild.settings(), home.resolve("history"), ReadListener.NONE)
        .run(GUILD, HistoryDepth.ALL);
  }

  @Test
  void aLargeChannelFitsASmallHeap() throws Exception {
    largeChannel(12_000, "-Xmx40m");
  }

  /** As many as {@code -Dguildhouse.messages=1000000} asks for, which takes minutes. */
  @Test
  void manyMessagesFitTheSameSmallHeap() throws Exception {
    largeChannel(Long.getLong("guildhouse.messages", 60_000), "-Xmx48m");
  }

  private void largeChannel(long count, String heap) throws Exception {
    guild.reading.crowd(CHANNEL, new FakeCrowd(count, BEGAN.minus(Duration.ofDays(200)), 15_000));
    long started = System.nanoTime();
    assertThat(process(List.of(heap), 20_000).waitFor()).isZero();
    System.out.printf(
        "%,d messages in %s: %.0f messages/s%n",
        count, heap, count / ((System.nanoTime() - started) / 1e9));

    Set<Object> ids = new TreeSet<>();
    for (Map<String, Object> row : ParquetRows.under(landing(folder).events())) {
      if (row.get("event_type").equals(EventType.MESSAGE_CREATE.code())) {
        ids.add(row.get("message_id"));
      }
    }
    assertThat(ids).hasSize((int) count);
  }

  private List<Long> fetched(HistoryDepth depth) throws InterruptedException {
    guild.taken.clear();
    history(guild.taken).run(GUILD, depth);
    return guild.taken.of(EventType.MESSAGE_CREATE).stream()
        .map(RawEvent::messageId)
        .toList();
  }

  private History history(TakenEvents sink) {
    return new History(
        guild.rest(), sink, guild.settings(), folder.resolve("history"), ReadListener.NONE);
  }

  private Process process(List<String> options, int fileEvents) throws Exception {
    return ChildJvm.start(
        CatchUpProcess.class,
        options,
        folder,
        guild.discord.restUrl(),
        guild.discord.token(),
        GUILD,
        BEGAN,
        fileEvents);
  }

  private static LandingLayout landing(Path home) {
    return new LandingLayout(home.resolve("landing"));
  }

  private static Map<List<Object>, Map<String, Object>> byIdentity(Path home) {
    Map<List<Object>, Map<String, Object>> events = new HashMap<>();
    for (Map<String, Object> row : ParquetRows.under(landing(home).events())) {
      Map<String, Object> event = new HashMap<>(row);
      event.keySet().removeAll(OF_THE_RUN);
      Map<String, Object> other =
          events.put(IDENTITY.stream().map(row::get).map(Object.class::cast).toList(), event);
      assertThat(other).as("a repeat").isIn(null, event);
    }
    return events;
  }
}
