package dev.guildhouse.jobs.drafts;

import java.util.List;

/**
 * A sentence that follows from numbers. A language model may word it where one is configured, and
 * never sees the names.
 *
 * @param text with {@code {1}}, {@code {2}}, … for names
 * @param names what people chose to call what stands in those places, such as channels
 */
public record Sentence(String text, List<String> names) {
  public Sentence {
    names = List.copyOf(names);
  }

  /** One without names. */
  public static Sentence of(String text) {
    return new Sentence(text, List.of());
  }

  /** As it is read where no model is asked. */
  public String measured() {
    String filled = text;
    for (int i = names.size(); i > 0; i--) {
      filled = filled.replace("{" + i + "}", names.get(i - 1));
    }
    return filled;
  }
}
