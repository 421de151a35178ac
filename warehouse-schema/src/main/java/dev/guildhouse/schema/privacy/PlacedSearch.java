package dev.guildhouse.schema.privacy;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Searches one file, and tells each needle once for each place of it. */
final class PlacedSearch {
  private final Needles needles;
  private final String file;
  private final Consumer<Leftover> leftovers;
  private final Set<Leftover> told = new HashSet<>();
  private final ByteSearch bytes;
  private String place = "";
  private boolean isOffsetTold;

  PlacedSearch(Needles needles, String file, Consumer<Leftover> leftovers) {
    this.needles = needles;
    this.file = file;
    this.leftovers = leftovers;
    this.bytes = new ByteSearch(needles, this::hit);
  }

  /** What is looked for. */
  Needles needles() {
    return needles;
  }

  /** Searches a value that stands at a place. */
  void whole(String at, byte[] value) {
    place = at;
    isOffsetTold = false;
    bytes.whole(value);
  }

  /** A stream of bytes that stands at a place; end it with {@link ByteSearch#end}. */
  ByteSearch stream(String at) {
    place = at;
    isOffsetTold = true;
    bytes.begin();
    return bytes;
  }

  void found(String at, int needle, String form) {
    tell(new Leftover(file, at, needles.name(needle), form));
  }

  /** What cannot be searched is as bad as a leftover: nobody knows what is in it. */
  void unreadable(String at, String why) {
    tell(new Leftover(file, at, why, Leftover.UNREADABLE));
  }

  private void hit(int needle, String form, long end) {
    String where = isOffsetTold && told.size() < LeftoverScan.MOST_TOLD_OF_FILE
        ? place + " before byte " + end
        : place;
    found(where, needle, form);
  }

  private void tell(Leftover leftover) {
    if (told.size() < 2 * LeftoverScan.MOST_TOLD_OF_FILE && told.add(leftover)) {
      leftovers.accept(leftover);
    }
  }
}
