package dev.guildhouse.jobs.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.Period;
import org.junit.jupiter.api.Test;

class PublicFormTest {
  @Test
  void leavesOutInstantsAndStatesOfMembers() {
    PublicForm form = PublicForm.of(Rollups.of(Entity.GUILD, Period.DAY));

    assertThat(form.table().columnNames())
        .contains("messages", "unique_authors", "channels_text", "voice_coverage")
        .doesNotContain("updated_at", "last_active_at", "members_total", "threads_active");
  }

  @Test
  void refusesWhatTellsOfMembersAndWhatIsNoWholePeriod() {
    assertThatThrownBy(() -> PublicForm.of(Rollups.of(Entity.MEMBER, Period.WEEK)))
        .hasMessageContaining("single members");
    assertThatThrownBy(() -> PublicForm.of(Facts.MESSAGES)).hasMessageContaining("single members");
    assertThatThrownBy(() -> PublicForm.of(Marts.GUILD_ROLLING))
        .hasMessageContaining("only whole days, weeks and months");
    assertThat(Tables.ALL.stream().filter(table -> PublicForm.find(table).isPresent()))
        .hasSize(6)
        .noneMatch(table -> table.bearsKeys());
  }

  @Test
  void knowsPartsByTheirDeclarations() {
    assertThat(Parts.isPartOf(Metrics.REPLIES, Metrics.MESSAGES)).isTrue();
    assertThat(Parts.isPartOf(Metrics.MESSAGES, Metrics.MESSAGES_CREATED)).isTrue();
    assertThat(Parts.isPartOf(Metrics.VOTES_UP, Metrics.REACTIONS_GIVEN)).isTrue();
    assertThat(Parts.isPartOf(Metrics.REACTIONS_RECEIVED, Metrics.REACTIONS_GIVEN))
        .isFalse();
    assertThat(Parts.isPartOf(Metrics.MESSAGES, Metrics.REPLIES)).isFalse();
    assertThat(Parts.isPartOf(Metrics.UNIQUE_REACTORS, Metrics.ACTIVE_MEMBERS)).isTrue();
    assertThat(Parts.isPartOf(Metrics.ACTIVE_MEMBERS, Metrics.UNIQUE_REACTORS)).isFalse();
    assertThat(Parts.isOfMembers(Metrics.BOT_MESSAGES)).isFalse();
  }
}
