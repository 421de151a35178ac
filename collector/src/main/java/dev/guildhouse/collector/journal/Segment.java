package dev.guildhouse.collector.journal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the journal. Its name is its identity: number and index never come twice for a shard.
 *
 * @param shard the shard whose events it holds
 * @param number the fencing number of the collector that wrote it
 * @param index its place among the segments of that collector, from 0
 */
public record Segment(Path file, int shard, long number, int index) implements Comparable<Segment> {
  static final String SUFFIX = ".journal";
  private static final Pattern NAME = Pattern.compile("(\\d{10})-(\\d{6})\\.journal");

  static Segment in(Path folder, int shard, long number, int index) {
    String name = String.format(Locale.ROOT, "%010d-%06d%s", number, index, SUFFIX);
    return new Segment(folder.resolve(name), shard, number, index);
  }

  static Optional<Segment> of(Path file, int shard) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches()
        ? Optional.of(new Segment(
            file, shard, Long.parseLong(name.group(1)), Integer.parseInt(name.group(2))))
        : Optional.empty();
  }

  /** The name of its landing files: the same whenever it is landed. */
  public String landingName() {
    return String.format(Locale.ROOT, "live-%d-%010d-%06d", shard, number, index);
  }

  @Override
  public int compareTo(Segment other) {
    return number == other.number
        ? Integer.compare(index, other.index)
        : Long.compare(number, other.number);
  }
}
