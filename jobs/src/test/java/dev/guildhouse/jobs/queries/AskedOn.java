package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.GuildsOf;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
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
import java.util.stream.Collectors;

/** Questions as tests ask them: of guild 7, on a fixed day, members found by their key. */
public record AskedOn(Path secrets, LocalDate today, Audience audience, PrivacyMode mode) {
  public static final long GUILD = 7;

  /** For moderators, with export secrets for the two years up to a day. */
  public static AskedOn on(Path secrets, LocalDate today) {
    for (int ago = 0; ago < 24; ago++) {
      YearMonth month = YearMonth.from(today).minusMonths(ago);
      try {
        Files.writeString(
            secrets.resolve("export-" + GUILD + "-" + month + ".key"),
            "%02d".formatted(month.getMonthValue()).repeat(32));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new AskedOn(secrets, today, Audience.MODERATORS, PrivacyMode.PSEUDONYMOUS);
  }

  public AskedOn by(Audience other) {
    return new AskedOn(secrets, today, other, mode);
  }

  public AskedOn in(PrivacyMode other) {
    return new AskedOn(secrets, today, audience, other);
  }

  /** The answer to a question with options, about its usual days. */
  public ReportContent answer(String name, TableReader tables, Map<String, String> options) {
    return answer(Queries.named(name), tables, options);
  }

  public ReportContent answer(Query query, TableReader tables, Map<String, String> options) {
    return answer(query, tables, query.usualRange(today), options);
  }

  public ReportContent answer(
      String name, TableReader tables, DayRange days, Map<String, String> options) {
    return answer(Queries.named(name), tables, days, options);
  }

  private ReportContent answer(
      Query query, TableReader tables, DayRange days, Map<String, String> options) {
    ReportRequest report =
        new ReportRequest(GUILD, "Seven", days, audience, settings(), pseudonyms());
    return query.answer(
        new QueryRequest(report, QueryArguments.of(query, options), today, (user, month) -> user),
        tables);
  }

  private GuildSettings settings() {
    return GuildsOf.mode(mode, GUILD);
  }

  public ExportPseudonyms pseudonyms() {
    return new ExportPseudonyms(new GuildSecrets(secrets));
  }

  /** The rows of a table as text, cells joined by a bar. */
  public static List<String> lines(ReportContent content, String table) {
    return content.table(table).rows().stream()
        .map(row -> row.stream().map(AskedOn::text).collect(Collectors.joining("|")))
        .toList();
  }

  /** A headline number as text. */
  public static String figure(ReportContent content, String label) {
    return content.figures().stream()
        .filter(figure -> figure.label().equals(label))
        .map(figure -> text(figure.value()))
        .findFirst()
        .orElseThrow();
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
    } else if (cell instanceof Cell.Absent absent) {
      return "(" + absent.absent() + ")";
    }
    return cell.toString();
  }
}
