package dev.guildhouse.bench;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The cases of the benchmark, each printing its numbers beside the bound that it is held to. */
@Command(name = "bench/run", mixinStandardHelpOptions = true, sortOptions = false)
final class Benchmark implements Runnable {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 9, 16);

  private enum Case {
    /** One day of ten million events beside DuckDB. */
    day10m,
    /** The same night after 30 and after 365 days of history. */
    history,
    /** A guild of 1,000 events a day, in a new process and in one that is warm. */
    small,
    /** A guild of one million events a day, marts included. */
    million,
    /** Every question of a guild of one million events a month, in a session that is warm. */
    questions,
    /** A month of ten million rows of activity written once, and sealed. */
    sealing,
    /** The collector on one core: texts of the gateway to journal, journal to Parquet. */
    journal
  }

  @Parameters(paramLabel = "CASE", description = "${COMPLETION-CANDIDATES}")
  private Case wanted = Case.small;

  @Option(names = "--runs", description = "runs of each side (default ${DEFAULT-VALUE})")
  private int runs = 5;

  @Option(
      names = "--events",
      description =
          "events per day (default 10000000 for day10m, 1000000 for million, 33334 for questions,"
              + " 1000 for history and small), or dispatches (default 1000000 for journal)")
  private long events;

  @Option(names = "--work", description = "folder for landing files and homes")
  private Path work = Path.of("bench/target/work");

  @Option(names = "--memory", description = "heap of Guildhouse (default ${DEFAULT-VALUE})")
  private String memory = "4g";

  @Option(
      names = "--java-option",
      description = "further option for Java on Guildhouse's side, may stand several times")
  private List<String> javaOptions = new ArrayList<>();

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Benchmark());
    System.exit(line.execute(arguments));
  }

  @Override
  public void run() {
    switch (wanted) {
      case day10m -> day(events == 0 ? 10_000_000 : events);
      case history -> history(events == 0 ? 1_000 : events);
      case small -> nights(events == 0 ? 1_000 : events, 6, 25, 10, "-XX:TieredStopAtLevel=1");
      case million -> nights(events == 0 ? 1_000_000 : events, 3, 60, 60);
      case questions -> questions(events == 0 ? 33_334 : events);
      case sealing -> sealing(events == 0 ? 10_000_000 : events);
      case journal -> journal(events == 0 ? 1_000_000 : events);
    }
  }

  private void day(long perDay) {
    int members = (int) Math.max(200, perDay / 100);
    SimulatedHome guild = SimulatedHome.of(work, LAST_DAY, 1, perDay, members, 200);
    List<Measured> ours = new ArrayList<>();
    List<Measured> peers = new ArrayList<>();
    Path output = work.resolve("duckdb");
    for (int run = 1; run <= runs; run++) {
      Child guildhouse = guildhouse(guild, LAST_DAY, 0, 1);
      ours.add(guildhouse.steps().get(0));
      say("run %d  Guildhouse  %s", run, guildhouse.steps().get(0));
      SimulatedHome.delete(output);
      new Home(output).prepare();
      Path landing =
          LandingLayout.of(new Home(guild.root())).events().resolve("received_date=" + LAST_DAY);
      Child duckdb =
          Child.run(DuckDbDay.class, List.of("-Xmx256m"), landing.toString(), output.toString());
      peers.add(duckdb.steps().get(0));
      say("run %d  DuckDB      %s", run, duckdb.steps().get(0));
      requireSame(guildhouse, duckdb);
    }
    Measured our = Measured.median(ours);
    Measured peer = Measured.median(peers);
    say("median Guildhouse  %s", our);
    say("median DuckDB      %s", peer);
    say(
        "Guildhouse / DuckDB: CPU %.2f (at most 4.5), wall %.2f, peak memory %.2f; resident %.2f GiB"
            + " (at most 6)",
        our.cpuSeconds() / peer.cpuSeconds(),
        our.wallSeconds() / peer.wallSeconds(),
        our.peakMebibytes() / peer.peakMebibytes(),
        our.peakMebibytes() / 1024);
  }

  private static void requireSame(Child guildhouse, Child duckdb) {
    List<String> differences = Answers.differences(guildhouse.answers(), duckdb.answers());
    if (!differences.isEmpty()) {
      String text = String.join("\n", differences);
      throw WarehouseException.failed(
          "compare Guildhouse with DuckDB",
          differences.size() + " numbers differ:\n" + text,
          "One of them is wrong; their times mean nothing until they agree.");
    }
    say("       both give the same %d numbers", guildhouse.answers().size());
  }

  /** Both histories end on the same day: what a night costs depends on its place in the month. */
  private void history(long perDay) {
    int nights = 3;
    int longest = 365;
    LocalDate from = LAST_DAY.minusDays(longest);
    SimulatedHome guild =
        SimulatedHome.of(work, from, longest + nights, perDay, (int) (perDay / 10), 50);
    List<Measured> medians = new ArrayList<>();
    for (int days : new int[] {30, longest}) {
      List<Measured> measured = new ArrayList<>();
      for (int run = 1; run <= runs; run++) {
        Child child = guildhouse(guild, LAST_DAY.minusDays(days), days, nights);
        child.steps().forEach(step -> say("%3d days  %s", days, step));
        // The first step is the history, the second warms up what nights alone do.
        measured.addAll(child.steps().subList(2, child.steps().size()));
      }
      medians.add(Measured.median(measured));
      say("%3d days  median night  %s", days, Measured.median(measured));
    }
    say(
        "365 / 30 days: CPU %.2f, wall %.2f (at most 1.2)",
        medians.get(1).cpuSeconds() / medians.get(0).cpuSeconds(),
        medians.get(1).wallSeconds() / medians.get(0).wallSeconds());
  }

  /**
   * Nights one after the other. A cold one is alone in its process, as {@code guildhouse run nightly}
   * is; warm ones follow on another in a process that goes on, as that of {@code serve}.
   *
   * @param coldOptions what the launcher gives Java for a run in a guild of this size
   */
  private void nights(
      long perDay, int nights, int coldSeconds, int warmSeconds, String... coldOptions) {
    int members = (int) Math.max(200, perDay / 100);
    int channels = (int) Math.min(200, Math.max(20, perDay / 1_000));
    SimulatedHome guild = SimulatedHome.of(work, LAST_DAY, nights, perDay, members, channels);
    List<Measured> cold = new ArrayList<>();
    List<Measured> warm = new ArrayList<>();
    // As the launcher has from its second run on.
    Path archive = work.resolve("classes.jsa");
    guildhouse(guild, LAST_DAY, 0, 1, "-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive);
    String[] serving = {"-Xlog:disable", "-XX:SharedArchiveFile=" + archive};
    String[] alone =
        Stream.concat(Arrays.stream(serving), Arrays.stream(coldOptions)).toArray(String[]::new);
    for (int run = 1; run <= runs; run++) {
      Measured first = guildhouse(guild, LAST_DAY, 0, 1, alone).steps().get(0);
      say("cold night  %s", first);
      cold.add(first);
      List<Measured> following =
          guildhouse(guild, LAST_DAY, 0, nights, serving).steps().subList(1, nights);
      following.forEach(step -> say("warm night  %s", step));
      warm.addAll(following);
    }
    say("cold  median  %s  (at most %d s)", Measured.median(cold), coldSeconds);
    say("warm  median  %s  (at most %d s)", Measured.median(warm), warmSeconds);
  }

  private void questions(long perDay) {
    int days = 30;
    int members = (int) Math.max(200, perDay / 20);
    SimulatedHome guild =
        SimulatedHome.of(work, LAST_DAY.minusDays(days), days, perDay, members, 60);
    Home home = guild.emptyHome(work.resolve("guildhouse"));
    SortedMap<String, String> seconds = Child.run(
            QuestionsRun.class,
            options(),
            guild.root().toString(),
            home.root().toString(),
            LAST_DAY.minusDays(days).toString(),
            Integer.toString(days),
            Integer.toString(runs))
        .answers();
    seconds.forEach((question, taken) ->
        say("%-30s %6.2f s", question.replace('_', ' '), Double.parseDouble(taken)));
    double[] sorted =
        seconds.values().stream().mapToDouble(Double::parseDouble).sorted().toArray();
    say(
        "%d questions, median %.2f s (at most 1.5), slowest %.2f s",
        sorted.length, sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  private void sealing(long rows) {
    for (int run = 1; run <= runs; run++) {
      Path folder = work.resolve("sealing");
      SimulatedHome.delete(folder);
      Home home = new Home(folder.resolve("home")).prepare();
      List<Measured> steps = Child.run(
              SealingRun.class, options(), home.root().toString(), Long.toString(rows))
          .steps();
      Measured write = steps.get(1);
      Measured seal = steps.get(2);
      Measured proof = steps.get(3);
      say("run %d  written once  %s", run, write);
      say("run %d  sealed        %s", run, seal);
      say("run %d  proven        %s", run, proof);
      say(
          "sealed / written: CPU %.2f, wall %.2f; with the proof CPU %.2f, wall %.2f (at most 3)",
          seal.cpuSeconds() / write.cpuSeconds(),
          seal.wallSeconds() / write.wallSeconds(),
          (seal.cpuSeconds() + proof.cpuSeconds()) / write.cpuSeconds(),
          (seal.wallSeconds() + proof.wallSeconds()) / write.wallSeconds());
    }
  }

  private List<String> options() {
    List<String> options =
        new ArrayList<>(List.of("-Xmx" + memory, "-XX:+UseParallelGC", "-XX:MetaspaceSize=256m"));
    if (areLargePagesForTheAsking()) {
      options.add("-XX:+UseTransparentHugePages");
    }
    options.addAll(javaOptions);
    return options;
  }

  /** As the launcher finds out. */
  private static boolean areLargePagesForTheAsking() {
    try {
      return Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"))
          .contains("[madvise]");
    } catch (IOException unknown) { // of another system
      return false;
    }
  }

  private void journal(long dispatches) {
    for (int run = 1; run <= runs; run++) {
      Path folder = work.resolve("journal");
      SimulatedHome.delete(folder);
      Child child = Child.run(
          JournalRun.class,
          List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"),
          folder.toString(),
          Long.toString(dispatches));
      say(
          "run %d  taken %s/s, %s per CPU second (at least 20000)  landed %s/s, %s per CPU second"
              + " (at least 100000)  p99 to disk %s ms"
              + " (at most 250)  resident %.0f MiB (at most 400)",
          run,
          child.answers().getOrDefault("taken_per_second", "?"),
          child.answers().getOrDefault("taken_per_cpu_second", "?"),
          child.answers().getOrDefault("landed_per_second", "?"),
          child.answers().getOrDefault("landed_per_cpu_second", "?"),
          child.answers().getOrDefault("p99_to_disk_ms", "?"),
          child.steps().get(0).peakMebibytes());
    }
  }

  private Child guildhouse(
      SimulatedHome guild, LocalDate first, int history, int nights, String... more) {
    Home home = guild.emptyHome(work.resolve("guildhouse"));
    List<String> options = options();
    options.addAll(List.of(more));
    return Child.run(
        GuildhouseNights.class,
        options,
        guild.root().toString(),
        home.root().toString(),
        first.toString(),
        Integer.toString(history),
        Integer.toString(nights));
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
