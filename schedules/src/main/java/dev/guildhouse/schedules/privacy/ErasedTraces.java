package dev.guildhouse.schedules.privacy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.SecretName;
import dev.guildhouse.schema.identity.SecretName.Kind;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.privacy.Leftover;
import dev.guildhouse.schema.privacy.LeftoverScan;
import dev.guildhouse.schema.privacy.Needles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What could still tell of members of a guild who are erased: their keys, and their pseudonyms. */
public final class ErasedTraces {
  private final Needles needles;

  /**
   * @param store of the secrets under which pseudonyms were made
   * @param keys of those who are erased
   */
  public ErasedTraces(SecretStore store, long guild, List<Long> keys) {
    Needles.Builder traces = Needles.builder()
        .keys("a key of the person", keys.stream().mapToLong(Long::longValue).toArray());
    ExportPseudonyms pseudonyms = new ExportPseudonyms(new GuildSecrets(store));
    for (SecretName name : store.live()) {
      if (name.kind() == Kind.EXPORT && name.guildId() == guild && name.month() != null) {
        keys.forEach(key ->
            traces.text("a pseudonym of the person", pseudonyms.of(guild, name.month(), key)));
      }
    }
    this.needles = traces.build();
  }

  public Needles needles() {
    return needles;
  }

  /** Deletes every report of a home that names one of them; yields how many. */
  public int deleteReports(Home home) {
    // A report cannot be rendered again without them; it goes whole.
    SortedSet<Path> folders = new TreeSet<>();
    if (!Files.isDirectory(home.reports())) {
      return 0;
    }
    new LeftoverScan(needles).under(home.reports(), new LeftoverScan.Listener() {
      @Override
      public void read(String file, long size, String sha256) {}

      @Override
      public void found(Leftover leftover) {
        // What lies inside of a workbook is named behind it.
        Path file = home.reports().resolve(leftover.file().split("!", 2)[0]);
        if (!leftover.form().equals(Leftover.UNREADABLE)) {
          folders.add(Objects.requireNonNull(file.getParent()));
        }
      }
    });
    folders.forEach(ErasedTraces::delete);
    return folders.size();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw WarehouseException.failed(
          "delete the report " + folder,
          e.getClass().getSimpleName(),
          "Delete it by hand; it names somebody who is to be forgotten.",
          e);
    }
  }
}
