package dev.guildhouse.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What something cost.
 *
 * @param wallSeconds time that passed
 * @param cpuSeconds processor time of the whole process, its compiler and collector included
 * @param peakMebibytes most memory that the process ever had resident
 */
record Measured(double wallSeconds, double cpuSeconds, double peakMebibytes) {
  private static final String PREFIX = "measured ";

  /** What this process cost since it was started. */
  static Measured sinceStart() {
    double wall =
        (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Measured(wall, system.getProcessCpuTime() / 1e9, peakOfThisProcess());
  }

  Measured minus(Measured before) {
    return new Measured(
        wallSeconds - before.wallSeconds, cpuSeconds - before.cpuSeconds, peakMebibytes);
  }

  /** The median of each number by itself. */
  static Measured median(List<Measured> runs) {
    return new Measured(
        median(runs, Measured::wallSeconds),
        median(runs, Measured::cpuSeconds),
        median(runs, Measured::peakMebibytes));
  }

  private static double median(List<Measured> runs, ToDoubleFunction<Measured> number) {
    double[] sorted = runs.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The line by which a child tells its parent. */
  String line() {
    return PREFIX + wallSeconds + " " + cpuSeconds + " " + peakMebibytes;
  }

  static boolean isLine(String line) {
    return line.startsWith(PREFIX);
  }

  static Measured ofLine(String line) {
    String[] numbers = line.substring(PREFIX.length()).split(" ", -1);
    return new Measured(
        Double.parseDouble(numbers[0]),
        Double.parseDouble(numbers[1]),
        Double.parseDouble(numbers[2]));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "wall %7.2f s  CPU %7.2f s  peak %6.0f MiB",
        wallSeconds,
        cpuSeconds,
        peakMebibytes);
  }

  private static double peakOfThisProcess() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
