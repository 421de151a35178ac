package dev.guildhouse.jobs.summary;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.support.CommonKeywords;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.summary.SummaryDocument.Anomaly;
import dev.guildhouse.jobs.summary.SummaryDocument.Comparison;
import dev.guildhouse.jobs.summary.SummaryDocument.Coverage;
import dev.guildhouse.jobs.summary.SummaryDocument.Keyword;
import dev.guildhouse.jobs.summary.SummaryDocument.Kpi;
import dev.guildhouse.jobs.summary.SummaryDocument.Measure;
import dev.guildhouse.jobs.summary.SummaryDocument.Peak;
import dev.guildhouse.jobs.summary.SummaryDocument.RetentionWeek;
import dev.guildhouse.jobs.summary.SummaryDocument.SegmentMove;
import dev.guildhouse.jobs.summary.SummaryDocument.SegmentShare;
import dev.guildhouse.jobs.summary.SummaryDocument.SupportSignals;
import dev.guildhouse.jobs.summary.SummaryDocument.TopChannel;
import dev.guildhouse.jobs.summary.SummaryDocument.TopContent;
import dev.guildhouse.jobs.summary.SummaryDocument.TopMember;
import dev.guildhouse.jobs.summary.SummaryDocument.Window;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Puts the summary of a guild and a window together from what the questions answer. */
public final class Summary {
  private static final int TOP = 10;
  private static final int PEAKS = 3;

  /** Keywords that are told. */
  private static final int KEYWORDS = 20;

  private static final int WEEK_DAYS = 7;
  private static final String TOO_PERSONAL = "it is for moderators alone";

  /** Labels of headline numbers whose change can be held against chance, by the metric asked for. */
  private static final Map<String, String> COMPARED =
      Map.of("Messages", "messages", "Reactions", "reactions", "Voice hours", "voice");

  private final ReportRequest request;
  private final TableReader tables;
  private final Inquiry inquiry;

  private Summary(ReportRequest request, TableReader tables) {
    this.request = request;
    this.tables = tables;
    this.inquiry = new Inquiry(request, tables);
  }

  /**
   * The summary.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE when the days have no public form
   */
  public static SummaryDocument of(ReportRequest request, TableReader tables) {
    SummaryDocument document = new Summary(request, tables).document();
    return document.with(Insights.of(document));
  }

  private SummaryDocument document() {
    ReportContent community = inquiry
        .ask("headline", "community", Map.of())
        .orElseThrow(() -> new IllegalStateException("a community can always be told of"));
    List<Measure> headline = headline(community);
    boolean isPublic = request.isPublic();
    if (isPublic) {
      for (String section : List.of(
          "topMembers",
          "topContent",
          "segments",
          "segmentMoves",
          "kpis",
          "retention",
          "anomalies",
          "heatMapPeaks",
          "supportSignals",
          "moderation")) {
        inquiry.leaveOut(section, TOO_PERSONAL);
      }
    }
    return new SummaryDocument(
        SummaryDocument.VERSION,
        Long.toString(request.guildId()),
        request.guildName(),
        request.audience().text(),
        window(request.period()),
        tables.release(),
        coverage(community),
        headline,
        isPublic ? publicChannels(community) : channels(),
        isPublic ? List.of() : members(community),
        isPublic ? List.of() : content(community),
        isPublic ? List.of() : segments(),
        isPublic ? List.of() : moves(),
        isPublic ? List.of() : kpis(),
        isPublic ? List.of() : retention(),
        isPublic ? List.of() : anomalies(),
        isPublic ? List.of() : peaks(),
        isPublic
            ? support(Optional.empty())
            : support(inquiry.ask("supportSignals", "support signals", Map.of())),
        isPublic
            ? List.of()
            : inquiry
                .ask("moderation", "moderation stats", Map.of())
                .map(answer -> measures(answer, Map.of()))
                .orElse(List.of()),
        List.of(),
        inquiry.missing());
  }

  private static Window window(DayRange days) {
    String kind = new ReportPeriod(days).calendar().filter(Period.DAY::equals).isPresent()
        ? "day"
        : switch (days.length()) {
          case 7, 30, 90 -> "last_" + days.length() + "_days";
          default -> "custom";
        };
    return new Window(
        kind, days.from().toString(), days.to().toString(), millis(days.from()), millis(days.to()));
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** Of each family, by the number of the headline that hangs on it alone. */
  private static List<Coverage> coverage(ReportContent community) {
    Map<String, String> families = new LinkedHashMap<>();
    families.put("messages", "Messages");
    families.put("reactions", "Reactions");
    families.put("voice", "Voice hours");
    families.put("members", "Joins");
    List<Coverage> coverage = new ArrayList<>();
    families.forEach((family, label) -> AnswerRows.figure(community, label)
        .ifPresent(
            figure -> coverage.add(new Coverage(family, AnswerRows.number(figure.coverage())))));
    return coverage;
  }

  private List<Measure> headline(ReportContent community) {
    Map<String, Comparison> comparisons = new HashMap<>();
    if (!request.isPublic()) {
      COMPARED.forEach((label, metric) -> inquiry
          .rows(
              "headline." + metric + ".comparison",
              "activity analyze comparative",
              Map.of("metric", metric),
              "Comparison")
          .flatMap(this::comparison)
          .ifPresent(comparison -> comparisons.put(label, comparison)));
    }
    return measures(community, comparisons);
  }

  /** The last side of a comparison is the window itself. */
  private Optional<Comparison> comparison(AnswerRows rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    int last = rows.size() - 1;
    return Optional.of(new Comparison(
        rows.number(last, "From"),
        rows.number(last, "To"),
        rows.text(last, "Verdict"),
        request.period().length() % WEEK_DAYS == 0));
  }

  private static List<Measure> measures(ReportContent answer, Map<String, Comparison> comparisons) {
    return answer.figures().stream()
        .map(figure -> measure(figure, comparisons.get(figure.label())))
        .toList();
  }

  private static Measure measure(Figure figure, @Nullable Comparison comparison) {
    return new Measure(
        figure.label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"),
        figure.label(),
        AnswerRows.number(figure.value()),
        AnswerRows.number(figure.previous()),
        AnswerRows.number(figure.growth()),
        comparison,
        figure.value() instanceof Cell.Absent absent ? absent.absent() : "known");
  }

  private List<TopChannel> channels() {
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    String messages = Metrics.MESSAGES.name();
    String reactions = Metrics.REACTIONS_RECEIVED.name();
    List<Row> rows = tables
        .table(Rollups.of(Entity.CHANNEL, Period.DAY), request.period())
        .where(col("guild_id").equalTo(request.guildId()))
        .groupBy(col("channel_id"))
        .agg(sum(messages).as(messages), sum(reactions).as(reactions))
        .where(col(messages).gt(0))
        .orderBy(col(messages).desc(), col("channel_id"))
        .limit(TOP)
        .collectAsList();
    List<TopChannel> channels = new ArrayList<>();
    for (Row row : rows) {
      channels.add(new TopChannel(
          Long.toString(row.getLong(0)),
          names.of(row.getLong(0)),
          row.getLong(1),
          row.getLong(2),
          channels.size() + 1));
    }
    return channels;
  }

  /** As the public report tells them: small ones merged, and without ids. */
  private static List<TopChannel> publicChannels(ReportContent community) {
    AnswerRows rows = AnswerRows.of(community, "Channels");
    List<TopChannel> channels = new ArrayList<>();
    for (int row = 0; row < Math.min(TOP, rows.size()); row++) {
      if (rows.number(row, "Messages") != null) {
        channels.add(new TopChannel(
            "",
            rows.text(row, "Channel"),
            rows.count(row, "Messages"),
            rows.count(row, "Reactions"),
            channels.size() + 1));
      }
    }
    return channels;
  }

  private List<TopMember> members(ReportContent community) {
    request.whyNoMembers(tables.sealed()).ifPresent(why -> inquiry.leaveOut("topMembers", why));
    AnswerRows rows = AnswerRows.of(community, "Members");
    List<TopMember> members = new ArrayList<>();
    for (int row = 0; row < Math.min(TOP, rows.size()); row++) {
      members.add(new TopMember(
          rows.text(row, "Member"),
          rows.count(row, "Messages"),
          rows.count(row, "Reactions given"),
          row + 1));
    }
    return members;
  }

  private static List<TopContent> content(ReportContent community) {
    AnswerRows rows = AnswerRows.of(community, "Content");
    List<TopContent> content = new ArrayList<>();
    for (int row = 0; row < Math.min(TOP, rows.size()); row++) {
      String link = rows.text(row, "Message");
      String[] parts = link.split("/", -1);
      content.add(new TopContent(
          parts[parts.length - 1],
          parts[parts.length - 2],
          link,
          rows.count(row, "Reactions"),
          rows.number(row, "Weighted score"),
          row + 1));
    }
    return content;
  }

  private List<SegmentShare> segments() {
    return rows(
        "segments",
        "segments list",
        "Segments",
        (rows, row) -> new SegmentShare(
            rows.text(row, "Segment"),
            rows.number(row, "Members"),
            rows.number(row, "Share %"),
            rows.number(row, "7 days ago"),
            rows.number(row, "Change %"),
            rows.text(row, "Suggested action")));
  }

  private List<SegmentMove> moves() {
    return rows(
        "segmentMoves",
        "segments moves",
        "Moves",
        (rows, row) -> new SegmentMove(
            rows.text(row, "From"), rows.text(row, "To"), rows.number(row, "Members")));
  }

  private List<Kpi> kpis() {
    return rows(
        "kpis",
        "kpi view",
        "Targets",
        (rows, row) -> new Kpi(
            rows.text(row, "Target"),
            rows.text(row, "Rule"),
            rows.text(row, "Period"),
            rows.number(row, "To reach"),
            rows.number(row, "Value"),
            rows.number(row, "Miss %"),
            rows.text(row, "State")));
  }

  private List<RetentionWeek> retention() {
    return rows(
        "retention",
        "retention lifecycle",
        "Weeks",
        (rows, row) -> new RetentionWeek(
            rows.text(row, "Week of"),
            rows.number(row, "New"),
            rows.number(row, "Retained"),
            rows.number(row, "Resurrected"),
            rows.number(row, "Lapsed"),
            rows.number(row, "Next-week retention %")));
  }

  private List<Anomaly> anomalies() {
    return rows(
        "anomalies",
        "anomalies list",
        "Anomalies",
        (rows, row) -> new Anomaly(
            rows.text(row, "When"),
            rows.text(row, "Where"),
            rows.text(row, "What"),
            rows.number(row, "Observed"),
            rows.number(row, "Usual"),
            rows.text(row, "Channels behind it")));
  }

  /** Makes one thing of a row of a table. */
  @FunctionalInterface
  private interface OfRow<T> {
    T of(AnswerRows rows, int row);
  }

  private <T> List<T> rows(String section, String question, String table, OfRow<T> one) {
    List<T> all = new ArrayList<>();
    inquiry.rows(section, question, Map.of(), table).ifPresent(rows -> {
      for (int row = 0; row < rows.size(); row++) {
        all.add(one.of(rows, row));
      }
    });
    return all;
  }

  private List<Peak> peaks() {
    Optional<AnswerRows> answer =
        inquiry.rows("heatMapPeaks", "serverstats activity", Map.of(), "Hours of the week");
    if (answer.isEmpty()) {
      return List.of();
    }
    AnswerRows rows = answer.get();
    List<Peak> peaks = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (String weekday : rows.headers().subList(1, rows.headers().size())) {
        BigDecimal rate = rows.number(row, weekday);
        if (rate != null && rate.signum() > 0) {
          peaks.add(new Peak(weekday, rows.text(row, "Hour"), rate));
        }
      }
    }
    peaks.sort(Comparator.comparing(Peak::messagesPerHour, Comparator.reverseOrder())
        .thenComparing(Peak::weekday)
        .thenComparing(Peak::hour));
    return List.copyOf(peaks.subList(0, Math.min(PEAKS, peaks.size())));
  }

  private SupportSignals support(Optional<ReportContent> answer) {
    if (answer.filter(told -> told.figures().isEmpty()).isPresent()) {
      inquiry.leaveOut("supportSignals", Inquiry.reason(answer.get(), "figures"));
      return support(Optional.empty());
    }
    return new SupportSignals(
        number(answer, "Escalations"),
        number(answer, "Unanswered Threads"),
        number(answer, "Unanswered Questions"),
        number(answer, "Unanswered Rate %"),
        number(answer, "Median First Response, hours"),
        answer.map(Summary::keywords).orElse(List.of()));
  }

  /** None where the guild has none looked for. */
  private static List<Keyword> keywords(ReportContent answer) {
    List<Keyword> keywords = new ArrayList<>();
    if (answer.tables().stream().anyMatch(table -> table.name().equals(CommonKeywords.NAME))) {
      AnswerRows rows = AnswerRows.of(answer, CommonKeywords.NAME);
      for (int row = 0; row < Math.min(KEYWORDS, rows.size()); row++) {
        keywords.add(new Keyword(rows.text(row, "Keyword"), rows.count(row, "Messages")));
      }
    }
    return keywords;
  }

  private static @Nullable BigDecimal number(Optional<ReportContent> answer, String label) {
    if (answer.isEmpty()) {
      return null;
    }
    Figure figure = AnswerRows.figure(answer.get(), label)
        .orElseThrow(() -> new IllegalArgumentException("no figure " + label));
    return AnswerRows.number(figure.value());
  }
}
