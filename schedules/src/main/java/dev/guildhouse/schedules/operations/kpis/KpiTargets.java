package dev.guildhouse.schedules.operations.kpis;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Row;
import dev.guildhouse.schema.kpis.KpiPeriod;
import dev.guildhouse.schema.kpis.KpiTarget;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The targets of all guilds, and from when to when each held. */
public final class KpiTargets {
  private static final String ORDER = " ORDER BY guild_id, target_id, from_date";

  private final OperationsDatabase database;

  public KpiTargets(OperationsDatabase database) {
    this.database = database;
  }

  /** Sets a target from its first day on; one of the same id ends there. */
  public void set(long guild, KpiTarget target) {
    database.transaction("set the target " + target.id(), transaction -> {
      transaction.update(
          "DELETE FROM kpi_targets WHERE guild_id = ? AND target_id = ? AND from_date >= ?",
          guild,
          target.id(),
          target.from());
      end(transaction, guild, target.id(), target.from());
      BigDecimal value = target.value();
      return transaction.update(
          "INSERT INTO kpi_targets (guild_id, target_id, from_date, until_date, rule,"
              + " target_value, period, is_higher_better) VALUES (?, ?, ?, NULL, ?, ?, ?, ?)",
          guild,
          target.id(),
          target.from(),
          target.text(),
          value == null ? null : value.toPlainString(),
          target.period().text(),
          Boolean.toString(target.isHigherBetter()));
    });
  }

  /**
   * Ends a target on a day; the periods that ended before stay judged.
   *
   * @return whether there was one
   */
  public boolean remove(long guild, String id, LocalDate until) {
    return database.transaction("remove the target " + id, transaction -> {
      int ended = end(transaction, guild, id, until);
      transaction.update(
          "DELETE FROM kpi_targets WHERE guild_id = ? AND target_id = ? AND from_date >= ?",
          guild,
          id,
          until);
      return ended > 0;
    });
  }

  private static int end(
      dev.guildhouse.schedules.operations.Transaction transaction,
      long guild,
      String id,
      LocalDate until)
      throws SQLException {
    return transaction.update(
        "UPDATE kpi_targets SET until_date = ? WHERE guild_id = ? AND target_id = ?"
            + " AND until_date IS NULL",
        until,
        guild,
        id);
  }

  /** Everything that ever held, by guild. */
  public Map<Long, List<KpiTarget>> all() {
    Map<Long, List<KpiTarget>> all = new TreeMap<>();
    database
        .transaction(
            "read the targets",
            transaction -> transaction.list(
                "SELECT * FROM kpi_targets" + ORDER,
                row -> Map.entry(row.number("guild_id"), target(row))))
        .forEach(entry ->
            all.computeIfAbsent(entry.getKey(), guild -> new ArrayList<>()).add(entry.getValue()));
    return all;
  }

  /** What holds in a guild now. */
  public List<KpiTarget> ofGuild(long guild) {
    return all().getOrDefault(guild, List.of()).stream()
        .filter(target -> target.until() == null)
        .toList();
  }

  private static KpiTarget target(Row row) throws SQLException {
    @Nullable String value = row.textOrNull("target_value");
    String rule = row.text("rule");
    return new KpiTarget(
        row.text("target_id"),
        value == null ? null : rule,
        value == null ? rule : null,
        value == null ? null : new BigDecimal(Objects.requireNonNull(value)),
        KpiPeriod.ofText(row.text("period")).orElseThrow(),
        Boolean.parseBoolean(row.text("is_higher_better")),
        row.date("from_date"),
        row.dateOrNull("until_date"));
  }
}
