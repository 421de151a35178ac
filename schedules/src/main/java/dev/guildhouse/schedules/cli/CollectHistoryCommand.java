package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.catchup.GuildReport;
import dev.guildhouse.collector.catchup.History;
import dev.guildhouse.collector.catchup.HistoryDepth;
import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.reading.ChannelResult;
import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.reading.LandingSink;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Console.Format;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Lands what was written in a guild before it was watched. */
@Command(
    name = "history",
    description = {
      "Fetches what was written in a guild before it was watched.",
      "Nothing fetches history but this command, for the guild that it names. It can be ended at any"
          + " moment; called again with the same depth it goes on. Channels that the bot may not read"
          + " are named and stay uncovered; the exit code is 1 if Discord did not answer for some."
    })
final class CollectHistoryCommand implements Task {
  @Option(names = "--guild", paramLabel = "ID", required = true, description = "The guild.")
  private long guild;

  @Option(
      names = "--days",
      paramLabel = "DEPTH",
      required = true,
      converter = DepthConverter.class,
      description = "How far back: 7, 14, 30 or all.")
  private HistoryDepth depth = HistoryDepth.WEEK;

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) throws InterruptedException {
    Config config = place.config();
    Home home = place.preparedHome();
    Instant now = place.clock().instant();
    LandingSink sink =
        new LandingSink(new LandingFiles(LandingLayout.of(home)), "history-" + guild, now);
    GuildReport report;
    try (RestConnection connection = RestConnection.open(config.discord())) {
      report = new History(
              new RestCalls(connection.jda()),
              sink,
              // One instant for all events, so that they land in one place.
              GuildReading.settings(place, InstantSource.fixed(now)),
              home.collector().resolve("history"),
              new GuildReading.Lines(place.console(), place.clock()))
          .run(guild, depth);
    }
    tell(report, sink.files(), place.console());
    return report.isIncomplete() ? ExitCode.FAILED : ExitCode.OK;
  }

  private void tell(GuildReport report, int files, Console console) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("guild_id", Long.toString(guild));
    answer.put("depth", depth.text());
    for (State state : State.values()) {
      answer.put(
          "channels_" + state.name().toLowerCase(Locale.ROOT), report.in(state).count());
    }
    answer.put("messages", report.messages());
    answer.put("refused_messages", report.refused());
    answer.put("landing_files", files);
    Table left = Table.of("channel_id", "state", "why");
    List<ChannelResult> unread = new ArrayList<>(report.channels());
    unread.removeIf(channel -> channel.reason().isEmpty());
    for (ChannelResult channel : unread) {
      left.row(
          Long.toString(channel.channelId()),
          channel.state().name().toLowerCase(Locale.ROOT),
          channel.reason());
    }
    if (console.format() == Format.JSON) {
      answer.put("not_read", left);
      console.json(answer);
      return;
    }
    console.fields(answer);
    if (!unread.isEmpty()) {
      console.say("");
      console.table(left);
    }
  }

  /** Reads a depth as it is written. */
  static final class DepthConverter implements ITypeConverter<HistoryDepth> {
    @Override
    public HistoryDepth convert(String text) {
      return Arrays.stream(HistoryDepth.values())
          .filter(depth -> depth.text().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException(
              "'" + text + "' is no depth of history: give 7, 14, 30 or all"));
    }
  }
}
