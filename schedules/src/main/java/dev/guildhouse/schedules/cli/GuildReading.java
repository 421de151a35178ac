package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadProgress;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.schedules.terminal.Console;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What the commands share that read guilds by REST. */
final class GuildReading {
  private GuildReading() {}

  /** How guilds are read, as the configuration says. */
  static ReadingSettings settings(Workplace place, InstantSource clock) {
    return ReadingSettings.of(place.config(), place.secrets(), place.people(), clock);
  }

  /** Tells every few seconds how far the reading is. */
  static final class Lines implements ReadListener {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Console console;
    private final InstantSource clock;
    private Instant next;

    Lines(Console console, InstantSource clock) {
      this.console = console;
      this.clock = clock;
      this.next = clock.instant().plus(INTERVAL);
    }

    @Override
    public synchronized void progressed(ReadProgress progress) {
      Instant now = clock.instant();
      if (now.isBefore(next)) {
        return;
      }
      next = now.plus(INTERVAL);
      console.remark(line(progress));
    }

    static String line(ReadProgress progress) {
      return String.format(
          Locale.ROOT,
          "Reading: %,d of %,d channels, %,d messages, %,.0f/s%s",
          progress.channelsDone(),
          progress.channels(),
          progress.messages(),
          progress.rate(),
          progress
              .left()
              .map(left -> String.format(Locale.ROOT, ", about %,d s left", left.toSeconds()))
              .orElse(""));
    }
  }
}
