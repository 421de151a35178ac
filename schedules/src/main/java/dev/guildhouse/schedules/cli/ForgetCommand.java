package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Forgetting;
import dev.guildhouse.schedules.privacy.Forgetting.Forgotten;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.privacy.Proof;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a person. */
@Command(
    name = "forget",
    description = {
      "Erases what a person did in a guild, and counts everything anew without it.",
      "Reaches every open table, landing file and staged report, and writes a certificate that"
          + " nothing is left. Sealed months know nobody any more. Events from now on are taken"
          + " again, unless the person is opted out first. Run again after a failure."
    })
final class ForgetCommand implements Task {
  @Mixin
  private PersonOptions person = new PersonOptions();

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description = "Wait so long for another run, and for readers, to end, as 90s or 10m, before"
          + " giving up with exit code 4. Default: 15m.")
  private Duration wait = Duration.ofMinutes(15);

  @Override
  public Engine engine() {
    return Engine.SPARK;
  }

  @Override
  public ExitCode run(Workplace place) {
    person.require("forget a person");
    Home home = place.preparedHome();
    try (OperationsDatabase database = place.operations()) {
      Proof.Source tables =
          (scan, listener) -> database.transaction("read every table", transaction -> {
            scan.database("operations database", transaction.connection(), listener);
            return true;
          });
      Forgotten forgotten = new Forgetting(
              home,
              place.clock(),
              place.secretStore(),
              () -> place.session().close(),
              List.of(tables),
              wait)
          .forget(
              new WarehouseRuns(database, place::session, wait),
              RunTrigger.COMMAND_LINE,
              person.guild(),
              person.user());
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("guild_id", Long.toString(person.guild()));
      answer.put("release", forgotten.run().release());
      answer.put("reports_deleted", forgotten.reports());
      answer.put("files_read", forgotten.certificate().files());
      answer.put("certificate", forgotten.certificate().file().toString());
      place.console().fields(answer);
    }
    return ExitCode.OK;
  }
}
