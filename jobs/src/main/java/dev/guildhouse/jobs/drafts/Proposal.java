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
   * @param prose those of its sentences that a language model may word, if there is one
   * @param memo what a later draft has to know of this one once it is posted, by name; few and short
   *     texts, nothing of a member
   * @param postAt when it is to be posted, if it is approved before; null for at once
   */
  record Post(
      ReportDocument post,
      Evidence evidence,
      List<Sentence> prose,
      Map<String, String> memo,
      @Nullable Instant postAt)
      implements Proposal {
    public Post {
      prose = List.copyOf(prose);
      memo = Map.copyOf(memo);
    }

    /** To be posted at once and as it is, and of no matter to later ones. */
    public Post(ReportDocument post, Evidence evidence) {
      this(post, evidence, List.of(), Map.of(), null);
    }

    /** The same with sentences that may be worded. */
    public Post worded(List<Sentence> sentences) {
      return new Post(post, evidence, sentences, memo, postAt);
    }

    /** The same with something to remember. */
    public Post remembering(Map<String, String> what) {
      return new Post(post, evidence, prose, what, postAt);
    }

    /** The same, not to be posted before an instant. */
    public Post notBefore(@Nullable Instant at) {
      return new Post(post, evidence, prose, memo, at);
    }
  }

  /**
   * A sentence that stands in a cell or a note of a post by itself.
   *
   * @param names what stands in it that somebody chose to call something; no model is shown them
   */
  record Sentence(String text, List<String> names) {
    public Sentence {
      names = List.copyOf(names);
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
  record TooLittle(String why) implements Proposal {}
}
