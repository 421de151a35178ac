package dev.guildhouse.jobs.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;

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
    return Optional.of(LocalRows.dataset(lake.spark(), Schemas.of(RawEvents.TABLE), wanted));
  }

  /** Counts the events of days, and holds those that are few. */
  private void look(NavigableSet<LocalDate> days) {
    Map<LocalDate, Long> few = new HashMap<>();
    Set<Integer> manySomewhere = new HashSet<>();
    days.forEach(day -> {
      many.put(day, new HashSet<>());
      few.put(day, 0L);
    });
    Dataset<Row> all = events.apply(days);
    for (Row row : all.groupBy(
            unix_date(col(RawEvents.TABLE.foldedBy())).as("day"), col("event_type"))
        .agg(count(lit(1)).as("events"))
        .collectAsList()) {
      LocalDate day = LocalDate.ofEpochDay(row.getInt(0));
      if (row.getLong(2) > lake.limits().fewEvents()) {
        Objects.requireNonNull(many.get(day)).add(row.getInt(1));
        manySomewhere.add(row.getInt(1));
      } else {
        few.merge(day, row.getLong(2), Long::sum);
      }
    }
    long more = few.values().stream().mapToLong(Long::longValue).sum();
    if (rows + more > lake.limits().allEvents()) {
      return;
    }
    rows += more;
    // What is many on one of the days is read by Spark on each of them.
    days.forEach(day -> {
      Objects.requireNonNull(many.get(day)).addAll(manySomewhere);
      held.put(day, new ArrayList<>());
    });
    Dataset<Row> wanted = manySomewhere.isEmpty()
        ? all
        : all.where(
            org.apache.spark.sql.functions.not(col("event_type").isin(manySomewhere.toArray())));
    for (InternalRow row : LocalRows.collect(wanted)) {
      Objects.requireNonNull(held.get(LocalDate.ofEpochDay(row.getInt(DAY)))).add(row);
    }
  }
}
