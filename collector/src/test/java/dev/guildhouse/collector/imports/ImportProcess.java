package dev.guildhouse.collector.imports;

import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Imports one file in a process of its own: home, file. */
final class ImportProcess {
  private ImportProcess() {}

  public static void main(String[] arguments) {
    Path home = Path.of(arguments[0]);
    ImportReport report = new ImportRun(
            ImportOptions.of(
                new LandingLayout(home.resolve("landing")),
                new GuildSecrets(home.resolve("secrets")),
                Instant.parse("2026-12-01T05:00:00Z")),
            ImportListener.NONE)
        .of(List.of(Path.of(arguments[1])));
    System.exit(report.hasRefusals() ? 1 : 0);
  }
}
