package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the configuration of a guild says about counting.
 *
 * @param isAnonymous whether members get new keys each month
 * @param reactionWindowDays days after a message in which reactions count for it
 * @param votesUp emoji that are up-votes
 * @param votesDown emoji that are down-votes
 * @param minimumSessionSeconds how long a stay in voice must last to be a session
 * @param helpChannels channels in which whoever starts a thread asks
 * @param ignoredChannels channels that count in nothing
 */
record RecountRules(
    boolean isAnonymous,
    int reactionWindowDays,
    List<String> votesUp,
    List<String> votesDown,
    int minimumSessionSeconds,
    Set<Long> helpChannels,
    Set<Long> ignoredChannels)
    implements Serializable {

  static RecountRules of(GuildSettings settings) {
    return new RecountRules(
        settings.privacy().mode() == PrivacyMode.ANONYMOUS,
        settings.reactionWindowDays(),
        List.copyOf(settings.votes().up()),
        List.copyOf(settings.votes().down()),
        settings.voice().minimumSessionSeconds(),
        Set.copyOf(settings.support().helpChannels()),
        Set.copyOf(settings.ignoredChannels()));
  }

  /** The rules of one guild among those of all that are recounted. */
  static RecountRules of(Map<Long, RecountRules> all, long guild) {
    return Objects.requireNonNull(all.get(guild), () -> "no rules of guild " + guild);
  }
}
