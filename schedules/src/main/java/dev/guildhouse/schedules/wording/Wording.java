package dev.guildhouse.schedules.wording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.jobs.summary.SummaryDocument.Insight;
import dev.guildhouse.schedules.wording.LanguageModel.NoReply;
import dev.guildhouse.schedules.wording.LanguageModel.Reply;
import dev.guildhouse.schedules.wording.LanguageModel.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has a model word the sentences of a summary; whatever it does, what comes out is true. */
public final class Wording {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String INSTRUCTIONS = """
      You word sentences of a report about an online community for its moderators.
      For each sentence you are given, write one that says exactly the same in plain, friendly English.
      Keep every number, in the same order, and every {n}, which stands for a name. Add no fact, no
      advice, no link, no mention and no number. Do not leave out what is uncertain or denied.
      Answer with JSON alone: {"sentences": [{"number": 1, "text": "…"}]}.
      """;

  private Wording() {}

  /** As measured, without a model. */
  public static WordedSummary measured(SummaryDocument summary, String note) {
    return new WordedSummary(texts(summary), note, Usage.NONE);
  }

  private static List<String> texts(SummaryDocument summary) {
    return summary.insights().stream().map(Insight::text).toList();
  }

  /** Worded where what the model wrote says the same, and as measured everywhere else. */
  public static WordedSummary of(SummaryDocument summary, LanguageModel model) {
    if (summary.insights().isEmpty()) {
      return measured(summary, "");
    }
    JsonNode rows = JSON.valueToTree(summary);
    return of(
        summary.insights().stream().map(insight -> Template.of(insight, rows)).toList(),
        texts(summary),
        model);
  }

  /**
   * The same of any sentences.
   *
   * @param measured how each is read where the model does not say the same
   */
  static WordedSummary of(List<Template> templates, List<String> measured, LanguageModel model) {
    Usage usage = Usage.NONE;
    try {
      Reply reply = model.ask(INSTRUCTIONS, material(templates));
      usage = reply.usage();
      return checked(measured, templates, WordedAnswer.read(reply.text()), model.name(), usage);
    } catch (NoReply e) {
      return new WordedSummary(
          measured, "As measured: the language model " + e.getMessage() + ".", usage);
    }
  }

  /** All that a model is sent: sentences without names, and which way each of them goes. */
  static String material(List<Template> templates) {
    ObjectNode material = JSON.createObjectNode();
    ArrayNode sentences = material.putArray("sentences");
    for (Template template : templates) {
      sentences
          .addObject()
          .put("number", sentences.size())
          .put("direction", template.direction())
          .put("text", template.text());
    }
    return material.toString();
  }

  private static WordedSummary checked(
      List<String> measured,
      List<Template> templates,
      Map<Integer, String> worded,
      String model,
      Usage usage) {
    List<String> sentences = new ArrayList<>();
    int kept = 0;
    for (int i = 0; i < templates.size(); i++) {
      Template template = templates.get(i);
      String sentence = worded.getOrDefault(i + 1, "").strip();
      if (SentenceCheck.objection(template, sentence).isEmpty()) {
        sentences.add(template.filled(sentence));
      } else {
        sentences.add(measured.get(i));
        kept++;
      }
    }
    String note = "Worded by the language model " + model + ", numbers and names checked."
        + (kept == 0 ? "" : " As measured: " + kept + " of " + sentences.size() + ".");
    return new WordedSummary(
        sentences,
        kept == sentences.size()
            ? "As measured: nothing that the language model wrote said the same."
            : note,
        usage);
  }
}
