package dev.guildhouse.schedules.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** A plain line every few seconds, for logs and pipes. Work that ends sooner prints nothing. */
final class LineProgress implements Progress {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final PrintStream err;
  private final String what;
  private final long total;
  private final ProgressUnit unit;
  private final InstantSource clock;
  private final Instant start;
  private Instant next;

  LineProgress(PrintStream err, String what, long total, ProgressUnit unit, InstantSource clock) {
    this.err = err;
    this.what = what;
    this.total = total;
    this.unit = unit;
    this.clock = clock;
    start = clock.instant();
    next = start.plus(INTERVAL);
  }

  @Override
  public synchronized void reach(long done) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(INTERVAL);
    double seconds = Duration.between(start, now).toMillis() / 1000.0;
    double rate = done / seconds;
    String line = String.format(
        Locale.ROOT, "%s: %s, %,.1f %s/s", what, amount(done), rate / unit.size(), unit.text());
    if (total > 0 && rate > 0) {
      line += String.format(Locale.ROOT, ", %,.0f s left", (total - done) / rate);
    }
    err.println(line);
  }

  @Override
  public void close() {
    // The last line stands; the command's answer says how it ended.
  }

  private String amount(long done) {
    String amount = String.format(Locale.ROOT, "%,d %s", done / unit.size(), unit.text());
    return total > 0
        ? String.format(Locale.ROOT, "%d %% (%s)", 100 * done / total, amount)
        : amount;
  }
}
