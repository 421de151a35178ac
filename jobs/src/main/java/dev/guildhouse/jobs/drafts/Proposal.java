package dev.guildhouse.jobs.drafts;

import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a kind of draft makes of some days of a guild. */
public sealed interface Proposal {

  /**
   * A post, and what speaks for it.
   *
   * @param post for whoever reads the channel: nothing that tells of fewer than five members
   * @param evidence stands under the post where moderators read it
   * @param memo what a later draft has to know of this one once it is posted, by name; few and short
   *     texts, nothing of a member
   * @param postAt when it is to be posted, if it is approved before; null for at once
   * @param opening with which the post begins
   * @param closesAt when it is too late for it, whatever the guild configured; null for never
   * @param direct sentences for single members who asked for them, by their pseudonyms; they follow
   *     the post as direct messages
   */
  record Post(
      ReportDocument post,
      Evidence evidence,
      Map<String, String> memo,
      @Nullable Instant postAt,
      Opening opening,
      @Nullable Instant closesAt,
      Map<String, List<String>> direct)
      implements Proposal {
    public Post {
      memo = Map.copyOf(memo);
      direct = Map.copyOf(direct);
    }

    /** One for the channel alone. */
    public Post(
        ReportDocument post,
        Evidence evidence,
        Map<String, String> memo,
        @Nullable Instant postAt,
        Opening opening,
        @Nullable Instant closesAt) {
      this(post, evidence, memo, postAt, opening, closesAt, Map.of());
    }

    /** To be posted at once, and of no matter to later ones. */
    public Post(ReportDocument post, Evidence evidence, Opening opening) {
      this(post, evidence, Map.of(), null, opening, null);
    }
  }

  /** Sentences under a heading, which a language model may word where one is configured. */
  record Opening(String heading, List<Sentence> sentences) {
    public static final Opening NONE = new Opening("", List.of());

    public Opening {
      sentences = List.copyOf(sentences);
    }
  }

  /**
   * What speaks for a post. It may name members under pseudonyms.
   *
   * @param files texts by file name, which come with the draft
   */
  record Evidence(List<Section> sections, List<String> notes, Map<String, String> files) {
    public Evidence {
      sections = List.copyOf(sections);
      notes = List.copyOf(notes);
      files = Map.copyOf(files);
    }

    /** Without files. */
    public Evidence(List<Section> sections, List<String> notes) {
      this(sections, notes, Map.of());
    }
  }

  /**
   * Nothing, because there is too little to go on.
   *
   * @param why one sentence
   */
  record TooLittle(String why) implements Proposal {
    /** Where a kind has to know a member again in the next month. */
    static final TooLittle ANONYMOUS = new TooLittle(
        "NOT_AVAILABLE: in anonymous mode nobody can be followed from one month to the next.");
  }
}
