package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.catchup.ChannelResult.State;
import dev.guildhouse.collector.catchup.LandingSink;
import dev.guildhouse.collector.catchup.Recount;
import dev.guildhouse.collector.catchup.RecountReport;
import dev.guildhouse.collector.catchup.RecountResult;
import dev.guildhouse.collector.catchup.RecountResult.Difference;
import dev.guildhouse.collector.catchup.RestCalls;
import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Console.Format;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recounts the last days of a guild and lands what settles the differences. */
@Command(
    name = "reconcile",
    description = {
      "Counts the messages of the last days once more and settles what differs.",
      "Compares what Discord shows with what has landed, and lands the messages, last edits and"
          + " deletes that were missed. Twice changes nothing more than once. The exit code is 1 if"
          + " Discord did not answer for some channel."
    })
final class CollectReconcileCommand implements Task {
  @Option(names = "--guild", paramLabel = "ID", required = true, description = "The guild.")
  private long guild;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many whole days before today; landing must still hold them. Default:"
          + " ${DEFAULT-VALUE}.")
  private int days;

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) throws InterruptedException {
    Config config = place.config();
    int kept = config.landing().retentionDays();
    if (days < 1 || days > Math.max(1, kept)) {
      throw WarehouseException.usage(
          "recount " + days + " days",
          "landing keeps files for " + kept
              + " days, and older days would look as if all was missed",
          "Give --days from 1 to " + Math.max(1, kept) + ", or raise landing.retention_days.");
    }
    Home home = place.preparedHome();
    LandingLayout landing = LandingLayout.of(home);
    Instant now = place.clock().instant();
    LandingSink sink = new LandingSink(new LandingFiles(landing), "reconcile-" + guild, now);
    RecountReport report;
    try (RestConnection connection = RestConnection.open(config.discord())) {
      report = new Recount(
              new RestCalls(connection.jda()),
              sink,
              GuildReading.settings(place, InstantSource.fixed(now)),
              landing,
              new GuildReading.Lines(place.console(), place.clock()))
          .run(guild, new DayRange(place.today().minusDays(days), place.today()));
    }
    tell(report, place.console());
    return report.in(State.UNAVAILABLE) > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private void tell(RecountReport report, Console console) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("guild_id", Long.toString(guild));
    answer.put("days", days);
    for (State state : new State[] {State.READ, State.NO_ACCESS, State.GONE, State.UNAVAILABLE}) {
      answer.put("channels_" + state.name().toLowerCase(Locale.ROOT), report.in(state));
    }
    answer.put("messages", report.messages());
    answer.put("missed", report.sum(Difference::missed));
    answer.put("deleted", report.sum(Difference::deleted));
    answer.put("restored", report.sum(Difference::restored));
    answer.put("edited", report.sum(Difference::edited));
    Table differences = Table.of("channel_id", "date", "missed", "deleted", "restored", "edited");
    Table left = Table.of("channel_id", "state", "why");
    boolean hasDifferences = false;
    boolean hasLeft = false;
    for (RecountResult channel : report.channels()) {
      String id = Long.toString(channel.channelId());
      for (Difference day : channel.days()) {
        differences.row(id, day.date(), day.missed(), day.deleted(), day.restored(), day.edited());
        hasDifferences = true;
      }
      if (channel.state() != State.READ) {
        left.row(id, channel.state().name().toLowerCase(Locale.ROOT), channel.reason());
        hasLeft = true;
      }
    }
    if (console.format() == Format.JSON) {
      answer.put("differences", differences);
      answer.put("not_compared", left);
      console.json(answer);
      return;
    }
    console.fields(answer);
    show(hasDifferences, differences, console);
    show(hasLeft, left, console);
  }

  private static void show(boolean hasRows, Table table, Console console) {
    if (hasRows) {
      console.say("");
      console.table(table);
    }
  }
}
