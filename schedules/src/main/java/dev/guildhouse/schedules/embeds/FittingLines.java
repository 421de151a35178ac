package dev.guildhouse.schedules.embeds;

import java.util.List;

/** As many lines as there is room for, and how many more there are. */
final class FittingLines {
  private FittingLines() {}

  /**
   * The lines, one below the other.
   *
   * @param length at most so many characters
   * @param where the others stand, as words that follow their number; empty for nowhere
   */
  static String of(List<String> lines, int length, String where) {
    StringBuilder shown = new StringBuilder();
    for (int row = 0; row < lines.size(); row++) {
      String line = lines.get(row);
      String more = more(lines.size() - row, where);
      if (shown.length() + line.length() + 1 + more.length() > length) {
        return shown + more;
      }
      shown.append(line).append('\n');
    }
    return shown.toString().stripTrailing();
  }

  static String more(int rows, String where) {
    return "…and " + rows + " more" + where;
  }
}
