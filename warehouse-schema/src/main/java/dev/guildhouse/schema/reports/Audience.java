package dev.guildhouse.schema.reports;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.guildhouse.schema.WarehouseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who may see a report or a file. */
public enum Audience {
  /** Moderators, in channels of their own: rows of single members, any range of days. */
  MODERATORS,
  /** Everybody: guilds and channels by whole day, week and month, and nothing of fewer than five. */
  PUBLIC;

  /** As configuration, command line and manifests say it. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The audience of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public static Audience ofText(String text) {
    return Arrays.stream(values())
        .filter(audience -> audience.text().equals(text))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "write for the audience " + text,
            "there is no such audience",
            "Audiences: "
                + Arrays.stream(values()).map(Audience::text).collect(Collectors.joining(", "))));
  }
}
