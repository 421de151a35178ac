package dev.guildhouse.schema.home;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one folder under which all state lives. Nothing is written outside of it.
 *
 * @param root an absolute path
 */
public record Home(Path root) {
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** {@code guildhouse.yaml}. */
  public Path configuration() {
    return root.resolve("guildhouse.yaml");
  }

  /** {@code schedules.yaml}: what runs when, beside what is shipped. */
  public Path schedules() {
    return root.resolve("schedules.yaml");
  }

  /** Secrets, mode 0600; the only thing that a backup of the data must not hold. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** Settings that commands write: who opted out, and which secrets were ever drawn. */
  public Path settings() {
    return root.resolve("settings");
  }

  /** What the collector has taken and not yet landed. */
  public Path journal() {
    return root.resolve("journal");
  }

  /** What the collector remembers from one run to the next: how far channels are read. */
  public Path collector() {
    return root.resolve("collector");
  }

  /** Raw events as Parquet: {@code landing/events/received_date=…/hour=…}. */
  public Path landing() {
    return root.resolve("landing");
  }

  /** The tables and the releases that name their versions. */
  public Path warehouse() {
    return root.resolve("warehouse");
  }

  /** The operations database: leases, run history, delivery queue. */
  public Path operations() {
    return root.resolve("operations");
  }

  /** Reports of the home's own, as YAML files. */
  public Path ownReports() {
    return root.resolve("reports.d");
  }

  /** Reports with a manifest beside each. */
  public Path reports() {
    return root.resolve("reports");
  }

  /** Notebooks: copies of those that come along, and an analyst's own. */
  public Path notebooks() {
    return root.resolve("notebooks");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** Scratch space on the same disk, so that a rename is one step. Emptied at will. */
  public Path temporary() {
    return root.resolve("tmp");
  }

  /** Creates the folder, or says why this one cannot be used. */
  public Home prepare() {
    requireFolder();
    try {
      Files.createDirectories(root);
      Files.createDirectories(temporary());
      Files.delete(Files.createTempFile(temporary(), "writable", ""));
      return this;
    } catch (IOException e) {
      throw WarehouseException.failed(
          "use " + root + " as home",
          "it cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")",
          "Choose a folder you may write to with --home DIR or GUILDHOUSE_HOME.",
          e);
    }
  }

  /** Refuses a place where a folder can neither be nor be made, because a file is in the way. */
  public void requireFolder() {
    for (Path place = root; place != null; place = place.getParent()) {
      if (Files.isDirectory(place)) {
        return;
      }
      if (Files.exists(place)) {
        throw WarehouseException.usage(
            "use " + root + " as home",
            place + " is no folder",
            "Choose a folder with --home DIR or GUILDHOUSE_HOME.");
      }
    }
  }
}
