package dev.guildhouse.collector.live;

import dev.guildhouse.collector.catchup.GapProgress;
import dev.guildhouse.collector.journal.Journal;
import dev.guildhouse.schema.status.MetricsText;
import dev.guildhouse.schema.status.StatusPage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What the collector tells of itself, without a name, key or id of anybody. */
final class StatusPages {
  private final List<ShardCollector> shards;
  private final Counters counters;
  private final InstantSource clock;
  private final Supplier<Optional<Throwable>> failure;

  StatusPages(
      List<ShardCollector> shards,
      Counters counters,
      InstantSource clock,
      Supplier<Optional<Throwable>> failure) {
    this.shards = shards;
    this.counters = counters;
    this.clock = clock;
    this.failure = failure;
  }

  StatusPage page(StatusPage.Request request) {
    return switch (request.path()) {
      case "/health" ->
        failure
            .get()
            .map(why -> StatusPage.text(StatusPage.UNAVAILABLE, why.getMessage() + "\n"))
            .orElseGet(() -> StatusPage.text(StatusPage.OK, "ok\n"));
      case "/ready" -> {
        boolean isReady =
            failure.get().isEmpty() && shards.stream().allMatch(ShardCollector::isConnected);
        yield isReady
            ? StatusPage.text(StatusPage.OK, "ready\n")
            : StatusPage.text(StatusPage.UNAVAILABLE, "not connected\n");
      }
      case "/metrics" -> StatusPage.text(StatusPage.OK, metrics());
      default -> StatusPage.text(StatusPage.NOT_FOUND, "/health, /ready and /metrics are here\n");
    };
  }

  private String metrics() {
    MetricsText text = new MetricsText();
    text.head("guildhouse_events_total", "counter", "Events handed to the journal.");
    counters.events().forEach((type, count) -> {
      if (count > 0) {
        text.value("guildhouse_events_total", "type=\"" + type.text() + "\"", count);
      }
    });
    text.single("guildhouse_sessions_total", "counter", "Gateway sessions.", counters.sessions());
    text.single("guildhouse_resumes_total", "counter", "Resumed sessions.", counters.resumes());
    text.single(
        "guildhouse_rate_limits_total",
        "counter",
        "Refusals by Discord's limits.",
        counters.rateLimits().refusals());
    text.single(
        "guildhouse_rate_limit_wait_seconds_total",
        "counter",
        "What Discord asked to wait.",
        counters.rateLimits().seconds());
    text.single(
        "guildhouse_unreadable_total",
        "counter",
        "Dispatches that no event could be made of.",
        counters.unread());
    Instant now = clock.instant();
    perShard(
        text,
        "guildhouse_connected",
        "gauge",
        "Whether the gateway sends.",
        shard -> shard.isConnected() ? 1 : 0);
    perShard(
        text, "guildhouse_guilds_watched", "gauge", "Guilds watched now.", ShardCollector::guilds);
    perShard(
        text,
        "guildhouse_journal_taken_total",
        "counter",
        "Events on the disk.",
        shard -> shard.journal().taken());
    perShard(
        text,
        "guildhouse_journal_repeats_total",
        "counter",
        "Events that came again.",
        shard -> shard.journal().repeated());
    perShard(
        text,
        "guildhouse_journal_waiting",
        "gauge",
        "Events not yet on the disk.",
        shard -> shard.journal().waiting());
    perShard(
        text,
        "guildhouse_journal_segments",
        "gauge",
        "Closed segments not yet landed.",
        shard -> shard.journal().unlanded());
    perShard(
        text,
        "guildhouse_landed_total",
        "counter",
        "Events in landing files.",
        ShardCollector::landed);
    perShard(
        text,
        "guildhouse_landing_lag_seconds",
        "gauge",
        "Age of what waits longest for landing.",
        shard -> lag(shard.journal(), now));
    catchUps(text);
    return text.toString();
  }

  private void catchUps(MetricsText text) {
    perShard(
        text,
        "guildhouse_catchup_guilds",
        "gauge",
        "Guilds of which something that was missed may not be fetched yet.",
        shard -> shard.gaps().map(GapProgress::guilds).orElse(0));
    perShard(
        text,
        "guildhouse_catchup_guilds_reading",
        "gauge",
        "Guilds that are fetched now.",
        shard -> shard.gaps().map(GapProgress::reading).orElse(0));
    perShard(
        text,
        "guildhouse_catchup_left_seconds",
        "gauge",
        "How long those still take.",
        shard -> shard.gaps().map(gaps -> gaps.left().toSeconds()).orElse(0L));
    perShard(
        text,
        "guildhouse_catchup_messages_total",
        "counter",
        "Messages fetched.",
        shard -> shard.gaps().map(GapProgress::messages).orElse(0L));
    text.head("guildhouse_catchup_channels_total", "counter", "Channels, by what came of them.");
    for (ShardCollector shard : shards) {
      shard
          .gaps()
          .ifPresent(gaps -> gaps.channels()
              .forEach((state, count) -> text.value(
                  "guildhouse_catchup_channels_total",
                  "shard=\"" + shard.id() + "\",state=\"" + state.name().toLowerCase(Locale.ROOT)
                      + "\"",
                  count)));
    }
  }

  private static long lag(Journal journal, Instant now) {
    return journal
        .oldestUnlanded()
        .map(since -> Math.max(0, Duration.between(since, now).toSeconds()))
        .orElse(0L);
  }

  /** One number of a shard. */
  private interface ShardNumber {
    long of(ShardCollector shard);
  }

  private void perShard(
      MetricsText text, String name, String kind, String help, ShardNumber number) {
    text.head(name, kind, help);
    shards.forEach(shard -> text.value(name, "shard=\"" + shard.id() + "\"", number.of(shard)));
  }
}
