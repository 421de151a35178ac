package dev.guildhouse.schedules.notebooks.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.notebooks.cells.SessionTokens.Token;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SessionTokensTest {
  private final Token token = new Token(new byte[] {1, 2, 3});

  @Test
  void theSameKeyHasTheSameNumberInASessionAndAnotherInTheNext() throws Exception {
    assertThat(token.call(42L)).isEqualTo(token.call(42L)).isNotEqualTo(token.call(43L));
    assertThat(token.call(42L)).isNotEqualTo(new Token(new byte[] {1, 2, 4}).call(42L));
    assertThat(token.call(42L)).isPositive().isNotEqualTo(42L);
  }

  @Test
  void nobodyStaysNobody() throws Exception {
    assertThat(token.call(0L)).isZero();
    assertThat(token.call(null)).isNull();
  }

  @Test
  void nothingThatNamesAMemberOrAMessageIsShown() {
    TreeSet<String> hidden = new TreeSet<>();
    TreeSet<String> shown = new TreeSet<>();
    for (TableDef table : Tables.ALL) {
      for (Column column : table.columns()) {
        if (column.name().endsWith("_key") || column.name().endsWith("_id")) {
          (SessionTokens.isHidden(column) ? hidden : shown).add(column.name());
        }
      }
    }
    assertThat(hidden)
        .containsExactly(
            "case_id",
            "member_key",
            "message_id",
            "occasion_id",
            "reward_id",
            "subject_id",
            "target_key",
            "thread_id");
    assertThat(shown)
        .containsExactly(
            "channel_id",
            "guild_id",
            "organization_id",
            "parent_channel_id",
            "session_id",
            "target_id");
    assertThat(
            RawEvents.TABLE.columns().stream().filter(SessionTokens::isHidden).map(Column::name))
        .containsExactlyElementsOf(
            List.of("subject_id", "thread_id", "message_id", "member_key", "target_key"));
  }
}
