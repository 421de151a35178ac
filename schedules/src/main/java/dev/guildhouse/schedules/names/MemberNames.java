package dev.guildhouse.schedules.names;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.rest.MemberList.ListedMember;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.content.ReportTable.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people are called at this moment, by export pseudonym. It lives in memory, and whatever is
 * made with it goes to Discord and to no disk.
 */
public final class MemberNames {
  /** Where there is nobody to name, or nobody may be. */
  public static final MemberNames NOBODY = new MemberNames(Map.of(), null);

  private static final Pattern PSEUDONYM =
      Pattern.compile("(?<![0-9a-zA-Z])[0-9a-f]{16}(?![0-9a-zA-Z])");
  private static final String NAME = "Name";
  private static final String USER_ID = "user_id";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ListedMember> people;
  private final @Nullable String note;

  private MemberNames(Map<String, ListedMember> people, @Nullable String note) {
    this.people = Map.copyOf(people);
    this.note = note;
  }

  /** Those of some people by their pseudonyms. */
  public static MemberNames of(Map<String, ListedMember> people) {
    return new MemberNames(
        people,
        "Names are those of this moment; whoever is not in the server stands under a pseudonym"
            + " alone.");
  }

  /** Nobody could be named, for a reason to tell. */
  static MemberNames missing(String why) {
    return new MemberNames(Map.of(), "Names are not shown: " + why + ".");
  }

  /** Every pseudonym that stands in tables. */
  static Set<String> pseudonyms(List<ReportTable> tables) {
    return tables.stream()
        .flatMap(table -> table.rows().stream())
        .flatMap(List::stream)
        .flatMap(cell -> pseudonym(cell).stream())
        .collect(Collectors.toSet());
  }

  /** Every pseudonym that stands in a text. */
  public static Set<String> pseudonyms(String text) {
    return PSEUDONYM.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** A text with names in the place of pseudonyms; those of whom nobody knows stay. */
  public String in(String text) {
    return PSEUDONYM.matcher(text).replaceAll(found -> {
      ListedMember member = people.get(found.group());
      return Matcher.quoteReplacement(member == null ? found.group() : member.name());
    });
  }

  /** An event of JSON Lines whose {@code user_id} is a pseudonym, with the id; empty if unknown. */
  public Optional<String> withUserId(String line) {
    try {
      ObjectNode event = JSON.readValue(line, ObjectNode.class);
      ListedMember member = people.get(event.path(USER_ID).asText());
      return member == null
          ? Optional.empty()
          : Optional.of(event.put(USER_ID, Long.toString(member.id())).toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of ours that is no JSON", e);
    }
  }

  /** What a reader must know of the names; nothing where there are none. */
  public Optional<String> note() {
    return Optional.ofNullable(note);
  }

  /** The same content with names beside pseudonyms. */
  public ReportContent in(ReportContent content) {
    if (note == null) {
      return content;
    }
    return new ReportContent(
            content.report(),
            content.title(),
            content.guildId(),
            content.guildName(),
            content.period(),
            content.audience(),
            content.restated(),
            content.figures(),
            content.tables().stream().map(this::in).toList(),
            content.charts(),
            content.definitions(),
            content.notes())
        .with(note);
  }

  /** The same table with a column of names behind each one of pseudonyms. */
  public ReportTable in(ReportTable table) {
    ReportTable named = table;
    for (int column = table.columns().size() - 1; column >= 0; column--) {
      if (holdsNamed(table, column)) {
        named = named(named, column);
      }
    }
    return named;
  }

  private boolean holdsNamed(ReportTable table, int column) {
    return table.rows().stream()
        .flatMap(row -> pseudonym(row.get(column)).stream())
        .anyMatch(people::containsKey);
  }

  private ReportTable named(ReportTable table, int column) {
    String of = table.columns().get(column).header();
    String header = table.columns().stream().anyMatch(other -> other.header().equals(NAME))
        ? NAME + " of " + of
        : NAME;
    List<ReportColumn> columns = new ArrayList<>(table.columns());
    columns.add(column + 1, ReportColumn.of(header, Format.TEXT));
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      List<Cell> named = new ArrayList<>(row);
      named.add(column + 1, name(row.get(column)));
      rows.add(named);
    }
    return new ReportTable(
        table.name(), table.caption(), columns, rows, digest(table.digest(), of, header));
  }

  private static @Nullable Digest digest(@Nullable Digest digest, String of, String header) {
    if (digest == null) {
      return null;
    }
    List<String> headers = digest.headers().stream()
        .flatMap(shown -> shown.equals(of) ? Stream.of(shown, header) : Stream.of(shown))
        .toList();
    return new Digest(digest.heading(), headers, digest.rows());
  }

  private Cell name(Cell cell) {
    return pseudonym(cell)
        .map(people::get)
        .map(member -> Cell.of(member.name()))
        .orElse(Cell.NONE);
  }

  private static Optional<String> pseudonym(Cell cell) {
    return cell instanceof Cell.Text text && PSEUDONYM.matcher(text.text()).matches()
        ? Optional.of(text.text())
        : Optional.empty();
  }
}
