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
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A small simulated home of which the last weeks are due, and processes that serve it. */
final class ServedHome {
  static final long CHANNEL = 99;
  private static final String TOKEN = "a token of operators";

  private final Home home;
  private final Truth truth;
  private final int port;
  private final Instant due;

  private ServedHome(Home home, Truth truth, int port, Instant due) {
    this.home = home;
    this.truth = truth;
    this.port = port;
    this.due = due;
  }

  /**
   * Two weeks and two days of one guild with a channel for its report, whose night and report are
   * due.
   */
  static ServedHome of(Home home, FakeDiscord discord) throws IOException {
    Instant due = thisMinute();
    LocalDate today = LocalDate.ofInstant(due, ZoneOffset.UTC);
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
    only(home, due, "ingest", "nightly", "weekly_community");
    return new ServedHome(home, truth, port, due);
  }

  /**
   * Switches off all schedules but some, which fail and are repeated quickly. Those of days and weeks
   * are due once: at a moment that is just over, and again in a day, whatever time it is now.
   */
  static void only(Home home, Instant due, String... names) throws IOException {
    List<String> kept = List.of(names);
    String daily = "at: \"" + LocalTime.ofInstant(due, ZoneOffset.UTC) + "\"";
    StringBuilder yaml = new StringBuilder("schedules:\n");
    for (Schedule schedule : ScheduledJobs.schedules(home).timetable().schedules()) {
      String name = schedule.name();
      List<String> settings = new ArrayList<>(List.of("retry_wait: 1s"));
      if (!name.equals("ingest")) {
        settings.add(daily);
      }
      if (name.equals("weekly_community")) {
        settings.addAll(List.of("every: day", "range: last week"));
      }
      yaml.append("  ").append(name).append(": {");
      yaml.append(kept.contains(name) ? String.join(", ", settings) : "enabled: false");
      yaml.append("}\n");
    }
    Files.writeString(home.schedules(), yaml);
  }

  /** The minute that began last. */
  static Instant thisMinute() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES);
  }

  /** Makes it so that each schedule has slots that are due. */
  void makeDue(OperationsDatabase database) {
    Slots slots = new Slots(database);
    slots.skip("ingest", due.minus(Duration.ofHours(3)), 0, "known before");
    for (String schedule : List.of("nightly", "weekly_community")) {
      slots.skip(schedule, due.minus(Duration.ofMinutes(1)), 0, "known before");
    }
  }

  /** Starts {@code guildhouse serve} as a process of its own. */
  ChildJvm serve(String... options) throws IOException {
    return serve(home, options);
  }

  /** Starts {@code guildhouse serve} of any home as a process of its own. */
  static ChildJvm serve(Home home, String... options) throws IOException {
    return ChildJvm.startSpark(
        List.of(options), Guildhouse.class, "serve", "--home", home.root().toString(), "--debug");
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
