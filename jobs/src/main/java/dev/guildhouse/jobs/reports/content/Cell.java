package dev.guildhouse.jobs.reports.content;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** One value of a report's table. JSON tells the kinds apart by their field: {@code {"count": 12}}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Cell.Text.class),
  @JsonSubTypes.Type(Cell.Count.class),
  @JsonSubTypes.Type(Cell.Decimal.class),
  @JsonSubTypes.Type(Cell.Day.class),
  @JsonSubTypes.Type(Cell.Link.class),
  @JsonSubTypes.Type(Cell.Absent.class)
})
public sealed interface Cell {

  /** Text that any file and screen can hold. */
  record Text(String text) implements Cell {
    public Text {
      text = PrintableText.of(text);
    }
  }

  record Count(long count) implements Cell {}

  /** A number with the digits that are shown. */
  record Decimal(
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal decimal) implements Cell {}

  record Day(LocalDate day) implements Cell {}

  /** An address to open. */
  record Link(String link) implements Cell {}

  /** No value, and the words that stand in its place: {@code not watched}, {@code new}. */
  record Absent(String absent) implements Cell {}

  /** Nobody looked, so that nobody knows; never a zero. */
  Cell NOT_WATCHED = new Absent("not watched");

  /** Privacy makes it impossible; the notes of the report say why. */
  Cell NOT_AVAILABLE = new Absent("not available");

  /** There is nothing to say. */
  Cell NONE = new Absent("");

  static Cell of(String text) {
    return new Text(text);
  }

  static Cell of(long count) {
    return new Count(count);
  }

  /** A number to two digits; what is none is nothing to say. */
  static Cell rounded(double number) {
    return Double.isFinite(number)
        ? new Decimal(BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP))
        : NONE;
  }

  static Cell of(LocalDate day) {
    return new Day(day);
  }
}
