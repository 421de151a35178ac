package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** Points the log, which {@code log4j2.xml} sets up, into the home, and shapes it as configured. */
final class LogFile {
  private static final String FOLDER_PROPERTY = "guildhouse.logs";
  private static final String FORMAT_PROPERTY = "guildhouse.log.format";
  private static final String TEXT = "text";

  private LogFile() {}

  static Path of(Home home) {
    return home.logs().resolve("guildhouse.log");
  }

  /** Must come before the first log line: the folder is read once, when logging starts. */
  static void use(Home home) {
    System.setProperty(FOLDER_PROPERTY, home.logs().toString());
  }

  /** From here on, lines are of the configured level and format, and none holds the token. */
  static void shape(Config config) {
    LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    if (!config.log().format().equals(System.getProperty(FORMAT_PROPERTY, TEXT))) {
      System.setProperty(FORMAT_PROPERTY, config.log().format());
      logging.reconfigure();
    }
    shape(logging, config);
  }

  static void shape(LoggerContext logging, Config config) {
    Configurator.setLevel("dev.guildhouse", Level.toLevel(config.log().level()));
    Secret token = config.discord().token();
    if (token != null) {
      TokenRedaction.in(logging, token);
    }
  }
}
