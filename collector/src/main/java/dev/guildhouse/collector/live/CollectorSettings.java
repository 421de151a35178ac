package dev.guildhouse.collector.live;

import dev.guildhouse.collector.journal.JournalSettings;
import dev.guildhouse.schema.config.Config;
import java.time.Duration;

/**
 * How the collector keeps time.
 *
 * @param journal how events are taken and landed
 * @param heartbeatEvery how often a watched stretch is told of; cut at every full hour too
 * @param proofEvery how often the last proof of life is written down; so much of the watched time is
 *     lost with a {@code kill -9}
 * @param secretsEvery how often it is looked whether the secrets are all there
 * @param tick how often it is looked whether something is due
 * @param loginPause between two logins; Discord wants 5 s
 * @param catchUpPause before Discord is asked again what it did not answer; doubles up to an hour
 */
public record CollectorSettings(
    JournalSettings journal,
    Duration heartbeatEvery,
    Duration proofEvery,
    Duration secretsEvery,
    Duration tick,
    Duration loginPause,
    Duration catchUpPause) {

  /** As the configuration says. */
  public static CollectorSettings of(Config config) {
    return new CollectorSettings(
        JournalSettings.USUAL.landingEvery(config.collector().landingEvery()),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMinutes(1));
  }
}
