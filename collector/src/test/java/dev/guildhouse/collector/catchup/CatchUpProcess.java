package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.collector.reading.LandingSink;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Fetches history of one guild in a process of its own: home, REST URL, token, guild, now, file size. */
final class CatchUpProcess {
  private CatchUpProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Instant now = Instant.parse(arguments[4]);
    GuildSecrets secrets = new GuildSecrets(home.resolve("secrets"));
    ReadingSettings settings = new ReadingSettings(
        () -> now,
        guild -> 0,
        guild -> Keywords.NONE,
        guild -> false,
        guild -> MemberKeyring.pseudonymous(guild, secrets));
    LandingSink sink = new LandingSink(
        new LandingFiles(new LandingLayout(home.resolve("landing"))),
        "history",
        now,
        Integer.parseInt(arguments[5]));
    GuildReport report;
    try (RestConnection connection = ReadGuild.connect(arguments[1], arguments[2])) {
      report = new History(
              new RestCalls(connection.jda(), Duration.ofMillis(1), Duration.ZERO),
              sink,
              settings,
              home.resolve("history"),
              ReadListener.NONE)
          .run(Long.parseLong(arguments[3]), HistoryDepth.ALL);
    }
    System.out.println(report.messages());
    System.exit(report.isIncomplete() ? 1 : 0);
  }
}
