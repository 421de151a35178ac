package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.runs.PlannedFold;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells what a run would fold. */
final class PlanAnswer {
  private PlanAnswer() {}

  /**
   * Plans and tells.
   *
   * @param planner asked only if there is something to look at
   */
  static void tell(Workplace place, Function<WarehouseSession, List<PlannedFold>> planner) {
    LandingLayout landing = LandingLayout.of(place.home());
    boolean isNew = landing.names().isEmpty() && !Files.exists(place.home().warehouse());
    List<PlannedFold> folds = isNew ? List.of() : planner.apply(place.session());
    Console console = place.console();
    Table table = Table.of("table", "guild_days", "days", "from", "to", "why");
    for (PlannedFold fold : folds) {
      Slice slice = fold.slice();
      table.row(
          fold.job(),
          slice.size(),
          slice.days().size(),
          slice.range().from(),
          slice.range().to(),
          fold.why().text());
    }
    if (console.format() == Console.Format.JSON) {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("is_dry_run", true);
      answer.put("folds", table);
      console.json(answer);
    } else if (folds.isEmpty()) {
      console.say("Nothing would be folded: the tables hold all that has landed of these days.");
    } else {
      console.table(table);
      console.say("");
      console.say("Nothing was done. A run folds no more than this; less, where a fold changes"
          + " nothing behind it.");
    }
  }
}
