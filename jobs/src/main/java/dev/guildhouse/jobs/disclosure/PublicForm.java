package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The contract of a table in its public form: the same key, and of the numbers those that can be told
 * at all. Instants are left out, as they name whoever was there; so are states of the guild in
 * members and threads, whose change from day to day is somebody's coming and going, and counts of
 * things of which nobody knows how many members made them.
 *
 * @param entity guilds or channels
 * @param period days, weeks or months
 * @param table the contract
 */
public record PublicForm(Entity entity, Period period, TableDef table) {
  /** What tells of fewer members than this is no business of the public. */
  public static final int FEWEST_MEMBERS = Crowd.LEAST;

  private static final Set<String> INSTANTS = Set.of("last_active_at", "updated_at");

  /**
   * The public form of a table.
   *
   * @throws WarehouseException with code USAGE and the reason when it has none
   */
  public static PublicForm of(TableDef table) {
    return find(table)
        .orElseThrow(() -> WarehouseException.usage(
            "make " + table.name() + " public",
            table.bearsKeys()
                ? "its rows tell of single members or messages, which only moderators may see"
                : "only whole days, weeks and months of guilds and channels are public, because"
                    + " small numbers are known to hide in those alone",
            "Public: " + names() + ". For moderators: --audience moderators"));
  }

  /** The public form of a table, if it has one. */
  public static Optional<PublicForm> find(TableDef table) {
    for (Entity entity : List.of(Entity.GUILD, Entity.CHANNEL)) {
      for (Period period : Period.values()) {
        TableDef rollup = Rollups.of(entity, period);
        if (rollup.name().equals(table.name())) {
          return Optional.of(new PublicForm(entity, period, contract(rollup)));
        }
      }
    }
    return Optional.empty();
  }

  private static String names() {
    return Arrays.stream(Period.values())
        .map(period ->
            Rollups.name(Entity.GUILD, period) + ", " + Rollups.name(Entity.CHANNEL, period))
        .collect(Collectors.joining(", "));
  }

  private static TableDef contract(TableDef table) {
    List<Column> columns = table.columns().stream()
        .filter(column -> !INSTANTS.contains(column.name()))
        .filter(column -> metric(column).map(PublicForm::isTold).orElse(true))
        .map(column -> metric(column).isPresent() ? column.orUnknown() : column)
        .toList();
    return new TableDef(
        table.name(),
        table.layer(),
        table.storage(),
        table.grain(),
        columns,
        table.key(),
        table.foldedBy(),
        table.countedBy(),
        table.sortedBy());
  }

  static Optional<Metric> metric(Column column) {
    return Metrics.ALL.stream()
        .filter(metric -> metric.name().equals(column.name()))
        .findFirst();
  }

  private static boolean isTold(Metric metric) {
    if (metric instanceof Metric.Level level) {
      return level.unit() == Unit.CHANNELS;
    }
    return !(metric instanceof Metric.DistinctIn);
  }
}
