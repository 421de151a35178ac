package dev.guildhouse.schedules.reports;

import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is exported under a name of its own, beside the tables. All of it is for moderators alone. */
public enum ExportForm {
  /** Every present member: joined, last active, sums of the days, streak, score, segment, flags. */
  USERS,
  /** Every reward trigger with its definition and how often it paid. */
  EVENTS,
  /** Every command, query, export and job, as the history has them. */
  AUDIT;

  /** The table whose name is that of a form. */
  private static final String RAW_EVENTS = "raw_events";

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form of that name, if it is none of a table. */
  public static Optional<ExportForm> named(String name) {
    return Arrays.stream(values()).filter(form -> form.text().equals(name)).findFirst();
  }

  /**
   * The table of that name; the raw events are {@code raw_events} here.
   *
   * @throws dev.guildhouse.schema.WarehouseException when there is none, with all names there are
   */
  public static TableDef table(String name) {
    return name.equals(RAW_EVENTS) ? RawEvents.TABLE : Tables.named(name);
  }

  /** All that can be asked for, the forms first. */
  public static List<String> names() {
    return Stream.concat(
            Arrays.stream(values()).map(ExportForm::text),
            Tables.ALL.stream()
                .map(table -> table.equals(RawEvents.TABLE) ? RAW_EVENTS : table.name()))
        .toList();
  }
}
