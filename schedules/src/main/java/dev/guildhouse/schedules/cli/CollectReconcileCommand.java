package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.catchup.Checkpoints;
import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.reading.GuildLock;
import dev.guildhouse.collector.reading.LandingSink;
import dev.guildhouse.collector.recount.Recount;
import dev.guildhouse.collector.recount.RecountReport;
import dev.guildhouse.collector.recount.RecountResult;
import dev.guildhouse.collector.recount.RecountResult.Difference;
import dev.guildhouse.collector.rest.RestCalls;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recounts the last days of guilds and lands what settles the differences. */
@Command(
    name = "reconcile",
    description = {
      "Counts the messages of the last days once more and settles what differs.",
      "Compares what Discord shows with what has landed, and lands the messages, last edits and"
          + " deletes that were missed. Twice changes nothing more than once. Meant to run every night,"
          + " see packaging/guildhouse-reconcile.timer; a guild that fails does not stop the others."
          + " The exit code is 1 if Discord did not answer for some channel or guild."
    })
final class CollectReconcileCommand implements Task {
  private static final Logger LOG = LoggerFactory.getLogger(CollectReconcileCommand.class);

  @Option(
      names = "--guild",
      paramLabel = "ID",
      description = "One guild. Without it, all that the collector watches or has watched.")
  private @Nullable Long guild;

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
    List<Long> guilds = guild == null ? Checkpoints.guilds(Checkpoints.live(home)) : List.of(guild);
    if (guilds.isEmpty()) {
      throw WarehouseException.usage(
          "recount the guilds that are watched",
          "the collector has watched none in this home",
          "Give one with --guild, or start the collector: guildhouse collect");
    }
    List<Map<String, @Nullable Object>> answers = new ArrayList<>();
    WarehouseException failed = null;
    boolean isComplete = true;
    try (RestConnection connection = RestConnection.open(config.discord())) {
      RestCalls calls = new RestCalls(connection.jda());
      for (long one : guilds) {
        try {
          RecountReport report = recount(place, home, calls, one);
          isComplete &= report.in(State.UNAVAILABLE) == 0;
          answers.add(tell(report, place.console()));
        } catch (WarehouseException e) {
          failed = e;
          if (guilds.size() > 1) {
            place.console().remark(String.valueOf(e.getMessage()));
          }
        }
      }
    }
    if (failed != null && guilds.size() == 1) {
      throw failed;
    }
    if (place.console().format() == Format.JSON) {
      place.console().json(guild == null ? Map.of("guilds", answers) : answers.get(0));
    }
    return isComplete && failed == null ? ExitCode.OK : ExitCode.FAILED;
  }

  private RecountReport recount(Workplace place, Home home, RestCalls calls, long one)
      throws InterruptedException {
    LandingLayout landing = LandingLayout.of(home);
    Instant now = place.clock().instant();
    LandingSink sink = new LandingSink(new LandingFiles(landing), "reconcile-" + one, now);
    GuildLock lock = GuildLock.take(home.collector().resolve("reconcile"), one, "recount days");
    try {
      RecountReport report = new Recount(
              calls,
              sink,
              GuildReading.settings(place, InstantSource.fixed(now)),
              landing,
              new GuildReading.Lines(place.console(), place.clock()))
          .run(one, new DayRange(place.today().minusDays(days), place.today()));
      LOG.info(
          "Recounted guild {}: {} messages, {} missed, {} deleted, {} restored, {} edited",
          one,
          report.messages(),
          report.sum(Difference::missed),
          report.sum(Difference::deleted),
          report.sum(Difference::restored),
          report.sum(Difference::edited));
      return report;
    } finally {
      lock.close();
    }
  }

  /** Tells it to a person; yields it for a program. */
  private Map<String, @Nullable Object> tell(RecountReport report, Console console) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("guild_id", Long.toString(report.guildId()));
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
      return answer;
    }
    console.fields(answer);
    show(hasDifferences, differences, console);
    show(hasLeft, left, console);
    return answer;
  }

  private static void show(boolean hasRows, Table table, Console console) {
    if (hasRows) {
      console.say("");
      console.table(table);
    }
  }
}
