package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.catchup.ReadListener;
import dev.guildhouse.collector.catchup.ReadProgress;
import dev.guildhouse.collector.catchup.ReadingSettings;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.People;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.LongPredicate;

/** What the commands share that read guilds by REST. */
final class GuildReading {
  private GuildReading() {}

  /** How guilds are read, as the configuration says. */
  static ReadingSettings settings(Workplace place, InstantSource clock) {
    Config config = place.config();
    GuildSecrets secrets = place.secrets();
    People people = place.people();
    LongPredicate isAnonymous =
        guild -> config.guild(guild).privacy().mode() == PrivacyMode.ANONYMOUS;
    return new ReadingSettings(
        clock,
        config::organizationOf,
        isAnonymous,
        guild -> (isAnonymous.test(guild)
                ? MemberKeyring.anonymous(guild, secrets)
                : MemberKeyring.pseudonymous(guild, secrets))
            .obeying(people.of(guild)));
  }

  /** Tells every few seconds how far the reading is. */
  static final class Lines implements ReadListener {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Console console;
    private final InstantSource clock;
    private Instant next;

    Lines(Console console, InstantSource clock) {
      this.console = console;
      this.clock = clock;
      this.next = clock.instant().plus(INTERVAL);
    }

    @Override
    public synchronized void progressed(ReadProgress progress) {
      Instant now = clock.instant();
      if (now.isBefore(next)) {
        return;
      }
      next = now.plus(INTERVAL);
      console.remark(line(progress));
    }

    static String line(ReadProgress progress) {
      return String.format(
          Locale.ROOT,
          "Reading: %,d of %,d channels, %,d messages, %,.0f/s%s",
          progress.channelsDone(),
          progress.channels(),
          progress.messages(),
          progress.rate(),
          progress
              .left()
              .map(left -> String.format(Locale.ROOT, ", about %,d s left", left.toSeconds()))
              .orElse(""));
    }
  }
}
