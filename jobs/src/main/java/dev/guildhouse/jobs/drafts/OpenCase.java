package dev.guildhouse.jobs.drafts;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.support.SupportTables;
import dev.guildhouse.jobs.queries.support.Waiting;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A thread or question that nobody has answered.
 *
 * @param kind {@code thread} or {@code question}
 * @param id of the thread, or of the message that asks
 * @param channel as people call it
 */
record OpenCase(
    String kind, long id, long channelId, String channel, LocalDate askedOn, String link) {
  /** Lines with links that fit into one part of a post, whatever the channels are called. */
  private static final int LINES = 4;

  private static final int MOST = 12;
  private static final int CHANNELS = 3;

  /**
   * Those of the days of a request, the oldest first: none in a channel of moderators, and of the
   * kind's sources where it names some.
   */
  static List<OpenCase> read(DraftKind kind, ReportRequest request, TableReader tables) {
    Waiting waiting = Waiting.read(
        tables,
        request.guildId(),
        request.period(),
        request.settings().support().unansweredHours());
    List<Row> found = waiting.list();
    waiting.forget();
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    Sources sources = Sources.of(kind, request);
    List<OpenCase> open = new ArrayList<>();
    for (Row row : found) {
      long channel = row.<Long>getAs("channel_id");
      if (row.getAs("answered_on") == null && sources.hold(channel)) {
        open.add(new OpenCase(
            row.getAs("kind"),
            row.<Long>getAs("case_id"),
            channel,
            names.of(channel),
            LocalDate.parse(row.<String>getAs("asked_on")),
            SupportTables.link(
                    request.guildId(),
                    channel,
                    row.<Long>getAs("thread_id"),
                    row.<Long>getAs("case_id"))
                .link()));
      }
    }
    return open;
  }

  /** The first of some cases with their links, in parts that a post has room for. */
  static List<Section> sections(String heading, List<OpenCase> cases) {
    return LinkSections.of(
        heading,
        List.of("Kind", "Channel", "Asked on", "Link"),
        cases.stream()
            .limit(MOST)
            .map(one -> List.of(one.kind(), one.channel(), one.askedOn().toString(), one.link()))
            .toList(),
        LINES);
  }

  /** How many wait, and where most of them do. */
  static List<Sentence> sentences(List<OpenCase> cases) {
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(Sentence.of(
        cases.size() == 1
            ? "1 question or thread is unanswered."
            : cases.size() + " questions and threads are unanswered."));
    Map<String, Long> byChannel = cases.stream()
        .collect(Collectors.groupingBy(OpenCase::channel, TreeMap::new, Collectors.counting()));
    if (byChannel.size() > 1) {
      byChannel.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
              .thenComparing(Map.Entry.comparingByKey()))
          .limit(CHANNELS)
          .forEach(entry -> sentences.add(new Sentence(
              "In {1} there " + (entry.getValue() == 1 ? "is " : "are ") + entry.getValue() + ".",
              List.of(entry.getKey()))));
    }
    return sentences;
  }
}
