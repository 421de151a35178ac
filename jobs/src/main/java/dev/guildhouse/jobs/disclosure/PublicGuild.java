package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The public rows of one guild. */
final class PublicGuild {
  private final long guildId;
  private final GuildNumbers numbers;
  private final GuildDisclosure disclosure;

  PublicGuild(long guildId, GuildNumbers numbers, GuildDisclosure disclosure) {
    this.guildId = guildId;
    this.numbers = numbers;
    this.disclosure = disclosure;
  }

  /** The rows of a table whose periods begin within a range. */
  List<Row> rows(PublicForm form, DayRange days) {
    List<Row> rows = new ArrayList<>();
    for (Cell cell : numbers.cells()) {
      boolean isOfTable = cell.period() == form.period()
          && (cell.place() == Cell.GUILD) == (form.entity() == Entity.GUILD);
      if (isOfTable && days.contains(cell.start()) && disclosure.isRow(cell)) {
        rows.add(row(form, cell));
      }
    }
    if (form.entity() == Entity.CHANNEL) {
      TreeSet<LocalDate> starts = new TreeSet<>();
      numbers.cells().stream()
          .filter(cell -> cell.period() == form.period() && days.contains(cell.start()))
          .forEach(cell -> starts.add(cell.start()));
      starts.forEach(start -> other(form, start).ifPresent(rows::add));
    }
    return rows;
  }

  private Row row(PublicForm form, Cell cell) {
    Row row = numbers.row(cell);
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : form.table().columns()) {
      boolean isShown = PublicForm.metric(column)
          .map(metric -> disclosure.isShown(metric, cell))
          .orElse(true);
      values.add(isShown ? row.getAs(column.name()) : null);
    }
    return RowFactory.create(values.toArray());
  }

  /** What the guild shows and no channel does; none when there is nothing of the kind. */
  private Optional<Row> other(PublicForm form, LocalDate start) {
    Cell guild = new Cell(Cell.GUILD, form.period(), start);
    if (!disclosure.isRow(guild)) {
      return Optional.empty();
    }
    List<@Nullable Object> values = new ArrayList<>();
    boolean isAnything = false;
    for (Column column : form.table().columns()) {
      Metric metric = PublicForm.metric(column).orElse(null);
      if (metric == null) {
        values.add(key(column, guild));
      } else {
        BigDecimal rest = metric instanceof Sum sum ? rest(sum, guild) : null;
        isAnything |= rest != null && rest.signum() != 0;
        values.add(rest == null ? null : typed(column, rest));
      }
    }
    return isAnything ? Optional.of(RowFactory.create(values.toArray())) : Optional.empty();
  }

  private @Nullable BigDecimal rest(Sum sum, Cell guild) {
    if (!disclosure.isShown(sum, guild)) {
      return null;
    }
    return numbers.channels().stream()
        .map(channel -> new Cell(channel, guild.period(), guild.start()))
        .filter(cell -> disclosure.isShown(sum, cell))
        .map(cell -> numbers.of(cell, sum))
        .reduce(numbers.of(guild, sum), BigDecimal::subtract);
  }

  private @Nullable Object key(Column column, Cell guild) {
    return switch (column.name()) {
      case "guild_id" -> guildId;
      case "channel_id" -> PublicTables.OTHER;
      case "period_start_date" -> Date.valueOf(guild.start());
      case "period_end_date" -> Date.valueOf(guild.days().to());
      case "channel_type" -> null;
      default -> Objects.requireNonNull(numbers.row(guild)).getAs(column.name());
    };
  }

  private static Object typed(Column column, BigDecimal number) {
    return column.type() == ColumnType.DECIMAL ? number.setScale(4) : number.longValueExact();
  }
}
