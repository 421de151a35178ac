package dev.guildhouse.schema.reports;

import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The file of one summary that a night told: {@code GUILD/summaries/LAST_DAY/DAYSd/summary.json}
 * below the folder of reports. It lies in a folder of its own, as a report does, so that it goes
 * whole when somebody in it is erased.
 */
public record SummaryFile(Path path) {
  private static final String FOLDER = "summaries";
  private static final String NAME = "summary.json";
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** Below the folder of reports, where a summary lies. */
  private static final int DEPTH = 5;

  /** The file about some days of a guild. */
  public static SummaryFile of(Home home, long guildId, DayRange window) {
    return new SummaryFile(home.reports()
        .resolve(Long.toString(guildId))
        .resolve(FOLDER)
        .resolve(window.to().minusDays(1).toString())
        .resolve(window.length() + "d")
        .resolve(NAME));
  }

  /** Every one there is, in the order of their paths. */
  public static List<SummaryFile> all(Home home) {
    return StoredFiles.find("summaries", home.reports(), DEPTH, SummaryFile::isSummary).stream()
        .map(SummaryFile::new)
        .toList();
  }

  private static boolean isSummary(Path place) {
    return place.getNameCount() == DEPTH
        && place.endsWith(NAME)
        && place.getName(1).toString().equals(FOLDER)
        && DAY.matcher(place.getName(2).toString()).matches();
  }

  /** Writes it, over what may be there. */
  public void write(String json) throws IOException {
    DurableFiles.publishText(json, path);
  }

  /** When the days that it is about were over, which is when it was told. */
  public Instant toldAt() {
    Path day = path.getName(path.getNameCount() - 3);
    return DayRange.of(LocalDate.parse(day.toString())).endsAt();
  }
}
