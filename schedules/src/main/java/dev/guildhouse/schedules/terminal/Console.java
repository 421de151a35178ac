package dev.guildhouse.schedules.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's answer goes: standard output, as text for people or as one JSON document for
 * scripts. Progress and remarks on it go to standard error, so that they never mix with the answer.
 */
public final class Console {
  /** How an answer is written. */
  public enum Format {
    TEXT,
    JSON
  }

  /** What standard error is, which decides how progress is shown. */
  public enum Screen {
    TERMINAL,
    /** A file or a pipe: plain lines, now and then. */
    PLAIN
  }

  private final PrintStream out;
  private final PrintStream err;
  private final Format format;
  private final Screen screen;
  private final InstantSource clock;

  public Console(
      PrintStream out, PrintStream err, Format format, Screen screen, InstantSource clock) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.screen = screen;
    this.clock = clock;
  }

  public Format format() {
    return format;
  }

  /** A sentence for people; scripts that asked for JSON do not get it. */
  public void say(String line) {
    if (format == Format.TEXT) {
      out.println(line);
    }
  }

  /** Text that is the answer itself in either format, such as a script. */
  public void raw(String text) {
    out.print(text);
    out.flush();
  }

  /** Bytes that are the answer itself in either format, such as a CSV file. */
  public void raw(byte[] bytes) {
    out.writeBytes(bytes);
    out.flush();
  }

  /** A file that is the answer itself in either format, byte by byte. */
  public void copy(Path file) throws IOException {
    Files.copy(file, out);
    out.flush();
  }

  /** The answer as a table; in JSON a list with one object per row. */
  public void table(Table table) {
    if (format == Format.JSON) {
      json(objects(table));
    } else if (table.rows().isEmpty()) {
      out.println("Nothing to show.");
    } else {
      TableText.lines(table).forEach(out::println);
    }
  }

  /** The answer as names with values; in JSON one object. */
  public void fields(Map<String, ? extends @Nullable Object> fields) {
    if (format == Format.JSON) {
      json(fields);
      return;
    }
    int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
    fields.forEach((name, value) ->
        out.println(name + " ".repeat(width - name.length()) + "  " + TableText.cell(value)));
  }

  /** The answer as a JSON document made of maps, lists, tables and plain values. */
  public void json(@Nullable Object document) {
    try {
      out.println(new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(plain(document)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an answer that JSON cannot hold", e);
    }
  }

  /** A remark beside the answer. */
  public void remark(String line) {
    err.println(line);
  }

  /**
   * Starts to show how far a long piece of work is.
   *
   * @param what in a word or two, as {@code Importing}
   * @param total amount of work; 0 when it is not known
   * @param unit of the amount
   */
  public Progress progress(String what, long total, ProgressUnit unit) {
    return screen == Screen.TERMINAL
        ? new BarProgress(err, what, total, unit)
        : new LineProgress(err, what, total, unit, clock);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Table table) {
      return plain(objects(table));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
      return plain;
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> plain = new ArrayList<>();
      items.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    boolean isText =
        value instanceof Instant || value instanceof LocalDate || value instanceof Enum;
    return isText ? String.valueOf(value) : value;
  }

  private static List<Map<String, @Nullable Object>> objects(Table table) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (List<@Nullable Object> row : table.rows()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int column = 0; column < row.size(); column++) {
        object.put(table.columns().get(column), row.get(column));
      }
      objects.add(object);
    }
    return objects;
  }
}
