package dev.guildhouse.bench;

import dev.guildhouse.jobs.lake.release.WriterLease;

/** Nobody else writes to a home of the benchmark. */
record OnlyWriter() implements WriterLease {
  @Override
  public long fence() {
    return 1;
  }

  @Override
  public void check() {}
}
