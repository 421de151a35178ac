package dev.guildhouse.schedules.reports;

import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.hash.Sha256;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The smallest report there is: a document by itself, so that what the program has to say goes through
 * the delivery queue and arrives once. Written twice it is the same delivery.
 *
 * @param report its name as a report
 * @param days which it is about
 * @param folder names it among those of its report
 * @param revision tells it from others about the same days
 * @param at when it came to be
 */
public record DocumentReport(
    String report,
    DayRange days,
    Audience audience,
    String folder,
    int revision,
    ReportDocument document,
    Instant at) {
  private static final String DOCUMENT = "document.json";

  /** Writes it; whoever asks for that queues the delivery, too. */
  public NewDelivery write(Home home, Config config, long channel) {
    return write(home, config, channel, Map.of());
  }

  /**
   * The same with files that lie beside it.
   *
   * @param files their text by name; those that the document names are posted with it
   */
  public NewDelivery write(Home home, Config config, long channel, Map<String, String> files) {
    ReportFolder written = new ReportFolder(home.reports()
        .resolve(Long.toString(document.guildId()))
        .resolve(report)
        .resolve(folder)
        .resolve("revision-" + revision));
    List<ContentFile> contents = new ArrayList<>();
    contents.add(content(DOCUMENT, document.toJson()));
    files.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(file -> contents.add(content(file.getKey(), file.getValue())));
    ReportManifest manifest = new ReportManifest(
        report,
        document.guildId(),
        days,
        audience,
        revision,
        0,
        0,
        "",
        config.hash(),
        contents,
        List.of(),
        DOCUMENT,
        // Without a channel nobody queues it who looks for reports that were not: whoever writes it
        // does that, and knows whether it is to be held back.
        null,
        List.of(),
        at,
        null);
    try {
      Files.createDirectories(written.path());
      for (Map.Entry<String, String> file : files.entrySet()) {
        DurableFiles.publishText(file.getValue(), written.file(file.getKey()));
      }
      DurableFiles.publishText(document.toJson(), written.file(DOCUMENT));
      DurableFiles.publishText(manifest.toJson(), written.manifestFile());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "write " + written.path(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Check that " + home.reports() + " can be written and has room.",
          e);
    }
    return NewDelivery.to(channel, home.reports(), written);
  }

  private static ContentFile content(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ContentFile(name, Sha256.of(bytes), bytes.length);
  }
}
