package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** Asks questions of tables in memory about guild 7, as a moderator, under the settings of a file. */
public final class Asked {
  public static final long GUILD = 7;

  private final TablesInMemory tables;
  private final Path folder;
  private final String settings;

  private Asked(TablesInMemory tables, Path folder, String settings) {
    this.tables = tables;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * @param folder where the secrets of pseudonyms are
   */
  public static Asked of(TablesInMemory tables, Path folder) {
    return new Asked(tables, folder, "");
  }

  /** Under settings of the guild, as YAML in one line: {@code support: {unanswered_hours: 2}}. */
  public Asked under(String guildSettings) {
    return new Asked(tables, folder, guildSettings);
  }

  public ReportContent answer(Query query, String from, String to) {
    return answer(query, from, to, Map.of());
  }

  public ReportContent answer(Query query, String from, String to, Map<String, String> arguments) {
    DayRange days = new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    GuildSettings guild = settings();
    QueryRequest request = new QueryRequest(
        new ReportRequest(
            GUILD, "A guild", days, Audience.MODERATORS, guild, pseudonyms(folder, days)),
        QueryArguments.of(query, arguments),
        days.to(),
        (user, month) -> user);
    query.check(request);
    return query.answer(request, tables);
  }

  /** The pseudonym under which a member stands in an answer about days from a month on. */
  public static String pseudonym(Path folder, YearMonth month, long member) {
    return pseudonyms(folder, DayRange.of(month.atDay(1))).of(GUILD, month, member);
  }

  public static Figure figure(ReportContent content, String label) {
    return content.figures().stream()
        .filter(figure -> figure.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is none of "
            + content.figures().stream().map(Figure::label).toList()));
  }

  /** The rows of a table as one text each, cells parted by a bar. */
  public static List<String> lines(ReportContent content, String table) {
    return content.table(table).rows().stream()
        .map(row -> String.join(" | ", row.stream().map(Asked::text).toList()))
        .toList();
  }

  public static String text(Cell cell) {
    if (cell instanceof Cell.Text text) {
      return text.text();
    } else if (cell instanceof Cell.Count count) {
      return Long.toString(count.count());
    } else if (cell instanceof Cell.Decimal decimal) {
      return decimal.decimal().toPlainString();
    } else if (cell instanceof Cell.Day day) {
      return day.day().toString();
    } else if (cell instanceof Cell.Link link) {
      return link.link();
    }
    return "(" + ((Cell.Absent) cell).absent() + ")";
  }

  /** Value, value before and growth of a headline number, parted by bars. */
  public static String line(ReportContent content, String label) {
    Figure figure = figure(content, label);
    return text(figure.value()) + " | " + text(figure.previous()) + " | " + text(figure.growth());
  }

  private GuildSettings settings() {
    try {
      Path file = Files.createTempFile(folder, "guildhouse", ".yaml");
      Files.writeString(
          file, settings.isEmpty() ? "" : "guilds:\n  - id: " + GUILD + "\n    " + settings + "\n");
      return Config.load(file, Map.of()).guild(GUILD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExportPseudonyms pseudonyms(Path folder, DayRange days) {
    try {
      for (LocalDate day : List.of(days.from(), days.to())) {
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
