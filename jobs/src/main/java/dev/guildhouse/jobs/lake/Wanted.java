package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * Which rows of a table are wanted: told to Spark, and to whoever holds the rows already, for whom a
 * plan would cost more than looking at each.
 */
sealed interface Wanted {
  /** The condition in a plan. */
  Column condition(TableDef table);

  /** The condition on rows that have the columns of the table. */
  Predicate<InternalRow> test(TableDef table);

  /** All rows. */
  record Everything() implements Wanted {
    @Override
    public Column condition(TableDef table) {
      return functions.lit(true);
    }

    @Override
    public Predicate<InternalRow> test(TableDef table) {
      return row -> true;
    }
  }

  /** Rows that count on some days. */
  record CountedIn(DayRange days) implements Wanted {
    @Override
    public Column condition(TableDef table) {
      Column day = functions.col(table.countedBy());
      return day.geq(functions.lit(days.from())).and(day.lt(functions.lit(days.to())));
    }

    @Override
    public Predicate<InternalRow> test(TableDef table) {
      int at = table.columnNames().indexOf(table.countedBy());
      long from = days.from().toEpochDay();
      long to = days.to().toEpochDay();
      return row -> row.getInt(at) >= from && row.getInt(at) < to;
    }
  }

  /** Rows that count on the (guild, day)s of a slice. */
  record CountedOn(Slice slice) implements Wanted {
    @Override
    public Column condition(TableDef table) {
      return slice.holds(table.countedBy());
    }

    @Override
    public Predicate<InternalRow> test(TableDef table) {
      return holds(slice, table, table.countedBy());
    }
  }

  /** Rows that are folded on the (guild, day)s of a slice. */
  record FoldedOn(Slice slice) implements Wanted {
    @Override
    public Column condition(TableDef table) {
      return slice.holds(table.foldedBy());
    }

    @Override
    public Predicate<InternalRow> test(TableDef table) {
      return holds(slice, table, table.foldedBy());
    }
  }

  /** Rows that are folded on other (guild, day)s than those of a slice. */
  record FoldedElsewhere(Slice slice) implements Wanted {
    @Override
    public Column condition(TableDef table) {
      return functions.not(slice.holds(table.foldedBy()));
    }

    @Override
    public Predicate<InternalRow> test(TableDef table) {
      return holds(slice, table, table.foldedBy()).negate();
    }
  }

  /** Rows of other guilds than some. */
  record OtherGuilds(NavigableSet<Long> guilds) implements Wanted {
    @Override
    public Column condition(TableDef table) {
      return functions.not(functions.col("guild_id").isin(guilds.toArray()));
    }

    @Override
    public Predicate<InternalRow> test(TableDef table) {
      int guild = table.columnNames().indexOf("guild_id");
      return row -> !guilds.contains(row.getLong(guild));
    }
  }

  /** Events of some types that are folded on the (guild, day)s of a slice. */
  record Events(Slice slice, Set<EventType> types) implements Wanted {
    @Override
    public Column condition(TableDef table) {
      return slice.holds(table.foldedBy()).and(TableReader.isAmong(types));
    }

    @Override
    public Predicate<InternalRow> test(TableDef table) {
      int type = table.columnNames().indexOf("event_type");
      Set<Integer> codes =
          types.stream().map(EventType::code).collect(Collectors.toUnmodifiableSet());
      return holds(slice, table, table.foldedBy()).and(row -> codes.contains(row.getInt(type)));
    }
  }

  private static Predicate<InternalRow> holds(Slice slice, TableDef table, String dayColumn) {
    int day = table.columnNames().indexOf(dayColumn);
    int guild = table.columnNames().indexOf("guild_id");
    Map<Integer, Set<Long>> guildsByDay = new HashMap<>();
    slice
        .guildsByDay()
        .forEach((date, guilds) -> guildsByDay.put((int) date.toEpochDay(), Set.copyOf(guilds)));
    return row -> {
      Set<Long> guilds = guildsByDay.get(row.getInt(day));
      return guilds != null && guilds.contains(row.getLong(guild));
    };
  }
}
