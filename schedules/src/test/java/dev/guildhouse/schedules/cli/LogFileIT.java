package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  @Test
  void asJsonEachLineIsAnObjectWithoutTheMessagesOfExceptions() throws Exception {
    stopLogging();
    System.setProperty("guildhouse.log.format", "json");
    try {
      startLogging();
    } finally {
      System.clearProperty("guildhouse.log.format");
    }
    logging.getLogger("dev.guildhouse.Some").warn("a \"quoted\" line\nand another");
    logging
        .getLogger("dev.guildhouse.Some")
        .error("it failed", new IllegalStateException("said by a member"));

    List<String> lines = Files.readAllLines(LogFile.of(home));
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.path("message").asText()).isEqualTo("a \"quoted\" line\nand another");
    assertThat(first.path("level").asText()).isEqualTo("WARN");
    assertThat(first.path("logger").asText()).isEqualTo("dev.guildhouse.Some");
    assertThat(first.path("exception").asText()).isEmpty();
    assertThat(Instant.parse(first.path("at").asText())).isBefore(Instant.now().plusSeconds(1));
    assertThat(new ObjectMapper().readTree(lines.get(1)).path("exception").asText())
        .startsWith("java.lang.IllegalStateException\n\tat ")
        .doesNotContain("said by");
  }

  @Test
  void theTokenIsInNoLineWhoeverWritesIt() throws Exception {
    Config config = Config.load(
        home.configuration(), Map.of("GUILDHOUSE_DISCORD_TOKEN", "MTE.Gabc.secret-token"));
    LogFile.shape(logging, config);
    LogFile.shape(logging, config);
    logging.getLogger("dev.guildhouse.Some").info("asking with Bot {}", "MTE.Gabc.secret-token");
    logging
        .getLogger("net.dv8tion.jda.internal.requests.Some")
        .warn("sent MTE.Gabc.secret-token twice");

    assertThat(Files.readString(LogFile.of(home)))
        .contains("asking with Bot [token]", "sent [token] twice")
        .doesNotContain("secret-token");
    assertThat(Files.readAllLines(LogFile.of(home))).hasSize(2);
  }
}
