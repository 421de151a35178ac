package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Tables as the public may read them: whole days, weeks and months of guilds and channels that are
 * over, without any number that tells of fewer than five members, by itself or by adding and
 * subtracting others. What a channel does not show by itself stands in the row of channel {@link
 * #OTHER}, together with what happens in no channel, so that channels still add up to their guild.
 *
 * <p>What is shown of a month depends on that month alone, and never on the days asked for.
 */
public final class PublicTables implements TableReader {
  /** The channel that all stand under who are not shown by themselves. */
  public static final long OTHER = 0;

  private final TableReader tables;
  private final DayRange days;
  private final LocalDate until;
  private final NavigableMap<Long, PublicGuild> guilds = new TreeMap<>();

  private PublicTables(TableReader tables, DayRange days, LocalDate until) {
    this.tables = tables;
    this.days = days;
    this.until = until;
  }

  /**
   * The public form of all guilds.
   *
   * @param days the days that will be asked for
   * @param until the day before which the tables hold everything
   */
  public static PublicTables of(TableReader tables, DayRange days, LocalDate until) {
    PublicTables open = new PublicTables(tables, days, until);
    DayRange whole = open.wholeMonths();
    for (Row row : tables
        .table(Rollups.of(Entity.GUILD, Period.DAY), whole)
        .select("guild_id")
        .distinct()
        .collectAsList()) {
      open.add(row.getLong(0));
    }
    return open;
  }

  /** The public form of one guild. */
  public static PublicTables ofGuild(
      TableReader tables, long guildId, DayRange days, LocalDate until) {
    PublicTables open = new PublicTables(tables, days, until);
    open.add(guildId);
    return open;
  }

  private void add(long guildId) {
    DayRange months = wholeMonths();
    DayRange whole = Period.WEEK.covering(months);
    GuildNumbers numbers = GuildNumbers.read(tables, guildId, whole);
    GuildCrowds crowds = GuildCrowds.read(tables, guildId, whole);
    guilds.put(
        guildId,
        new PublicGuild(guildId, numbers, new GuildDisclosure(numbers, crowds, whole, until)));
  }

  /** Every month that shares a week with the days. */
  private DayRange wholeMonths() {
    return Period.MONTH.covering(Period.WEEK.covering(days));
  }

  /**
   * The public rows of a table that count on some of the days, with the columns of its public form.
   * Names of channels and the time that was watched are as they are.
   */
  @Override
  public Dataset<Row> table(TableDef table, DayRange countedOn) {
    if (isOpen(table)) {
      return tables.table(table, countedOn);
    }
    PublicForm form = PublicForm.of(table);
    List<Row> rows = new ArrayList<>();
    guilds.values().forEach(guild -> rows.addAll(guild.rows(form, countedOn)));
    return session().createDataFrame(rows, Schemas.of(form.table()));
  }

  @Override
  public Dataset<Row> table(TableDef table) {
    return isOpen(table) ? tables.table(table) : table(table, days);
  }

  @Override
  public Dataset<Row> folded(TableDef table, Slice slice) {
    return table(table, slice.range()).where(slice.holds(table.countedBy()));
  }

  @Override
  public SealedMonths sealed() {
    return tables.sealed();
  }

  @Override
  public long release() {
    return tables.release();
  }

  private static boolean isOpen(TableDef table) {
    return table.equals(Facts.CHANNELS) || table.equals(Facts.COLLECTOR_COVERAGE);
  }

  private SparkSession session() {
    return tables.table(Facts.CHANNELS).sparkSession();
  }
}
