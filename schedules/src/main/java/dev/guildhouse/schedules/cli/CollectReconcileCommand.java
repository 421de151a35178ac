package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.recount.RecountReport;
import dev.guildhouse.collector.recount.RecountResult;
import dev.guildhouse.collector.recount.RecountResult.Difference;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Console.Format;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.work.Reconciliation;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recounts the last days of guilds and lands what settles the differences. */
@Command(
    name = "reconcile",
    description = {
      "Counts the messages of the last days once more and settles what differs.",
      "Compares what Discord shows with what has landed, and lands the messages, last edits and"
          + " deletes that were missed. Twice changes nothing more than once. Meant to run every night:"
          + " guildhouse serve does so, and without it packaging/guildhouse-reconcile.timer. A guild"
          + " that fails does not stop the others. The exit code is 1 if Discord did not answer for some channel or guild."
    })
final class CollectReconcileCommand implements Task {
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
    Reconciliation reconciliation = new Reconciliation(place.preparedHome(), config, place.clock());
    List<Long> guilds = guild == null ? reconciliation.watched() : List.of(guild);
    if (guilds.isEmpty()) {
      throw WarehouseException.usage(
          "recount the guilds that are watched",
          "the collector has watched none in this home",
          "Give one with --guild, or start the collector: guildhouse collect");
    }
    Told told = new Told(place.console(), guilds.size());
    reconciliation.run(
        guilds,
        new DayRange(place.today().minusDays(days), place.today()),
        new GuildReading.Lines(place.console(), place.clock()),
        told);
    WarehouseException failed = told.failed;
    if (failed != null && guilds.size() == 1) {
      throw failed;
    }
    if (place.console().format() == Format.JSON) {
      place.console().json(guild == null ? Map.of("guilds", told.answers) : told.answers.get(0));
    }
    return told.isComplete && failed == null ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Tells of each guild as it comes. */
  private final class Told implements Reconciliation.Listener {
    private final Console console;
    private final int guilds;
    private final List<Map<String, @Nullable Object>> answers = new ArrayList<>();
    private @Nullable WarehouseException failed;
    private boolean isComplete = true;

    private Told(Console console, int guilds) {
      this.console = console;
      this.guilds = guilds;
    }

    @Override
    public void recounted(RecountReport report) {
      isComplete &= report.in(State.UNAVAILABLE) == 0;
      answers.add(tell(report, console));
    }

    @Override
    public void failed(long one, WarehouseException why) {
      failed = why;
      if (guilds > 1) {
        console.remark(String.valueOf(why.getMessage()));
      }
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
