package dev.guildhouse.jobs.drafts.digest;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.Sources;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.ContentTable;
import dev.guildhouse.jobs.reports.ContentTable.Content;
import dev.guildhouse.jobs.reports.ContentVotes;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.tables.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/**
 * A message of the days that got reactions.
 *
 * @param channel as people call it
 * @param author a pseudonym; empty where it is not known
 * @param labels names of the guild's keywords that its text holds
 * @param reactors different members who reacted; empty where nobody can know
 */
public record ContentCandidate(
    long channelId,
    String channel,
    String author,
    List<String> labels,
    long reactions,
    OptionalLong reactors,
    String link) {

  /** Those with most reactions, the best first. */
  public static List<ContentCandidate> read(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    Optional<String> nobody = request.whyNoMembers(tables.sealed());
    List<Content> ranked = ContentTable.ranked(request, tables);
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    Map<Long, ContentVotes> votes =
        nobody.isPresent() ? Map.of() : ContentVotes.read(request, tables, ranked);
    Map<Long, List<String>> labels = labels(request, tables, ranked);
    List<ContentCandidate> candidates = new ArrayList<>();
    for (Content content : ranked) {
      boolean isKnown =
          nobody.isEmpty() && !ContentVotes.areReactorsUnknown(request, content.day());
      ContentVotes own = votes.getOrDefault(content.messageId(), ContentVotes.NONE);
      candidates.add(new ContentCandidate(
          content.channelId(),
          names.of(content.channelId()),
          nobody.isEmpty() && content.author(request) instanceof Cell.Text author
              ? author.text()
              : "",
          labels.getOrDefault(content.messageId(), List.of()),
          content.score(),
          isKnown ? OptionalLong.of(own.reactors()) : OptionalLong.empty(),
          content.link(request) instanceof Cell.Link link ? link.link() : ""));
    }
    return candidates;
  }

  /**
   * Why it may not be shown to everybody; empty when it may.
   *
   * @param sources the channels that a draft is drawn from
   */
  public Optional<String> whyNotShown(Sources sources) {
    if (sources.isForModerators(channelId)) {
      return Optional.of("moderators' channel");
    } else if (!sources.isNamed(channelId)) {
      return Optional.of("not a source");
    } else if (reactors.isEmpty()) {
      return Optional.of("reactors unknown");
    }
    return reactors.getAsLong() < PublicForm.FEWEST_MEMBERS
        ? Optional.of("under " + PublicForm.FEWEST_MEMBERS + " reactors")
        : Optional.empty();
  }

  /** The guild's own words for what a message is about, of those that it has configured still. */
  private static Map<Long, List<String>> labels(
      ReportRequest request, TableReader tables, List<Content> ranked) {
    List<String> configured =
        request.settings().support().keywords().keySet().stream().sorted().toList();
    Map<Long, List<String>> labels = new HashMap<>();
    if (configured.isEmpty()) {
      return labels;
    }
    for (Row row : tables
        .table(Facts.MESSAGES, request.period())
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("message_id").isin(ranked.stream().map(Content::messageId).toArray()))
            .and(col("keywords").isNotNull()))
        .select("message_id", "keywords")
        .collectAsList()) {
      List<String> held = List.of(row.getString(1).split(",", -1));
      labels.put(row.getLong(0), configured.stream().filter(held::contains).toList());
    }
    return labels;
  }
}
