package dev.guildhouse.schedules.serve;

import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.collector.simulate.truth.Truth;
import dev.guildhouse.collector.simulate.truth.TruthFile;
import dev.guildhouse.schedules.cli.Guildhouse;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small simulated home of which the last weeks are due, and processes that serve it. */
final class ServedHome {
  static final long CHANNEL = 99;
  private static final String TOKEN = "a token of operators";

  /** What is known of schedules, and how long ago they were last done. */
  static final Map<String, Duration> LAST_DONE = Map.of(
      "ingest", Duration.ofHours(3),
      "nightly", Duration.ofHours(24),
      "weekly_community", Duration.ofHours(24));

  private final Home home;
  private final Truth truth;
  private final int port;

  private ServedHome(Home home, Truth truth, int port) {
    this.home = home;
    this.truth = truth;
    this.port = port;
  }

  /** Three weeks that ended yesterday, of one guild with a channel for its report. */
  static ServedHome of(Home home, FakeDiscord discord) throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    SimulationPlan plan = SimulationPlan.of(1, 25, 5, 16, 250, 7, today.minusDays(16));
    Truth truth = TruthFile.read(SimulatedLanding.land(plan, home).truth().orElseThrow());
    long guild = plan.guildIds().get(0);
    discord.guild(guild, "A guild").channel(CHANNEL, "reports");
    int port = freePort();
    Files.writeString(home.configuration(), """
        discord: {token: "%s", rest_url: "%s", gateway_url: "%s"}
        spark: {master: "local[2]"}
        serve: {lease_seconds: 5, port: %d, token: "%s"}
        guilds:
          - {id: %d, reports: {weekly_community: {channel: %d}}}
        """.formatted(
            discord.token(), discord.restUrl(), discord.gatewayUrl(), port, TOKEN, guild, CHANNEL));
    only(home, "ingest", "nightly", "weekly_community");
    return new ServedHome(home, truth, port);
  }

  /** Switches off all schedules but some, which fail and are repeated quickly. */
  static void only(Home home, String... names) throws IOException {
    List<String> kept = List.of(names);
    StringBuilder yaml = new StringBuilder("schedules:\n");
    for (Schedule schedule : ScheduledJobs.schedules(home).timetable().schedules()) {
      yaml.append("  ")
          .append(schedule.name())
          .append(kept.contains(schedule.name()) ? ": {retry_wait: 1s}\n" : ": {enabled: false}\n");
    }
    String text = yaml.toString()
        .replace(
            "weekly_community: {retry_wait",
            "weekly_community: {every: day, at: \"00:20\", range: last week, retry_wait");
    Files.writeString(home.schedules(), text);
  }

  /** Makes it so that each schedule has slots that are due. */
  void makeDue(OperationsDatabase database) {
    Slots slots = new Slots(database);
    LAST_DONE.forEach(
        (schedule, ago) -> slots.skip(schedule, Instant.now().minus(ago), 0, "known before"));
  }

  /** Starts {@code guildhouse serve} as a process of its own. */
  ChildJvm serve(String... options) throws IOException {
    return serve(home, options);
  }

  /** Starts {@code guildhouse serve} of any home as a process of its own. */
  static ChildJvm serve(Home home, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    // The opens that Spark needs are those of this very process.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(all::add);
    all.addAll(List.of("-XX:ReservedCodeCacheSize=256m", "-Xmx1g", "-Duser.timezone=UTC"));
    return ChildJvm.start(
        all, Guildhouse.class, "serve", "--home", home.root().toString(), "--debug");
  }

  Truth truth() {
    return truth;
  }

  /** A page of the process that serves. */
  HttpResponse<String> get(String page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
        .header("Authorization", "Bearer " + TOKEN)
        .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** Waits until the process is ready. */
  void awaitReady() throws InterruptedException {
    while (true) {
      try {
        if (get("/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Its port is not open yet.
      }
      Thread.sleep(100);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
