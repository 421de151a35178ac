package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs through the configuration that is shipped, which tests otherwise replace by their own. */
class LogFileIT {
  @TempDir
  private Path folder;

  private Home home;
  private LoggerContext logging;

  @BeforeEach
  void startLogging() throws Exception {
    home = new Home(folder);
    LogFile.use(home);
    URI shipped = Guildhouse.class.getResource("/log4j2.xml").toURI();
    logging = new LoggerContext("shipped", null, shipped);
    logging.start();
  }

  @AfterEach
  void stopLogging() {
    logging.stop();
  }

  @Test
  void ownLinesAndWarningsOfOthersGoToTheHome() throws Exception {
    logging.getLogger("dev.guildhouse.jobs.Some").info("own line");
    logging.getLogger("org.apache.spark.Some").warn("warning of Spark");
    logging.getLogger("org.apache.spark.Some").info("chatter of Spark");

    assertThat(Files.readString(LogFile.of(home)))
        .contains("INFO  Some: own line", "WARN  Some: warning of Spark")
        .doesNotContain("chatter");
  }

  @Test
  void messagesOfExceptionsStayOut() throws Exception {
    IOException cause = new IOException("said by a member\nover two lines");
    cause.addSuppressed(new IllegalArgumentException("said by another"));
    cause.initCause(new OutOfMemoryError());
    logging.getLogger("dev.guildhouse.Some").error("it failed", new IllegalStateException(cause));

    assertThat(Files.readString(LogFile.of(home)))
        .contains(
            "ERROR Some: it failed\njava.lang.IllegalStateException\n\tat "
                + LogFileIT.class.getName(),
            "\nCaused by: java.io.IOException\n\tat ",
            "\n\tSuppressed: java.lang.IllegalArgumentException\n\t\tat ",
            "\nCaused by: java.lang.OutOfMemoryError\n\tat ")
        .doesNotContain("said by", "over two lines");
  }
}
