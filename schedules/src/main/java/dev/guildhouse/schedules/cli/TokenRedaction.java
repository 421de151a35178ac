package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.config.Secret;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.rewrite.RewriteAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/**
 * Replaces the bot's token in every line of the log, whoever writes it. Nothing here should ever log
 * it, but a library may, and a log is shown to others.
 */
final class TokenRedaction implements RewritePolicy {
  private static final String SHOWN = "[token]";
  private static final String NAME = "redacted";

  /** A process has one bot. */
  private static volatile Secret token = new Secret("");

  private TokenRedaction() {}

  /** Puts it before every appender; once more only changes the token. */
  static void in(LoggerContext logging, Secret secret) {
    token = secret;
    Configuration configuration = logging.getConfiguration();
    for (LoggerConfig logger : configuration.getLoggers().values()) {
      for (String appender : List.copyOf(logger.getAppenders().keySet())) {
        if (!appender.startsWith(NAME)) {
          RewriteAppender redacting = RewriteAppender.createAppender(
              NAME + " " + appender,
              "true",
              new AppenderRef[] {AppenderRef.createAppenderRef(appender, null, null)},
              configuration,
              new TokenRedaction(),
              null);
          redacting.start();
          logger.removeAppender(appender);
          logger.addAppender(redacting, null, null);
        }
      }
    }
    logging.updateLoggers();
  }

  @Override
  public LogEvent rewrite(LogEvent event) {
    String text = event.getMessage().getFormattedMessage();
    String secret = token.reveal();
    return text.contains(secret)
        ? new Log4jLogEvent.Builder(event)
            .setMessage(new SimpleMessage(text.replace(secret, SHOWN)))
            .build()
        : event;
  }
}
