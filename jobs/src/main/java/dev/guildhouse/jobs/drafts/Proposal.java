package dev.guildhouse.jobs.drafts;

import dev.guildhouse.schema.reports.ReportDocument;

/** What a kind of draft makes of some days of a guild. */
public sealed interface Proposal {

  /**
   * A post, and what speaks for it.
   *
   * @param evidence for moderators: it may name members under pseudonyms
   * @param post for whoever reads the channel: nothing that tells of fewer than five members
   */
  record Post(ReportDocument evidence, ReportDocument post) implements Proposal {}

  /**
   * Nothing, because there is too little to go on.
   *
   * @param why one sentence
   */
  record TooLittle(String why) implements Proposal {}
}
