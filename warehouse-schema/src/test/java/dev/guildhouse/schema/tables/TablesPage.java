package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.Source;
import java.util.Locale;
import java.util.stream.Collectors;

/** The data dictionary, written from the contract. */
final class TablesPage {
  private TablesPage() {}

  static String text() {
    StringBuilder page = new StringBuilder();
    page.append("""
        # Tables
        Generated from the contract in `warehouse-schema`; do not edit.

        Data flows from top to bottom. A table that bears member keys or message ids lies in one Delta \
        table per month and privacy mode (`months/2026-11/pseudonymous/messages`), so that a month can be \
        destroyed; the others lie in one Delta table each (`tables/guild_daily`). All instants are UTC. \
        Ids are 64-bit integers here and strings in JSON and CSV.

        """);
    for (TableDef table : Tables.ALL) {
      page.append("- [%s](#%s): %s\n".formatted(table.name(), table.name(), table.grain()));
    }
    Tables.ALL.forEach(table -> append(page, table));
    appendCodes(page);
    return page.toString();
  }

  private static void append(StringBuilder page, TableDef table) {
    page.append("\n## %s\n".formatted(table.name()));
    page.append("One row per %s. ".formatted(table.grain().substring("one row per ".length())));
    page.append(
        "Layer %s, %s. ".formatted(table.layer().name().toLowerCase(Locale.ROOT), storage(table)));
    page.append("Key: %s. "
        .formatted(table.key().stream().map(k -> "`" + k + "`").collect(Collectors.joining(", "))));
    page.append(
        table.foldedBy().equals(table.countedBy())
            ? "Runs replace whole days of `%s`.\n\n".formatted(table.foldedBy())
            : "Runs replace whole days of `%s`; a row counts on `%s`.\n\n"
                .formatted(table.foldedBy(), table.countedBy()));
    page.append("| column | type | unit | what |\n| --- | --- | --- | --- |\n");
    for (Column column : table.columns()) {
      page.append("| `%s` | %s%s | %s | %s |\n"
          .formatted(
              column.name(),
              column.type().name().toLowerCase(Locale.ROOT),
              column.isNullable() ? ", may be unknown" : "",
              column.unit().text(),
              column.comment()));
    }
  }

  private static String storage(TableDef table) {
    return switch (table.storage()) {
      case BY_MONTH -> "one Delta table per month and privacy mode";
      case WHOLE -> "one Delta table per privacy mode";
      case MEMBER_FREE -> "one Delta table, without any key of a person";
    };
  }

  private static void appendCodes(StringBuilder page) {
    page.append("\n## Event types\n`event_type` in [events](#events).\n\n");
    page.append("| code | name | what happened |\n| --- | --- | --- |\n");
    for (EventType type : EventType.values()) {
      page.append("| %d | `%s` | %s |\n".formatted(type.code(), type.text(), type.meaning()));
    }
    page.append("\n## Sources\n`source` in [events](#events).\n\n| code | name |\n| --- | --- |\n");
    for (Source source : Source.values()) {
      page.append("| %d | `%s` |\n".formatted(source.code(), source.text()));
    }
  }
}
