package dev.guildhouse.jobs.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The events of a large run that are few of their kind and day: of a million a day most are messages
 * and reactions, and a dozen facts are folded from the others. They are read once into the driver
 * instead of being looked for among all by each.
 */
final class FewEvents {
  private static final int DAY = RawEvents.TABLE.columnNames().indexOf(RawEvents.TABLE.foldedBy());

  private final Lake lake;
  private final Function<NavigableSet<LocalDate>, Dataset<Row>> events;
  private final Map<LocalDate, Set<Integer>> many = new HashMap<>();
  private final Map<LocalDate, List<InternalRow>> held = new HashMap<>();
  private long rows;

  /**
   * Nothing is read before it is asked for.
   *
   * @param events all events that are folded on some days
   */
  FewEvents(Lake lake, Function<NavigableSet<LocalDate>, Dataset<Row>> events) {
    this.lake = lake;
    this.events = events;
  }

  /** The events of some types on the (guild, day)s of a slice, if the driver can hold them. */
  synchronized Optional<Dataset<Row>> of(Slice slice, Set<EventType> types) {
    NavigableSet<LocalDate> unknown = new TreeSet<>(slice.days());
    unknown.removeAll(many.keySet());
    if (!unknown.isEmpty()) {
      look(unknown);
    }
    for (LocalDate day : slice.days()) {
      Set<Integer> excluded = Objects.requireNonNull(many.get(day));
      if (!held.containsKey(day)
          || types.stream().anyMatch(type -> excluded.contains(type.code()))) {
        return Optional.empty();
      }
    }
    Predicate<InternalRow> isWanted = new Wanted.Events(slice, types).test(RawEvents.TABLE);
    List<InternalRow> wanted = new ArrayList<>();
    for (LocalDate day : slice.days()) {
      Objects.requireNonNull(held.get(day)).stream().filter(isWanted).forEach(wanted::add);
    }
    // They go to a task together with its plan, which Spark allows to be so large and no larger.
    return wanted.size() > lake.limits().fewRows()
        ? Optional.empty()
        : Optional.of(LocalRows.dataset(lake.spark(), Schemas.of(RawEvents.TABLE), wanted));
  }

  /** Counts the events of days, and holds those that are few. */
  private void look(NavigableSet<LocalDate> days) {
    Dataset<Row> all = events.apply(days);
    Set<Integer> manySomewhere = new HashSet<>();
    long few = 0;
    for (Row row :
        all.groupBy(RawEvents.TABLE.foldedBy(), "event_type").agg(count(lit(1))).collectAsList()) {
      if (row.getLong(2) > lake.limits().fewEvents()) {
        manySomewhere.add(row.getInt(1));
      } else {
        few += row.getLong(2);
      }
    }
    // What is many on one of the days is read by Spark on each of them.
    days.forEach(day -> many.put(day, manySomewhere));
    if (rows + few > lake.limits().allEvents()) {
      return;
    }
    rows += few;
    Map<LocalDate, List<InternalRow>> found = new HashMap<>();
    days.forEach(day -> found.put(day, new ArrayList<>()));
    for (InternalRow row :
        LocalRows.collect(all.where(not(col("event_type").isin(manySomewhere.toArray()))))) {
      Objects.requireNonNull(found.get(LocalDate.ofEpochDay(row.getInt(DAY)))).add(row);
    }
    held.putAll(found);
  }
}
