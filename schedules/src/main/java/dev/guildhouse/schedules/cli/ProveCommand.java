package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.identity.SealingMappings;
import dev.guildhouse.schema.identity.SecretName;
import dev.guildhouse.schema.identity.SecretName.Kind;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import dev.guildhouse.schema.privacy.Needles;
import dev.guildhouse.schema.privacy.Proof;
import dev.guildhouse.schema.privacy.Proof.Certificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Reads every file of the home and the operations database. Looked for are the bytes of every live
 * secret, and the member keys of months that are being sealed: once a month is sealed, nobody knows
 * its keys any more, and the certificate of the sealing is the proof.
 */
@Command(
    name = "prove",
    description = {
      "Reads everything and proves that nothing is left that must be gone.",
      "Writes a certificate into privacy/certificates of the home. Exit code 1 if anything is left."
    })
final class ProveCommand implements Task {
  @Option(names = "--guild", paramLabel = "ID", description = "Only keys of this guild.")
  private @Nullable Long guild;

  @Option(names = "--month", paramLabel = "YYYY-MM", description = "Only keys of this month.")
  private @Nullable YearMonth month;

  @Option(
      names = "--canary",
      paramLabel = "TEXT",
      hidden = true,
      description = "A further text to look for.")
  private List<String> canaries = new ArrayList<>();

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) {
    Instant now = place.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    String name = now.toString().replace(':', '-');
    try (OperationsDatabase database = place.existingOperations()) {
      Certificate certificate = new Proof(place.preparedHome(), needles(place.secretStore()))
          .of(name, now, about(), sources(place, database));
      tell(place.console(), certificate);
      return certificate.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private Map<String, Object> about() {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("guild_id", guild == null ? "all" : Long.toString(guild));
    about.put("month", month == null ? "all" : month.toString());
    return about;
  }

  private Needles needles(SecretStore store) {
    Needles.Builder needles = Needles.builder();
    SealingMappings mappings = new SealingMappings(store);
    for (SecretName name : store.live()) {
      YearMonth at = name.month();
      if (name.kind() == Kind.ERASED) {
        continue; // keys that may have come back since, with new events
      }
      if (name.kind() == Kind.SUBSCRIBERS) {
        new Subscribers(store)
            .of(name.guildId())
            .keySet()
            .forEach(user -> needles.text(
                "the id of somebody who asked for direct messages", Long.toString(user)));
      } else if (name.kind() != Kind.MAPPING) {
        store.find(name).ifPresent(secret -> needles.secret("the secret " + name, secret));
      } else if (at != null
          && (guild == null || guild == name.guildId())
          && (month == null || month.equals(at))) {
        mappings
            .find(name.guildId(), at)
            .ifPresent(mapping -> needles.keys(
                "a member key of guild " + name.guildId() + " in " + at, mapping.keys()));
      }
    }
    for (int i = 0; i < canaries.size(); i++) {
      needles.text("canary " + (i + 1), canaries.get(i));
    }
    return needles.build();
  }

  private static List<Proof.Source> sources(
      Workplace place, @Nullable OperationsDatabase database) {
    List<Proof.Source> sources = new ArrayList<>();
    if (database != null) {
      sources.add((scan, listener) -> database.transaction("read every table", transaction -> {
        scan.database("operations database", transaction.connection(), listener);
        return true;
      }));
    }
    String uri = place.config().warehouse().uri();
    if (uri != null) {
      Path folder = localFolder(uri);
      if (!folder.startsWith(place.home().root())) {
        sources.add((scan, listener) -> scan.under(folder, listener));
      }
    }
    return sources;
  }

  private static Path localFolder(String uri) {
    if (uri.startsWith("/")) {
      return Path.of(uri);
    }
    URI parsed = URI.create(uri);
    if (!Objects.equals(parsed.getScheme(), "file")) {
      throw WarehouseException.usage(
          "prove anything about " + uri,
          "only folders of this machine can be read file by file",
          "Copy the warehouse to a folder and give that as warehouse.uri.");
    }
    return Path.of(parsed.getPath());
  }

  private static void tell(Console console, Certificate certificate) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("certificate", certificate.file().toString());
    answer.put("files", certificate.files());
    answer.put("bytes", certificate.bytes());
    answer.put("leftovers", certificate.leftovers());
    Table table = Table.of("file", "place", "what", "form");
    certificate
        .first()
        .forEach(left -> table.row(left.file(), left.place(), left.what(), left.form()));
    if (console.format() == Console.Format.JSON) {
      answer.put("found", table);
      console.json(answer);
      return;
    }
    console.fields(answer);
    if (!certificate.isClean()) {
      console.say("");
      console.table(table);
    }
  }
}
