package dev.guildhouse.jobs.drafts;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a draft is made from. Nothing else decides it: no clock, no chance.
 *
 * @param request for moderators, about whole days
 * @param tables of the guild alone
 * @param posted what moderators approved and Discord has taken, the newest first
 * @param subscribers keys of the members who asked for direct messages, and since when; nobody's
 *     where the kind sends none
 */
public record DraftInputs(
    ReportRequest request,
    TableReader tables,
    List<PostedDraft> posted,
    Map<Long, Instant> subscribers) {
  public DraftInputs {
    posted = List.copyOf(posted);
    subscribers = Map.copyOf(subscribers);
  }

  /** Those of a kind that sends no direct messages. */
  public DraftInputs(ReportRequest request, TableReader tables, List<PostedDraft> posted) {
    this(request, tables, posted, Map.of());
  }

  /** Earlier posts of one kind, the newest first. */
  public List<PostedDraft> posted(String kind) {
    return posted.stream().filter(post -> post.kind().equals(kind)).toList();
  }
}
