package dev.guildhouse.schedules.terminal;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that moves, with rate and time left. */
final class BarProgress implements Progress {
  /** Fits the narrowest usual terminal; asking for its true width would load a native library. */
  private static final int WIDTH = 79;

  private final ProgressBar bar;

  BarProgress(PrintStream err, String what, long total, ProgressUnit unit) {
    bar = new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total > 0 ? total : -1)
        .setUnit(" " + unit.text(), unit.size())
        .showSpeed(new DecimalFormat("#,##0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(250)
        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
        .build();
  }

  @Override
  public void reach(long done) {
    bar.stepTo(done);
  }

  @Override
  public void close() {
    bar.close();
  }
}
