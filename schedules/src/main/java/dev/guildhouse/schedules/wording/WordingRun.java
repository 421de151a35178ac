package dev.guildhouse.schedules.wording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.Run;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schedules.wording.LanguageModel.Usage;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Words a summary as the configuration says, within its tokens a day; the history tells the cost. */
public final class WordingRun {
  static final String JOB = "wording";

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** English has more than three characters a token; a budget is better kept than used up. */
  private static final int CHARACTERS_PER_TOKEN = 3;

  private final Config.@Nullable LanguageModel settings;
  private final OperationsDatabase database;

  public WordingRun(Config config, OperationsDatabase database) {
    this.settings = config.languageModel();
    this.database = database;
  }

  /** The sentences of a summary; as measured where no model is configured. */
  public WordedSummary word(
      WarehouseRuns runs,
      RunTrigger trigger,
      SummaryDocument summary,
      long guildId,
      DayRange days) {
    return worded(
        runs,
        new RunRequest(JOB, "", Long.toString(guildId), days, trigger),
        Wording.measured(summary, ""),
        summary.toJson().length(),
        model -> Wording.of(summary, model));
  }

  /** The sentences with which a draft begins; as measured where no model is configured. */
  public WordedSummary word(
      WarehouseRuns runs,
      RunTrigger trigger,
      List<Sentence> sentences,
      long guildId,
      DayRange days) {
    List<Template> templates = sentences.stream().map(Template::of).toList();
    List<String> measured = sentences.stream().map(Sentence::measured).toList();
    return worded(
        runs,
        new RunRequest(JOB, "", Long.toString(guildId), days, trigger),
        new WordedSummary(measured, "", Usage.NONE),
        Wording.material(templates).length(),
        model -> Wording.of(templates, measured, model));
  }

  private WordedSummary worded(
      WarehouseRuns runs,
      RunRequest asked,
      WordedSummary measured,
      int characters,
      Function<LanguageModel, WordedSummary> wording) {
    if (settings == null || measured.sentences().isEmpty()) {
      return measured;
    }
    Config.LanguageModel model = settings;
    long read = characters / CHARACTERS_PER_TOKEN;
    long estimate = read + model.answerTokens();
    if (spentToday() + estimate > model.tokensPerDay()) {
      return new WordedSummary(
          measured.sentences(),
          "As measured: the tokens of today for the language model are spent.",
          Usage.NONE);
    }
    RunRequest request = new RunRequest(
        JOB, "--model " + model.model(), asked.guilds(), asked.days(), asked.trigger());
    return runs.read(request, session -> {
      WordedSummary worded = wording.apply(new ModelEndpoint(model, BACKOFF));
      return new Answer<>(worded, end(model, worded, estimate));
    });
  }

  private long spentToday() {
    Instant midnight = database.clock().instant().truncatedTo(ChronoUnit.DAYS);
    return new Runs(database)
        .list(RunFilter.newest(Integer.MAX_VALUE).ofJob(JOB).since(midnight)).stream()
            .mapToLong(WordingRun::tokens)
            .sum();
  }

  private static long tokens(Run run) {
    try {
      JsonNode spent = JSON.readTree(run.inputs());
      return spent.path("input_tokens").asLong() + spent.path("output_tokens").asLong();
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  /** What an endpoint does not tell may have been spent all the same. */
  private static RunEnd end(Config.LanguageModel model, WordedSummary worded, long estimate) {
    Usage usage = worded.usage().tokens() == 0
        ? new Usage(estimate - model.answerTokens(), model.answerTokens())
        : worded.usage();
    BigDecimal cost = model
        .inputPrice()
        .multiply(BigDecimal.valueOf(usage.inputTokens()))
        .add(model.outputPrice().multiply(BigDecimal.valueOf(usage.outputTokens())))
        .divide(MILLION, 6, RoundingMode.HALF_UP);
    String spent = JSON.createObjectNode()
        .put("model", model.model())
        .put("input_tokens", usage.inputTokens())
        .put("output_tokens", usage.outputTokens())
        .put("is_estimate", worded.usage().tokens() == 0)
        .put("cost", cost.toPlainString())
        .toString();
    return RunEnd.of(
        RunState.SUCCEEDED,
        worded.sentences().size(),
        spent,
        worded.note() + " " + usage.tokens() + " tokens, cost " + cost.toPlainString() + ".");
  }
}
