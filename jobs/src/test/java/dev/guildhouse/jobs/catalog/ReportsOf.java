package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.reports.GuildsOf;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.render.ReportFiles;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;

/** Builds reports of guild 7 over tables in memory, and writes their files. */
public final class ReportsOf {
  public static final long GUILD = 7;

  private final TablesInMemory tables;
  private final Path folder;

  /**
   * @param folder where secrets and files go
   */
  public ReportsOf(TablesInMemory tables, Path folder) {
    this.tables = tables;
    this.folder = folder;
  }

  /** Adds a row of guild 7, its fields written with apostrophes. */
  public ReportsOf add(TableDef table, String fields) {
    tables.with(table, ("{'guild_id':" + GUILD + "," + fields + "}").replace('\'', '"'));
    return this;
  }

  /** Adds a row of another guild, which must not get in. */
  public ReportsOf addOther(TableDef table, String fields) {
    tables.with(table, ("{'guild_id':8," + fields + "}").replace('\'', '"'));
    return this;
  }

  /** The tables themselves. */
  public TablesInMemory tables() {
    return tables;
  }

  public ReportContent build(Report report, String from, String to) {
    return build(report, from, to, PrivacyMode.PSEUDONYMOUS);
  }

  public ReportContent build(Report report, String from, String to, PrivacyMode mode) {
    return build(report, from, to, mode, Audience.MODERATORS);
  }

  public ReportContent build(
      Report report, String from, String to, PrivacyMode mode, Audience audience) {
    ReportRequest request = request(from, to, mode, audience);
    report.check(request);
    return report.build(request, tables);
  }

  public ReportRequest request(String from, String to, PrivacyMode mode, Audience audience) {
    DayRange days = new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    return new ReportRequest(
        GUILD, "Seven", days, audience, GuildsOf.mode(mode, GUILD), pseudonyms(days));
  }

  /** The files of a report, in a folder of their own. */
  public Path files(ReportContent content) {
    try {
      Path files = Files.createTempDirectory(folder, content.report());
      ReportFiles.write(content, files);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExportPseudonyms pseudonyms(DayRange days) {
    try {
      for (LocalDate day : new LocalDate[] {days.from(), days.to()}) {
        Path key = folder.resolve("export-" + GUILD + "-" + YearMonth.from(day) + ".key");
        if (!Files.exists(key)) {
          Files.writeString(key, "5a".repeat(32));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ExportPseudonyms(new GuildSecrets(folder));
  }
}
