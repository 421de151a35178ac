package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reports of user statistics beside the same numbers worked out from lists, in plain floating point. */
final class UserStatsComparison {
  /** What somebody did in one hour. */
  record Doing(String member, LocalDate day, int hour, long messages, long seconds, long joins) {}

  private final Home home;
  private final TableReader tables;
  private final long guild;

  UserStatsComparison(Home home, TableReader tables, long guild) {
    this.home = home;
    this.tables = tables;
    this.guild = guild;
  }

  /** The columns of text in a report of a month: case, active users, joins, messages and their shares. */
  List<List<String>> text(String type, YearMonth month) {
    return columns(type, month, 0, 2, 4, 6, 7, 8, 14, 15, 16, 17, 18);
  }

  /** The columns of voice: case, users, hours, hours per user, deviation. */
  List<List<String>> voice(String type, YearMonth month) {
    return columns(type, month, 0, 3, 9, 10, 11);
  }

  private List<List<String>> columns(String type, YearMonth month, int... places) {
    Query query = Queries.named("userstats report");
    DayRange days = new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
    QueryRequest request = new QueryRequest(
        new ReportRequest(
            guild,
            "guild",
            days,
            Audience.MODERATORS,
            TestWarehouse.config(home).guild(guild),
            new ExportPseudonyms(new GuildSecrets(home.secrets()))),
        QueryArguments.of(query, Map.of("type", type)),
        days.to(),
        (user, ofMonth) -> user);
    query.check(request);
    return query.answer(request, tables).tables().get(0).rows().stream()
        .map(row -> {
          List<String> cells = new ArrayList<>();
          for (int place : places) {
            cells.add(PrintedCell.forPrograms(row.get(place)));
          }
          return cells;
        })
        .toList();
  }

  /** The same text columns from what everybody did. */
  static List<List<String>> expectedText(String type, YearMonth month, List<Doing> doings) {
    List<List<String>> rows = new ArrayList<>();
    for (String label : labels(type)) {
      Map<String, Long> messages = new TreeMap<>();
      long joins = 0;
      for (Doing doing : doings) {
        if (isIn(type, label, month, doing)) {
          joins += doing.joins();
          if (doing.messages() > 0) {
            messages.merge(doing.member(), doing.messages(), Long::sum);
          }
        }
      }
      List<Double> numbers =
          messages.values().stream().map(Long::doubleValue).sorted().toList();
      double sum = numbers.stream().mapToDouble(number -> number).sum();
      boolean isFew = numbers.size() < 5;
      rows.add(List.of(
          label,
          Integer.toString(numbers.size()),
          Long.toString(joins),
          Long.toString((long) sum),
          two(numbers.isEmpty() ? 0 : sum / numbers.size()),
          two(deviation(numbers)),
          Integer.toString(numbers.size()),
          isFew ? "" : two(percentile(numbers, 0.5)),
          isFew ? "" : two(percentile(numbers, 0.9)),
          isFew ? "" : two(gini(numbers)),
          isFew ? "" : two(100 * top(numbers) / sum)));
    }
    return rows;
  }

  /** The same voice columns. */
  static List<List<String>> expectedVoice(String type, YearMonth month, List<Doing> doings) {
    List<List<String>> rows = new ArrayList<>();
    for (String label : labels(type)) {
      Map<String, Long> seconds = new TreeMap<>();
      for (Doing doing : doings) {
        if (isIn(type, label, month, doing) && doing.seconds() > 0) {
          seconds.merge(doing.member(), doing.seconds(), Long::sum);
        }
      }
      List<Double> hours =
          seconds.values().stream().map(number -> number / 3600.0).sorted().toList();
      double sum = hours.stream().mapToDouble(number -> number).sum();
      rows.add(List.of(
          label,
          Integer.toString(hours.size()),
          two(sum),
          two(hours.isEmpty() ? 0 : sum / hours.size()),
          two(deviation(hours))));
    }
    return rows;
  }

  private static List<String> labels(String type) {
    List<String> labels = new ArrayList<>();
    switch (type) {
      case "weekday" -> {
        for (DayOfWeek day : DayOfWeek.values()) {
          labels.add(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        }
      }
      case "hourly" -> {
        for (int hour = 0; hour < 24; hour++) {
          labels.add(Integer.toString(hour));
        }
      }
      default -> labels.add("full");
    }
    return labels;
  }

  private static boolean isIn(String type, String label, YearMonth month, Doing doing) {
    String of = switch (type) {
      case "weekday" -> doing.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "hourly" -> Integer.toString(doing.hour());
      default -> "full";
    };
    return YearMonth.from(doing.day()).equals(month) && of.equals(label);
  }

  private static double deviation(List<Double> numbers) {
    if (numbers.size() <= 1) {
      return 0;
    }
    double mean = numbers.stream().mapToDouble(number -> number).sum() / numbers.size();
    double squares = numbers.stream()
        .mapToDouble(number -> (number - mean) * (number - mean))
        .sum();
    return Math.sqrt(squares / (numbers.size() - 1));
  }

  private static double percentile(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    double next = sorted.get(Math.min(below + 1, sorted.size() - 1));
    return sorted.get(below) + (place - below) * (next - sorted.get(below));
  }

  /** Half the mean difference of all pairs, over the mean. */
  private static double gini(List<Double> numbers) {
    double differences = 0;
    double sum = 0;
    for (double one : numbers) {
      sum += one;
      for (double other : numbers) {
        differences += Math.abs(one - other);
      }
    }
    return differences / (2 * sum * (numbers.size() - 1));
  }

  private static double top(List<Double> sorted) {
    int owners = (int) Math.ceil(0.1 * sorted.size());
    return sorted.subList(sorted.size() - owners, sorted.size()).stream()
        .mapToDouble(number -> number)
        .sum();
  }

  private static String two(double number) {
    return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
