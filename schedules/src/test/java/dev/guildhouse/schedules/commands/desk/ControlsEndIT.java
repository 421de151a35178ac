package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATOR;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteraction.Acknowledgement;
import dev.guildhouse.collector.fake.FakeInteractions.Person;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.operations.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Controls end with the right to use them, and with their time. */
@Tag("acceptance")
class ControlsEndIT {
  /** The same person after the role was taken away. */
  private static final Person FORMER = new Person(MODERATOR.id(), List.of(), FakeGuild.POSTING);

  @Test
  void whoeverLosesTheRoleBetweenAButtonAndItsFormIsRefused() throws IOException {
    try (CommandGuild at = new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {})) {
      FakeMessage answer = community(at).answer();
      FakeInteraction form = at.discord
          .interactions()
          .press(at.guild, MODERATORS, MODERATOR, answer, control(answer, "other_days"));
      assertThat(form.acknowledged()).isEqualTo(Acknowledgement.FORM);
      String id = form.callback().path("custom_id").asText();
      FakeInteraction sent = at.discord
          .interactions()
          .form(at.guild, MODERATORS, FORMER, id, "range", "2026-02-24 to 2026-02-26");
      assertThat(sent.acknowledged()).isEqualTo(Acknowledgement.REPLIED);
      assertThat(sent.isEphemeral()).isTrue();
      assertThat(text(sent)).contains("/community is for moderators.").doesNotContain("2 days");
      FakeInteraction files = at.discord
          .interactions()
          .press(at.guild, MODERATORS, FORMER, answer, control(answer, "files"));
      assertThat(text(files)).contains("/community is for moderators.");
      assertThat(files.answer().files()).isEmpty();
    }
  }

  @Test
  void controlsAreGreyedOutWhenTheirTimeIsOver() throws IOException {
    try (CommandGuild at =
        new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {}, Duration.ofSeconds(1))) {
      FakeInteraction given = community(at);
      FakeMessage answer = given.answer();
      String earlier = control(answer, "earlier");
      FakeMessage ended = given.answerAfter(2);
      assertThat(controls(ended))
          .hasSameSizeAs(controls(answer))
          .isNotEmpty()
          .allMatch(control -> control.path("disabled").asBoolean());
      FakeInteraction late =
          at.discord.interactions().press(at.guild, MODERATORS, MODERATOR, ended, earlier);
      assertThat(text(late)).contains("These controls have ended.");
    }
  }

  private static FakeInteraction community(CommandGuild at) {
    return at.give(MODERATOR, MODERATORS, "community", Map.of("range", "2026-W09"));
  }

  private static String control(FakeMessage answer, String name) {
    return controls(answer).stream()
        .map(control -> control.path("custom_id").asText())
        .filter(id -> id.endsWith(":" + name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> controls(FakeMessage answer) {
    List<JsonNode> controls = new ArrayList<>();
    answer
        .payload()
        .path("components")
        .forEach(row -> row.path("components").forEach(controls::add));
    return controls;
  }
}
