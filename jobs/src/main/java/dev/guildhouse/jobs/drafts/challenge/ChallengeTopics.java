package dev.guildhouse.jobs.drafts.challenge;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.disclosure.PublicTables;
import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.Topic;
import dev.guildhouse.jobs.drafts.digest.ContentCandidate;
import dev.guildhouse.jobs.drafts.digest.PeakHour;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What prompts of a challenge are made of, each the best first.
 *
 * @param content what most members reacted to
 * @param unknown why members cannot be told apart over the days; empty when they can
 */
record ChallengeTopics(
    List<ContentCandidate> content,
    List<Topic> keywords,
    List<Channel> channels,
    List<PeakHour> peaks,
    Optional<String> unknown) {

  /** Numbers of a channel in the week; null where they are withheld or not known. */
  record Counts(
      @Nullable Long messages,
      @Nullable Long authors,
      @Nullable Long questions) {}

  /**
   * A channel of the week of which everybody may know that it was active.
   *
   * @param measured which moderators see, and which rank it
   * @param told which everybody may know
   */
  record Channel(long id, String name, Counts measured, Counts told) {
    long messages() {
      return measured.messages() == null ? 0 : measured.messages();
    }

    long questions() {
      return measured.questions() == null ? 0 : measured.questions();
    }

    boolean hasEnoughAuthors() {
      return measured.authors() != null && measured.authors() >= PublicForm.FEWEST_MEMBERS;
    }
  }

  /**
   * Reads them.
   *
   * @param kind whose sources are asked for
   */
  static ChallengeTopics read(DraftKind kind, DraftInputs inputs) {
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    return new ChallengeTopics(
        ContentCandidate.read(inputs),
        Topic.read(kind, request, tables),
        channels(request, tables),
        PeakHour.read(request, tables),
        request.whyNoMembers(tables.sealed()));
  }

  /** The channels that everybody may know of, those with most messages first. */
  private static List<Channel> channels(ReportRequest request, TableReader tables) {
    DayRange week = request.period();
    Map<Long, Counts> told =
        counts(PublicTables.ofGuild(tables, request.guildId(), week, week.to()), request);
    Map<Long, Counts> measured = counts(tables, request);
    ChannelNames names = ChannelNames.read(tables, request.guildId(), week.to());
    return measured.keySet().stream()
        .filter(told::containsKey)
        .map(id -> new Channel(
            id,
            names.of(id),
            Objects.requireNonNull(measured.get(id)),
            Objects.requireNonNull(told.get(id))))
        .sorted(
            Comparator.comparingLong(Channel::messages).reversed().thenComparingLong(Channel::id))
        .toList();
  }

  /** What happens in no channel is left out, and so are channels that hide among others. */
  private static Map<Long, Counts> counts(TableReader tables, ReportRequest request) {
    Map<Long, Counts> counts = new HashMap<>();
    for (Row row : tables
        .table(Rollups.of(Entity.CHANNEL, Period.WEEK), request.period())
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("channel_id").notEqual(PublicTables.OTHER)))
        .collectAsList()) {
      counts.put(
          row.<Long>getAs("channel_id"),
          new Counts(
              row.getAs(Metrics.MESSAGES.name()),
              row.getAs(Metrics.UNIQUE_AUTHORS.name()),
              row.getAs(Metrics.QUESTIONS.name())));
    }
    return counts;
  }
}
