package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.files.TableFile;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.release.TablePaths;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.TableDef.Storage;
import dev.guildhouse.schema.time.DayRange;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Replaces (guild, day)s of a table, or adds to them, in each of the Delta tables that its rows lie
 * in: one for all guilds, one for each privacy mode, or one for each mode and month.
 */
final class SliceWriter {
  private final LakeWriter writer;
  private final LongFunction<PrivacyMode> modeOfGuild;

  SliceWriter(LakeWriter writer, LongFunction<PrivacyMode> modeOfGuild) {
    this.writer = writer;
    this.modeOfGuild = modeOfGuild;
  }

  /** As {@link LakeWriter#replace}, of a slice that is not empty and while the lease is held. */
  long replace(TableDef table, Slice slice, Dataset<Row> rows) {
    long written = 0;
    for (Map.Entry<PrivacyMode, Slice> part : byMode(table, slice).entrySet()) {
      Dataset<Row> ofMode = some(rows, part.getValue(), slice);
      written += switch (table.storage()) {
        case MEMBER_FREE -> replaceIn(TablePaths.memberFree(table), part.getValue(), ofMode);
        case WHOLE -> replaceAll(TablePaths.whole(table, part.getKey()), part.getValue(), ofMode);
        case BY_MONTH -> replaceMonths(table, part.getKey(), part.getValue(), ofMode);
      };
    }
    return written;
  }

  /** As {@link LakeWriter#append}, while the lease is held. */
  long append(TableDef table, Slice countedOn, Dataset<Row> rows) {
    long written = 0;
    for (Map.Entry<PrivacyMode, Slice> part : byMode(table, countedOn).entrySet()) {
      for (Map.Entry<YearMonth, Dataset<Row>> month :
          byMonth(table, part.getValue(), rows).entrySet()) {
        String path = TablePaths.ofMonth(table, month.getKey(), part.getKey());
        Dataset<Row> ofMode = some(month.getValue(), part.getValue(), countedOn);
        written +=
            writer.commit(path, writer.files(path), ofMode, List.of(), new Wanted.Everything());
      }
    }
    return written;
  }

  private long replaceMonths(TableDef table, PrivacyMode mode, Slice slice, Dataset<Row> rows) {
    if (table.foldedBy().equals(table.countedBy())) {
      long written = 0;
      for (Map.Entry<YearMonth, Dataset<Row>> part : byMonth(table, slice, rows).entrySet()) {
        YearMonth month = part.getKey();
        Slice ofMonth = slice.ofDays(day -> YearMonth.from(day).equals(month));
        written += replaceIn(TablePaths.ofMonth(table, month, mode), ofMonth, part.getValue());
      }
      return written;
    }
    // A fact may count in a later month than that of its subject; it can only have come there
    // through an event of that month.
    SortedSet<YearMonth> months = monthsOfFacts(table, mode, slice);
    Dataset<Row> kept = months.size() == 1 ? rows : writer.keep(rows);
    long written = 0;
    for (YearMonth month : months) {
      written += replaceIn(
          TablePaths.ofMonth(table, month, mode),
          slice,
          months.size() == 1 ? rows : kept.where(countsIn(table, month)));
    }
    if (months.size() > 1) {
      kept.unpersist();
    }
    return written;
  }

  private SortedSet<YearMonth> monthsOfFacts(TableDef table, PrivacyMode mode, Slice slice) {
    SortedSet<YearMonth> months = new TreeSet<>();
    String folder = "/" + TablePaths.folder(mode) + "/";
    YearMonth first = YearMonth.from(slice.days().first());
    for (String path : writer.paths()) {
      boolean mayHoldRows =
          path.contains(folder) && (path.endsWith("/events") || TablePaths.isOf(table, path));
      Optional<YearMonth> month = mayHoldRows ? TablePaths.month(table, path) : Optional.empty();
      if (month.filter(m -> !m.isBefore(first)).isPresent()
          && writer.files(path).stream().anyMatch(file -> file.mayBeFoldedIn(slice.range()))) {
        months.add(month.get());
      }
    }
    return months;
  }

  /** Replaces a slice in one Delta table, keeping what else its files hold. */
  private long replaceIn(String path, Slice slice, Dataset<Row> rows) {
    List<TableFile> untouched = new ArrayList<>();
    List<TableFile> touched = new ArrayList<>();
    for (TableFile file : writer.files(path)) {
      boolean isTouched =
          slice.days().stream().anyMatch(day -> file.mayBeFoldedIn(DayRange.of(day)));
      (isTouched ? touched : untouched).add(file);
    }
    List<TableFile> mixed =
        touched.stream().filter(file -> !isReplacedWhole(file, slice)).toList();
    return writer.commit(path, untouched, rows, mixed, new Wanted.FoldedElsewhere(slice));
  }

  private boolean isReplacedWhole(TableFile file, Slice slice) {
    NavigableSet<Long> everybody = writer.ledger().guilds();
    return file.folded() != null
        && file.folded().days().stream()
            .allMatch(day -> slice.guildsByDay().containsKey(day)
                && Objects.requireNonNull(slice.guildsByDay().get(day)).containsAll(everybody));
  }

  private long replaceAll(String path, Slice slice, Dataset<Row> rows) {
    boolean isEverybody = slice.guilds().containsAll(writer.ledger().guilds());
    return writer.commit(
        path,
        List.of(),
        rows,
        isEverybody ? List.of() : writer.files(path),
        new Wanted.OtherGuilds(slice.guilds()));
  }

  private Map<PrivacyMode, Slice> byMode(TableDef table, Slice slice) {
    if (table.storage() == Storage.MEMBER_FREE) {
      return Map.of(PrivacyMode.PSEUDONYMOUS, slice);
    }
    Map<PrivacyMode, Slice> slices = new LinkedHashMap<>();
    for (PrivacyMode mode : PrivacyMode.values()) {
      Slice ofMode = slice.ofGuilds(guild -> modeOfGuild.apply(guild) == mode);
      if (!ofMode.isEmpty()) {
        slices.put(mode, ofMode);
      }
    }
    return slices;
  }

  /** The rows of a part of a slice, which may be all of it. */
  private static Dataset<Row> some(Dataset<Row> rows, Slice part, Slice all) {
    return part.equals(all)
        ? rows
        : rows.where(functions.col("guild_id").isin(part.guilds().toArray()));
  }

  /** The rows of each month of a slice, which a small run computes once and not for each month. */
  private Map<YearMonth, Dataset<Row>> byMonth(TableDef table, Slice slice, Dataset<Row> rows) {
    SortedSet<YearMonth> months =
        slice.days().stream().map(YearMonth::from).collect(Collectors.toCollection(TreeSet::new));
    if (months.size() == 1) {
      return Map.of(months.first(), rows);
    }
    Dataset<Row> once = writer.gathered(rows);
    Map<YearMonth, Dataset<Row>> parts = new TreeMap<>();
    months.forEach(month -> parts.put(month, once.where(countsIn(table, month))));
    return parts;
  }

  private static Column countsIn(TableDef table, YearMonth month) {
    Column day = functions.col(table.countedBy());
    return day.geq(functions.lit(month.atDay(1)))
        .and(day.lt(functions.lit(month.plusMonths(1).atDay(1))));
  }
}
