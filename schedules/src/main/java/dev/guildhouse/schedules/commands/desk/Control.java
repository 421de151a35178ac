package dev.guildhouse.schedules.commands.desk;

import java.util.Locale;
import java.util.Optional;

/** What a control under an answer does. Its id in Discord is {@code guildhouse:<answer>:<control>}. */
enum Control {
  PREVIOUS_ROWS,
  NEXT_ROWS,
  EARLIER,
  LATER,
  OTHER_DAYS,
  TABLE,
  FILES;

  private static final String PREFIX = "guildhouse";

  /** A control of an answer. */
  record Press(String answerId, Control control) {}

  String id(OpenAnswer answer) {
    return PREFIX + ":" + answer.id() + ":" + name().toLowerCase(Locale.ROOT);
  }

  /** What an id means; nothing if it is none of ours. */
  static Optional<Press> read(String id) {
    String[] parts = id.split(":", -1);
    if (parts.length != 3 || !parts[0].equals(PREFIX)) {
      return Optional.empty();
    }
    for (Control control : values()) {
      if (control.name().toLowerCase(Locale.ROOT).equals(parts[2])) {
        return Optional.of(new Press(parts[1], control));
      }
    }
    return Optional.empty();
  }
}
