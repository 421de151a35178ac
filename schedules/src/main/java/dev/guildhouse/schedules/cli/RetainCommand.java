package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Retention;
import dev.guildhouse.schedules.privacy.Retention.Enforced;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.home.Home;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes what has been kept long enough. */
@Command(
    name = "retain",
    description = {
      "Deletes what has been kept long enough: landing files, reports, history, temporary files.",
      "How long is set by landing.retention_days, retention and backup in the configuration. Writes a"
          + " certificate of what is left, and is what a schedule calls once a day. Events and facts"
          + " go when their month is sealed: guildhouse privacy close --due."
    })
final class RetainCommand implements Task {
  @Mixin
  private WaitOption wait = new WaitOption();

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) {
    Home home = place.preparedHome();
    try (OperationsDatabase database = place.operations()) {
      Enforced enforced = new Retention(
              home, place.config(), place.clock(), place.secretStore(), database)
          .enforce(
              new WarehouseRuns(database, place::session, wait.duration()),
              RunTrigger.COMMAND_LINE);
      tell(place.console(), enforced);
    }
    return ExitCode.OK;
  }

  private static void tell(Console console, Enforced enforced) {
    Table table = Table.of("what", "kept_days", "deleted", "oldest_left");
    enforced
        .classes()
        .forEach(some -> table.row(
            some.what(),
            some.days(),
            some.deleted(),
            some.oldest().map(Object::toString).orElse(null)));
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("certificate", enforced.certificate().toString());
    answer.put("months_due", enforced.monthsDue());
    if (console.format() == Console.Format.JSON) {
      answer.put("classes", table);
      console.json(answer);
      return;
    }
    console.table(table);
    console.say("");
    console.fields(answer);
    if (!enforced.monthsDue().isEmpty()) {
      console.remark("Months wait to be sealed: guildhouse privacy close --due");
    }
  }
}
