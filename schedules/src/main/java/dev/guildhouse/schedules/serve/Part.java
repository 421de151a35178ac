package dev.guildhouse.schedules.serve;

import java.util.function.BiConsumer;

/** One thing that the process does beside others. Its failure is told, and ends no other part. */
public interface Part extends AutoCloseable {
  /** As it is told in the log and under {@code /health}. */
  String name();

  /** Starts it; returns soon. */
  void start();

  /** How it is; asked often, from any thread. */
  Health health();

  /** Adds its numbers to those of the process. */
  default void measure(Metrics metrics) {}

  /** Begins nothing new. All parts are told before any of them is closed. */
  default void stand() {}

  /** Ends it; what has begun may take some seconds. */
  @Override
  void close();

  /**
   * How a part is.
   *
   * @param isWell false when it cannot do its work
   * @param detail why, or a remark; empty for none
   */
  record Health(boolean isWell, String detail) {
    /** All is well. */
    public static final Health WELL = new Health(true, "");

    public static Health unwell(String why) {
      return new Health(false, why);
    }
  }

  /** Takes numbers of a part: name, kind and help of a metric, and its values by labels. */
  interface Metrics {
    /** A metric whose values are given by {@code values} as labels and number. */
    void add(
        String name,
        String kind,
        String help,
        java.util.function.Consumer<BiConsumer<String, Long>> values);
  }
}
