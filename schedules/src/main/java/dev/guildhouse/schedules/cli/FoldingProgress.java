package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Progress;
import dev.guildhouse.schedules.terminal.ProgressUnit;
import dev.guildhouse.schedules.warehouse.BackfillListener;
import org.jspecify.annotations.Nullable;

/** Shows the days that a backfill folds, from when their number is known. */
final class FoldingProgress implements BackfillListener, AutoCloseable {
  private final Console console;
  private @Nullable Progress progress;

  FoldingProgress(Console console) {
    this.console = console;
  }

  @Override
  public void planned(int days) {
    if (days > 0) {
      progress = console.progress("Folding", days, ProgressUnit.DAYS);
    }
  }

  @Override
  public void reached(int days) {
    if (progress != null) {
      progress.reach(days);
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
