package dev.guildhouse.collector.simulate;

import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.landing.LandingWriter;
import dev.guildhouse.collector.simulate.truth.TruthBooks;
import dev.guildhouse.collector.simulate.truth.TruthDetail;
import dev.guildhouse.collector.simulate.truth.TruthFile;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lands a simulation in a home: files for each day of receipt, and the truth beside them. Simulating
 * the same plan again overwrites the same files with the same bytes.
 *
 * <p>The events of a whole day lie in the partition of its last hour, when all of them had been
 * received: a day in a few large files is faster to write and to read than in 24.
 */
public final class SimulatedLanding implements EventSink, AutoCloseable {
  /** A file is finished after so many events, so that readers can share the work. */
  private static final long EVENTS_PER_FILE = 2_000_000;

  private static final LocalTime LAST_HOUR = LocalTime.of(23, 0);

  /** What was landed, and where the truth lies, if it was kept. */
  public record Landed(SimulationPlan plan, long events, int files, Optional<Path> truth) {}

  private final LandingFiles landing;
  private final String name;
  private @Nullable LandingWriter writer;
  private int part;
  private long events;
  private int files;

  private SimulatedLanding(LandingFiles landing, String name) {
    this.landing = landing;
    this.name = name;
  }

  /** Simulates into a home that holds its own master key, with the truth beside the events. */
  public static Landed land(SimulationPlan plan, Home home) {
    return land(plan, home, new GuildSecrets(SecretStore.of(home, Config.Master.NONE)));
  }

  /** Simulates into a home, under its guild secrets, with the truth beside the events. */
  public static Landed land(SimulationPlan plan, Home home, GuildSecrets secrets) {
    return land(plan, home, truthFolder(plan, home), secrets::ofGuild);
  }

  /** {@code landing/simulated/<name>}. */
  public static Path truthFolder(SimulationPlan plan, Home home) {
    return home.landing().resolve("simulated").resolve(plan.name());
  }

  /**
   * Simulates into a home.
   *
   * @param truthFolder where {@code truth.json} goes
   * @param secrets the secret of a guild by its id
   */
  public static Landed land(
      SimulationPlan plan, Home home, Path truthFolder, LongFunction<byte[]> secrets) {
    LandingFiles landing = new LandingFiles(LandingLayout.of(home.prepare()));
    try (SimulatedLanding sink = new SimulatedLanding(landing, plan.name())) {
      TruthBooks books = new Simulator(plan, secrets).run(sink);
      if (plan.truth() == TruthDetail.NONE) {
        return new Landed(plan, sink.events, sink.files, Optional.empty());
      }
      Path truth = truthFolder.resolve("truth.json");
      TruthFile.write(books, truth);
      return new Landed(plan, sink.events, sink.files, Optional.of(truth));
    }
  }

  @Override
  public void take(LocalDate receivedDate, RawEvent event) {
    LandingWriter open = writer;
    if (open == null) {
      open = landing.open(
          name + "-" + receivedDate + "-" + part++,
          receivedDate.atTime(LAST_HOUR).toInstant(ZoneOffset.UTC));
      writer = open;
    }
    open.write(event);
    if (open.count() == EVENTS_PER_FILE) {
      publish(open);
    }
  }

  @Override
  public void dayEnds(LocalDate receivedDate) {
    LandingWriter open = writer;
    if (open != null) {
      publish(open);
    }
    part = 0;
  }

  private void publish(LandingWriter open) {
    writer = null;
    try (open) {
      open.publish();
      events += open.count();
      files++;
    }
  }

  @Override
  public void close() {
    LandingWriter open = writer;
    if (open != null) {
      writer = null;
      open.close();
    }
  }
}
