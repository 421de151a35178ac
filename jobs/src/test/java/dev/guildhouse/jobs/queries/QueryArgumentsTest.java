package dev.guildhouse.jobs.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryArgumentsTest {
  /** Has an option of every kind. */
  private static final class Everything implements Query {
    @Override
    public String name() {
      return "everything";
    }

    @Override
    public String doc() {
      return "Asks for everything.";
    }

    @Override
    public List<QueryOption> options() {
      return List.of(
          QueryOption.channel("channel", "The channel."),
          QueryOption.member("member", "The member."),
          QueryOption.number("top", "How many.", 10),
          QueryOption.choice("type", "Which type.", "full", "weekday", "hourly"),
          QueryOption.text("note", "A note."));
    }

    @Override
    public ReportContent answer(QueryRequest request, TableReader tables) {
      throw new AssertionError("only its options are asked for");
    }
  }

  private static QueryArguments read(String... namesAndValues) {
    Map<String, String> given = new HashMap<>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      given.put(namesAndValues[at], namesAndValues[at + 1]);
    }
    return QueryArguments.of(new Everything(), given);
  }

  @Test
  void whatIsNotGivenIsUsual() {
    QueryArguments arguments = read();

    assertThat(arguments.values()).isEqualTo(Map.of("top", "10", "type", "full"));
    assertThat(arguments.number("top")).contains(10);
    assertThat(arguments.id("member")).isEmpty();
  }

  @Test
  void idsAreReadAsDiscordWritesMentions() {
    QueryArguments arguments = read("member", "<@!42>", "channel", "<#43>", "type", "HOURLY");

    assertThat(arguments.id("member")).contains(42L);
    assertThat(arguments.id("channel")).contains(43L);
    assertThat(arguments.required("type")).isEqualTo("hourly");
    assertThat(read("channel", "#general").id("channel")).isEmpty();
    assertThat(read("member", "9223372036854775807").id("member")).contains(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "type, weekdai, Did you mean weekday?",
    "top, 0, whole number",
    "top, 1e3, whole number",
    "member, 9223372036854775808, no Discord id",
    "member, #general, no Discord id",
    "member, 1; DROP TABLE x, no Discord id",
    "channel, general, a name with its #",
    "chanel, 1, Did you mean channel?",
    "note, '', 0 characters",
  })
  void whatIsWrongIsNamed(String option, String value, String hint) {
    assertThatThrownBy(() -> read(option, value))
        .hasMessageStartingWith("Cannot answer everything: ")
        .hasMessageContaining(hint);
  }
}
