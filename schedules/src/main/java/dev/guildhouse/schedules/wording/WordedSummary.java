package dev.guildhouse.schedules.wording;

import dev.guildhouse.schedules.wording.LanguageModel.Usage;
import java.util.List;

/**
 * The sentences of a summary, in its order.
 *
 * @param sentences as measured, or worded by a model and checked
 * @param note who worded them, or why the model did not; empty when none was asked
 * @param usage what was spent
 */
public record WordedSummary(List<String> sentences, String note, Usage usage) {
  public WordedSummary {
    sentences = List.copyOf(sentences);
  }
}
