package dev.guildhouse.schedules.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.serve.WarmSession.Pool;
import dev.guildhouse.schedules.warehouse.VerifyRun;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import dev.guildhouse.schema.status.MetricsText;
import dev.guildhouse.schema.status.StatusPage;
import dev.guildhouse.schema.status.StatusServer;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the process is: {@code /health} whether it lives, with what an operator should see to,
 * {@code /ready} whether all parts do their work, {@code /metrics} its numbers, and to who has the
 * token {@code /diff-report} what {@code guildhouse verify} finds.
 */
final class StatusPart implements Part {
  private static final String DEFAULT_RANGE = "30d";
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY = 429;

  private final ServeContext context;
  private final Supplier<List<Part>> parts;
  private final Supplier<List<String>> alerts;
  private final Semaphore report = new Semaphore(1);
  private @Nullable StatusServer server;

  /**
   * @param parts all of the process
   * @param alerts what an operator should see to, in words
   */
  StatusPart(ServeContext context, Supplier<List<Part>> parts, Supplier<List<String>> alerts) {
    this.context = context;
    this.parts = parts;
    this.alerts = alerts;
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public void start() {
    Config.Serve settings = context.config().serve();
    Integer port = settings.port();
    if (port != null) {
      server = StatusServer.open("serve", settings.address(), port, this::page);
    }
  }

  @Override
  public Health health() {
    return Health.WELL;
  }

  @Override
  public void close() {
    StatusServer open = server;
    if (open != null) {
      open.close();
    }
  }

  StatusPage page(StatusPage.Request request) {
    return switch (request.path()) {
      case "/health" -> health(StatusPage.OK);
      case "/ready" -> health(StatusPage.UNAVAILABLE);
      case "/metrics" -> StatusPage.text(StatusPage.OK, metrics());
      case "/diff-report" -> guarded(request);
      default ->
        StatusPage.text(
            StatusPage.NOT_FOUND, "/health, /ready, /metrics and /diff-report are here\n");
    };
  }

  /** What is not as it should be, a line each; a part that is not well has its own status. */
  private StatusPage health(int unwell) {
    StringBuilder lines = new StringBuilder();
    int status = StatusPage.OK;
    for (Part part : parts.get()) {
      Health health = part.health();
      if (!health.isWell()) {
        status = unwell;
        lines.append(part.name()).append(": ").append(health.detail()).append('\n');
      }
    }
    for (String alert : alerts.get()) {
      lines.append(alert).append('\n');
    }
    return StatusPage.text(status, (lines.isEmpty() ? "ok\n" : "degraded\n") + lines);
  }

  private String metrics() {
    MetricsText text = new MetricsText();
    for (Part part : parts.get()) {
      part.measure((name, kind, help, values) -> {
        text.head(name, kind, help);
        values.accept((labels, value) -> text.value(name, labels, value));
      });
    }
    text.single(
        "guildhouse_alerts",
        "gauge",
        "What an operator should see to.",
        alerts.get().size());
    Runtime memory = Runtime.getRuntime();
    text.single(
        "guildhouse_memory_used_bytes",
        "gauge",
        "Heap in use.",
        memory.totalMemory() - memory.freeMemory());
    text.single("guildhouse_memory_max_bytes", "gauge", "Heap at most.", memory.maxMemory());
    return text.toString();
  }

  private StatusPage guarded(StatusPage.Request request) {
    Secret token = context.config().serve().token();
    boolean isKnown = token != null
        && request.bearer().filter(given -> isSame(given, token.reveal())).isPresent();
    if (!isKnown) {
      return StatusPage.text(
          StatusPage.UNAUTHORIZED, "Send serve.token as Authorization: Bearer TOKEN\n");
    }
    DayRange days;
    try {
      days = RangeText.parse(
          request.parameters().getOrDefault("range", DEFAULT_RANGE),
          JobContext.dayOf(context.clock().instant()));
    } catch (WarehouseException e) {
      return StatusPage.text(BAD_REQUEST, e.getMessage() + "\n");
    }
    if (!report.tryAcquire()) {
      return StatusPage.text(TOO_MANY, "Another report is being made; ask again later\n");
    }
    try {
      return diffReport(days);
    } finally {
      context.warm().endWork();
      report.release();
    }
  }

  private StatusPage diffReport(DayRange days) {
    JobContext work =
        context.work(Pool.COMMANDS, "diff-report", RunTrigger.COMMAND_LINE, Duration.ZERO);
    Verified verified =
        new VerifyRun(context.config()).verify(work.runs(), work.trigger(), days, null);
    try {
      return StatusPage.json(
          StatusPage.OK,
          new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(VerifyRun.document(verified))
              + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that JSON cannot hold", e);
    }
  }

  /** Takes the same time wherever they differ. */
  private static boolean isSame(String given, String token) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
