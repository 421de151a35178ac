package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.operations.alerts.OperatorAlert;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.reports.ReportManifest.ContentFile;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes an alert as the smallest report there is, so that it goes through the same queue and arrives
 * once. Written twice it is the same delivery.
 */
final class AlertReport {
  static final String NAME = "operator_alert";

  /** It is about no guild, but about all. */
  private static final long NO_GUILD = 0;

  private static final String DOCUMENT = "document.json";

  private final Home home;
  private final Config config;
  private final long channel;

  AlertReport(Home home, Config config, long channel) {
    this.home = home;
    this.config = config;
    this.channel = channel;
  }

  NewDelivery raised(OperatorAlert alert) {
    return write(
        alert, 0, "Needs an operator: " + alert.topic(), alert.message(), alert.raisedAt());
  }

  NewDelivery resolved(OperatorAlert alert, Instant resolvedAt) {
    return write(
        alert, 1, "Resolved: " + alert.topic(), "Raised at " + alert.raisedAt() + ".", resolvedAt);
  }

  private NewDelivery write(
      OperatorAlert alert, int step, String title, String message, Instant at) {
    int revision = Math.toIntExact(alert.number() * 2 + step);
    ReportFolder folder = new ReportFolder(home.reports()
        .resolve(Long.toString(NO_GUILD))
        .resolve(NAME)
        .resolve("alert-" + alert.number())
        .resolve("revision-" + revision));
    byte[] document = new ReportDocument(
            title,
            "Guildhouse",
            NO_GUILD,
            at.toString(),
            List.of(),
            List.of(),
            List.of(message),
            null,
            List.of())
        .toJson()
        .getBytes(StandardCharsets.UTF_8);
    ReportManifest manifest = new ReportManifest(
        NAME,
        NO_GUILD,
        DayRange.of(JobContext.dayOf(alert.raisedAt())),
        Audience.MODERATORS,
        revision,
        0,
        0,
        "",
        config.hash(),
        List.of(new ContentFile(DOCUMENT, sha256(document), document.length)),
        List.of(),
        DOCUMENT,
        channel,
        List.of(),
        at,
        null);
    try {
      Path path = folder.path();
      Files.createDirectories(path);
      DurableFiles.publishText(new String(document, StandardCharsets.UTF_8), folder.file(DOCUMENT));
      DurableFiles.publishText(manifest.toJson(), folder.manifestFile());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "write the alert " + alert.number(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Check that " + home.reports() + " can be written and has room.",
          e);
    }
    return NewDelivery.to(channel, home.reports(), folder);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
