package dev.guildhouse.bench;

import dev.guildhouse.collector.journal.Journal;
import dev.guildhouse.collector.journal.JournalLander;
import dev.guildhouse.collector.journal.JournalSettings;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.guilds.Guilds;
import dev.guildhouse.collector.live.mapping.AfkChannel;
import dev.guildhouse.collector.live.mapping.ContentAccess;
import dev.guildhouse.collector.live.mapping.Dispatch;
import dev.guildhouse.collector.live.mapping.GatewaySession;
import dev.guildhouse.collector.live.mapping.LiveMapper;
import dev.guildhouse.collector.live.mapping.Payload;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * One collector's work without a connection: texts of the gateway become events in the journal, the
 * journal becomes Parquet, and single events wait for the disk.
 */
final class JournalRun {
  private static final int BATCH = 100_000;
  private static final int STEADY_RATE = 1_000;
  private static final Duration STEADY = Duration.ofSeconds(20);

  private final Home home;
  private final GatewaySession session = GatewaySession.named("bench", Instant.now());
  private final LiveMapper mapper = new LiveMapper(
      new Guilds(id -> new GuildView(id, 0, MemberKeyring.throwaway(id)), id -> GuildPeople.NOBODY),
      ContentAccess.GRANTED,
      AfkChannel.IS_NOWHERE);

  private JournalRun(Home home) {
    this.home = home;
  }

  /**
   * @param arguments an empty folder, and how many dispatches to take
   */
  public static void main(String[] arguments) {
    new JournalRun(new Home(Path.of(arguments[0])).prepare()).run(Integer.parseInt(arguments[1]));
  }

  private void run(int dispatches) {
    JournalSettings settings = JournalSettings.USUAL.landingEvery(Duration.ofHours(1));
    try (Journal journal = Journal.open(home, 0, settings, InstantSource.system())) {
      GatewayPayloads payloads = new GatewayPayloads(Instant.now());
      take(journal, List.of(payloads.guild()));
      double wall = 0;
      double cpu = 0;
      // In batches, so that the texts themselves do not fill the heap; the first warms up.
      for (int done = -BATCH; done < dispatches; done += BATCH) {
        List<String> batch = payloads.draw(BATCH);
        Measured before = Measured.sinceStart();
        take(journal, batch);
        Measured cost = Measured.sinceStart().minus(before);
        wall += done < 0 ? 0 : cost.wallSeconds();
        cpu += done < 0 ? 0 : cost.cpuSeconds();
      }
      answer("taken_per_second", dispatches / wall);
      answer("taken_per_cpu_second", dispatches / cpu);
      answer("p99_to_disk_ms", steady(journal));
      journal.finish();
      JournalLander lander = new JournalLander(journal, new LandingFiles(LandingLayout.of(home)));
      Measured before = Measured.sinceStart();
      lander.landClosed();
      Measured cost = Measured.sinceStart().minus(before);
      answer("landed_per_second", lander.landed() / cost.wallSeconds());
      answer("landed_per_cpu_second", lander.landed() / cost.cpuSeconds());
    }
    System.out.println(Measured.sinceStart().line());
  }

  /** Takes dispatches as the gateway's thread does, and waits for the last to be on the disk. */
  private void take(Journal journal, List<String> texts) {
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    for (String text : texts) {
      List<RawEvent> events = events(DataObject.fromJson(text));
      if (!events.isEmpty()) {
        last = journal.append(events);
      }
    }
    last.join();
  }

  private List<RawEvent> events(DataObject json) {
    return mapper.events(new Dispatch(
        json.getString("t"),
        new Payload(json.getObject("d")),
        session,
        json.getLong("s"),
        Instant.now()));
  }

  /** The 99th percentile of the time from an event to the disk, at a steady rate, in ms. */
  private double steady(Journal journal) {
    List<String> texts = new GatewayPayloads(Instant.now().plusSeconds(86_400))
        .draw((int) (STEADY_RATE * STEADY.toSeconds()));
    List<CompletableFuture<Long>> waits = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < texts.size(); i++) {
      long due = start + i * 1_000_000_000L / STEADY_RATE;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long came = System.nanoTime();
      DataObject json = DataObject.fromJson(texts.get(i)).put("s", 100_000_000L + i);
      List<RawEvent> events = events(json);
      if (!events.isEmpty()) {
        waits.add(journal.append(events).thenApply(taken -> System.nanoTime() - came));
      }
    }
    long[] sorted = waits.stream().mapToLong(CompletableFuture::join).sorted().toArray();
    return sorted[(int) (sorted.length * 0.99)] / 1e6;
  }

  private static void answer(String name, double value) {
    System.out.println(Child.ANSWER + name + " " + String.format(Locale.ROOT, "%.1f", value));
  }
}
