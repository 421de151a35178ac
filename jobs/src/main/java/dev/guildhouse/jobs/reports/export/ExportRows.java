package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.jobs.reports.export.ExportColumn.Kind;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.TableDef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of a table into rows of a file: member keys become export pseudonyms of the month in
 * which the row counts, codes become names, and the unknown member is left empty.
 */
final class ExportRows {
  private static final Map<Integer, String> SOURCES =
      Arrays.stream(Source.values()).collect(Collectors.toMap(Source::code, Source::text));

  private final TableDef table;
  private final ExportPseudonyms pseudonyms;
  private final boolean areEvents;

  ExportRows(TableDef table, ExportPseudonyms pseudonyms) {
    this.table = table;
    this.pseudonyms = pseudonyms;
    this.areEvents = table.name().equals(RawEvents.TABLE.name());
  }

  List<ExportColumn> columns() {
    return table.columns().stream().map(this::column).toList();
  }

  private ExportColumn column(Column column) {
    return isCoded(column) ? new ExportColumn(column.name(), Kind.TEXT) : ExportColumn.of(column);
  }

  /** The columns of raw events that are numbers there and words or people outside. */
  private boolean isCoded(Column column) {
    return areEvents
        && switch (column.name()) {
          case "event_type", "source", "subject_id" -> true;
          default -> false;
        };
  }

  /** One value for each column. */
  List<@Nullable Object> values(Row row) {
    List<@Nullable Object> values = new ArrayList<>(table.columns().size());
    for (Column column : table.columns()) {
      values.add(value(column, row));
    }
    return values;
  }

  private @Nullable Object value(Column column, Row row) {
    Object value = row.getAs(column.name());
    if (value == null) {
      return null;
    }
    if (ExportColumn.isMember(column)) {
      return pseudonym(row, (Long) value);
    }
    if (isCoded(column)) {
      return switch (column.name()) {
        case "event_type" -> type(row).text();
        case "source" -> SOURCES.getOrDefault((Integer) value, value.toString());
        default -> subject(row, (Long) value);
      };
    }
    return switch (column.type()) {
      case DATE -> day(value);
      case TIMESTAMP ->
        value instanceof Instant instant ? instant : ((java.sql.Timestamp) value).toInstant();
      case MAP -> new TreeMap<>(row.<String, String>getJavaMap(row.fieldIndex(column.name())));
      default -> value;
    };
  }

  /**
   * What happened to a member has the member's key for a subject, unless it was told by a system
   * message, which has an id of its own.
   */
  private @Nullable Object subject(Row row, long subject) {
    Family family = type(row).family();
    boolean isAboutMember = family == Family.MEMBERS || family == Family.VOICE;
    boolean isMessage = subject == row.<Long>getAs("message_id");
    return isAboutMember && !isMessage ? pseudonym(row, subject) : Long.toString(subject);
  }

  private static EventType type(Row row) {
    int code = row.<Integer>getAs("event_type");
    return EventType.ofCode(code)
        .orElseThrow(() -> new IllegalStateException("no event type has the code " + code));
  }

  private @Nullable String pseudonym(Row row, long memberKey) {
    return memberKey == MemberKeys.UNKNOWN
        ? null
        : pseudonyms.of(row.<Long>getAs("guild_id"), month(row), memberKey);
  }

  private YearMonth month(Row row) {
    Object day = row.getAs(table.countedBy());
    return YearMonth.from(day(day));
  }

  private static LocalDate day(Object value) {
    return value instanceof LocalDate day ? day : ((java.sql.Date) value).toLocalDate();
  }
}
