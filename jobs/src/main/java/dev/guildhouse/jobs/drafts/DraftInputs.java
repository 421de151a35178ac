package dev.guildhouse.jobs.drafts;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import java.util.List;

/**
 * What a draft is made from. Nothing else decides it: no clock, no chance.
 *
 * @param request for moderators, about whole days
 * @param tables of the guild alone
 * @param posted what moderators approved and Discord has taken, the newest first
 */
public record DraftInputs(ReportRequest request, TableReader tables, List<PostedDraft> posted) {
  public DraftInputs {
    posted = List.copyOf(posted);
  }

  /** Earlier posts of one kind, the newest first. */
  public List<PostedDraft> posted(String kind) {
    return posted.stream().filter(post -> post.kind().equals(kind)).toList();
  }
}
