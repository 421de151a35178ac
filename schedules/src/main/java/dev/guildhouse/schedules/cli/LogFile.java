package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;

/** Points the log, which {@code log4j2.xml} sets up, into the home. */
final class LogFile {
  private static final String FOLDER_PROPERTY = "guildhouse.logs";

  private LogFile() {}

  static Path of(Home home) {
    return home.logs().resolve("guildhouse.log");
  }

  /** Must come before the first log line: the folder is read once, when logging starts. */
  static void use(Home home) {
    System.setProperty(FOLDER_PROPERTY, home.logs().toString());
  }
}
