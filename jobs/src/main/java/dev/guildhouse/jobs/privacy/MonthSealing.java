package dev.guildhouse.jobs.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.SealWriter;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.lake.spark.Workload;
import dev.guildhouse.jobs.privacy.Census.Cell;
import dev.guildhouse.jobs.privacy.Census.Count;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.SealingMapping;
import dev.guildhouse.schema.identity.SealingMappings;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.TableDef.Storage;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.Period;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Seals one month of some guilds in one release: the cube and the member days stay under tokens,
 * rewards as days, ranked messages without authors; everything else that bears keys or message ids
 * goes. What stays is counted before and after, and nothing is published that differs.
 *
 * <p>The driver holds every member of the month twice, 16 bytes each.
 */
public final class MonthSealing {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef MEMBER_WEEKLY = Rollups.of(Entity.MEMBER, Period.WEEK);
  private static final List<TableDef> UNDER_TOKENS = List.of(Rollups.ACTIVITY_HOURLY, MEMBER_DAILY);

  private final Lake lake;
  private final TokenDraw tokenDraw;

  /** Gives every member of a guild's month a token. */
  @FunctionalInterface
  public interface TokenDraw {
    /**
     * The mapping of the month.
     *
     * @param keys of all its members, in any order
     */
    SealingMapping draw(long guild, YearMonth month, long[] keys);
  }

  /** Seals with tokens that are kept until somebody destroys them. */
  public MonthSealing(Lake lake, SealingMappings mappings) {
    this(lake, mappings::drawOrLoad);
  }

  public MonthSealing(Lake lake, TokenDraw tokenDraw) {
    this.lake = lake;
    this.tokenDraw = tokenDraw;
  }

  /**
   * What a table holds of the month, the same before and after.
   *
   * @param rows how many
   * @param memberDays different members, summed over guilds and days
   */
  public record TableCount(long rows, long memberDays) {}

  /**
   * A month that is sealed and published.
   *
   * @param release the first that holds only tokens
   * @param members by guild: how many members there were
   * @param counts by table
   */
  public record Sealed(
      long release, NavigableMap<Long, Integer> members, Map<String, TableCount> counts) {}

  /**
   * Seals and publishes. Everything of the month is folded before.
   *
   * @throws WarehouseException with code FAILED when the counts differ; nothing is published then
   */
  public Sealed seal(YearMonth month, NavigableSet<Long> guilds, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      writer.workload(Workload.LARGE);
      SealWriter tables = new SealWriter(lake, writer, month, guilds);
      NavigableMap<Long, SealingMapping> mappings = mappings(month, keys(tables, guilds));
      TokenLookup lookup = lookup(mappings);
      StopPoint.reached("seal.mapped");
      JavaSparkContext context = JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
      Broadcast<TokenLookup> keys = context.broadcast(lookup);
      Broadcast<TokenLookup> tokens = context.broadcast(lookup.sealed());
      Map<String, TableCount> counts = new LinkedHashMap<>();
      try {
        for (TableDef table : UNDER_TOKENS) {
          counts.put(table.name(), sealed(table, tables, keys, tokens));
        }
        tables.seal(
            Facts.REWARDS,
            SealedRows.rewards(Facts.REWARDS, tables.open(Facts.REWARDS), month, keys));
        tables.seal(Marts.TOP_CONTENT, SealedRows.withoutAuthors(tables.open(Marts.TOP_CONTENT)));
      } finally {
        keys.destroy();
        tokens.destroy();
      }
      SealedMonths sealed = writer.ledger().sealed().with(month, guilds);
      dropTheRest(tables, month, sealed, guilds);
      writer.ledger(ledger -> ledger.sealing(sealed));
      StopPoint.reached("seal.written");
      Release release = writer.publish();
      StopPoint.reached("seal.published");
      NavigableMap<Long, Integer> members = new TreeMap<>();
      mappings.forEach((guild, mapping) -> members.put(guild, mapping.keys().length));
      return new Sealed(release.number(), members, counts);
    }
  }

  /** The guilds of which something of a month bears keys. */
  public NavigableSet<Long> guilds(YearMonth month) {
    NavigableSet<Long> guilds = lake.guilds(RawEvents.TABLE, month);
    guilds.addAll(lake.guilds(Rollups.ACTIVITY_HOURLY, month));
    return guilds;
  }

  /** Everybody whom some month that is not sealed knows, by guild, in ascending order. */
  public NavigableMap<Long, long[]> openKeys(NavigableSet<Long> guilds) {
    NavigableMap<Long, long[]> keys = new TreeMap<>();
    if (!guilds.isEmpty()) {
      for (TableDef table : Tables.ALL) {
        if (table.storage() == Storage.BY_MONTH && !keyColumns(table).isEmpty()) {
          keys.putAll(
              MonthKeys.together(keys, MonthKeys.of(lake.open(table, guilds), keyColumns(table))));
        }
      }
    }
    return keys;
  }

  private static List<String> keyColumns(TableDef table) {
    return table.columnNames().stream()
        .filter(name -> name.equals("member_key") || name.equals("target_key"))
        .toList();
  }

  /** Everybody in the month, also those who only stand in its events. */
  private static NavigableMap<Long, long[]> keys(SealWriter tables, NavigableSet<Long> guilds) {
    NavigableMap<Long, long[]> keys = new TreeMap<>();
    guilds.forEach(guild -> keys.put(guild, new long[0]));
    for (TableDef table : Tables.ALL) {
      List<String> columns = keyColumns(table);
      if (table.storage() == Storage.BY_MONTH && !columns.isEmpty()) {
        keys.putAll(MonthKeys.together(keys, MonthKeys.of(tables.open(table), columns)));
      }
    }
    return keys;
  }

  private NavigableMap<Long, SealingMapping> mappings(
      YearMonth month, NavigableMap<Long, long[]> keysByGuild) {
    NavigableMap<Long, SealingMapping> mappings = new TreeMap<>();
    keysByGuild.forEach((guild, keys) -> mappings.put(guild, tokenDraw.draw(guild, month, keys)));
    return mappings;
  }

  private static TokenLookup lookup(NavigableMap<Long, SealingMapping> mappings) {
    NavigableMap<Long, long[]> keys = new TreeMap<>();
    NavigableMap<Long, long[]> tokens = new TreeMap<>();
    mappings.forEach((guild, mapping) -> {
      keys.put(guild, mapping.keys());
      tokens.put(guild, mapping.tokens());
    });
    return TokenLookup.of(keys, tokens);
  }

  private static TableCount sealed(
      TableDef table,
      SealWriter tables,
      Broadcast<TokenLookup> keys,
      Broadcast<TokenLookup> tokens) {
    Dataset<Row> open = tables.open(table);
    Column[] counted = table.columnNames().stream()
        .filter(name -> !name.equals("member_key") && !name.equals("updated_at"))
        .map(functions::col)
        .toArray(Column[]::new);
    NavigableMap<Cell, Count> before = Census.of(open, table.countedBy(), counted, keys);
    tables.seal(table, SealedRows.tokens(table, open, keys));
    NavigableMap<Cell, Count> after =
        Census.of(tables.sealed(table), table.countedBy(), counted, tokens);
    for (Cell cell : before.keySet()) {
      if (!Objects.equals(before.get(cell), after.get(cell))) {
        throw differs(table, cell, before, after);
      }
    }
    if (before.size() != after.size()) {
      throw differs(table, after.firstKey(), before, after);
    }
    return new TableCount(
        before.values().stream().mapToLong(Count::rows).sum(),
        before.values().stream().mapToLong(Count::members).sum());
  }

  private static WarehouseException differs(
      TableDef table,
      Cell cell,
      NavigableMap<Cell, Count> before,
      NavigableMap<Cell, Count> after) {
    return WarehouseException.failed(
        "seal " + table.name() + " of guild " + cell.guild() + " on " + cell.day(),
        "it holds " + before.get(cell) + " before and " + after.get(cell) + " after",
        "Nothing was published and nothing destroyed. Check the disk and run it again.");
  }

  private static void dropTheRest(
      SealWriter tables, YearMonth month, SealedMonths sealed, NavigableSet<Long> guilds) {
    for (TableDef table : Tables.ALL) {
      if (table.storage() == Storage.BY_MONTH) {
        tables.drop(table);
        StopPoint.reached("seal.dropped");
      }
    }
    // A week that began in the month before and ends in this one.
    tables.drop(MEMBER_WEEKLY, month.minusMonths(1), SealedRows.isWeekOf(month));
    // When a stay began that goes on in the next month; just before midnight is all that is kept.
    Timestamp lastInstant = Timestamp.from(
        month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1_000));
    tables.change(
        Facts.VOICE_SESSIONS,
        month.plusMonths(1),
        col("session_started_at").lt(lit(lastInstant)),
        "session_started_at",
        lit(lastInstant));
    tables.rewriteWhole(
        Marts.MEMBER_STATE, rows -> SealedRows.openState(rows, openFrom(sealed, guilds)));
    tables.rewriteWhole(
        Facts.MEMBERS, rows -> SealedRows.openMembers(rows, openFrom(sealed, guilds)));
  }

  private static Column openFrom(SealedMonths sealed, NavigableSet<Long> guilds) {
    Map<LocalDate, List<Long>> guildsByDay = new TreeMap<>();
    guilds.forEach(guild -> guildsByDay.merge(
        sealed.openFrom(guild),
        List.of(guild),
        (one, other) ->
            java.util.stream.Stream.concat(one.stream(), other.stream()).toList()));
    Column openFrom = lit(LocalDate.EPOCH);
    for (Map.Entry<LocalDate, List<Long>> day : guildsByDay.entrySet()) {
      openFrom = functions
          .when(col("guild_id").isin(day.getValue().toArray()), lit(day.getKey()))
          .otherwise(openFrom);
    }
    return openFrom;
  }
}
