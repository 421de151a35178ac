package dev.guildhouse.schedules.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.terminal.Console.Format;
import dev.guildhouse.schedules.terminal.Console.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-09T12:00:00Z"));

  private final Table table = Table.of("job", "rows", "share", "day", "at")
      .row("guild_daily", 1_234_567L, 0.5, LocalDate.of(2026, 3, 1), null)
      .row("a\tb\u001b[2J", 7, null, null, Instant.parse("2026-03-01T10:05:00.123Z"))
      .row(null, 42, new BigDecimal("1.2500"), null, null);

  @Test
  void numbersStandToTheRightWhateverTheLocale() {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("ar", "EG"));
      console(Format.TEXT).table(table);
    } finally {
      Locale.setDefault(locale);
    }
    assertThat(text(out)).isEqualTo("""
        job               rows   share  day         at
        guild_daily  1,234,567    0.50  2026-03-01  -
        a b [2J              7       -  -           2026-03-01T10:05:00Z
        -                   42  1.2500  -           -
        """);
  }

  @Test
  void jsonHoldsTheSameRowsAndNothingElse() {
    Console console = console(Format.JSON);
    console.say("for people only");
    console.table(Table.of("job", "rows", "day").row("x", 5L, LocalDate.of(2026, 3, 1)));

    assertThat(text(out)).isEqualTo("""
        [ {
          "job" : "x",
          "rows" : 5,
          "day" : "2026-03-01"
        } ]
        """);
  }

  @Test
  void nothingIsSaidToBeNothing() {
    console(Format.TEXT).table(Table.of("job"));
    console(Format.JSON).table(Table.of("job"));

    assertThat(text(out)).isEqualTo("Nothing to show.\n[ ]\n");
  }

  @Test
  void fieldsAreAlignedOrAnObject() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("events", 12_000);
    fields.put("to", LocalDate.of(2026, 3, 1));
    console(Format.TEXT).fields(fields);
    console(Format.JSON).fields(fields);

    assertThat(text(out)).isEqualTo("""
        events  12,000
        to      2026-03-01
        {
          "events" : 12000,
          "to" : "2026-03-01"
        }
        """);
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> Table.of("a", "b").row(1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutATerminalProgressIsALineNowAndThen() {
    try (Progress progress =
        console(Format.TEXT).progress("Importing", 400_000_000, ProgressUnit.BYTES)) {
      progress.reach(1);
      now.set(now.get().plusSeconds(10));
      progress.reach(100_000_000);
      progress.reach(100_000_001);
      now.set(now.get().plusSeconds(10));
      progress.reach(300_000_000);
    }
    assertThat(text(err)).isEqualTo("""
        Importing: 25 % (100 MB), 10.0 MB/s, 30 s left
        Importing: 75 % (300 MB), 15.0 MB/s, 7 s left
        """);
    assertThat(text(out)).isEmpty();
  }

  @Test
  void onATerminalProgressIsABar() {
    Console console = new Console(stream(out), stream(err), Format.TEXT, Screen.TERMINAL, now::get);
    try (Progress progress = console.progress("Importing", 400_000_000, ProgressUnit.BYTES)) {
      progress.reach(400_000_000);
    }
    assertThat(text(err)).contains("Importing", "100%", "400/400 MB");
  }

  private Console console(Format format) {
    return new Console(stream(out), stream(err), format, Screen.PLAIN, now::get);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
