package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about schedules, at noon of Monday, 9 March 2026. */
class ScheduleCommandIT {
  @TempDir
  private Path home;

  @BeforeEach
  void writeSchedules() throws Exception {
    Files.writeString(home.resolve("schedules.yaml"), """
        schedules:
          nightly: {at: "02:30", time_zone: Europe/Berlin}
          verify: {enabled: false}
        """);
  }

  @Test
  void listShowsTheNextSlotsOfEach() throws Exception {
    CommandRun listed = CommandRun.in(home).of("schedule", "list", "--next", "2", "--json");
    assertThat(listed.exitCode()).as(listed.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(listed.out());
    assertThat(rows.findValuesAsText("schedule")).contains("ingest", "nightly", "nightly");
    assertThat(rows.get(2).path("next").asText()).isEqualTo("2026-03-10T01:30:00Z");
    assertThat(rows.get(3).path("next").asText()).isEqualTo("2026-03-11T01:30:00Z");
    assertThat(rows.get(2).path("time_zone").asText()).isEqualTo("Europe/Berlin");
    CommandRun text = CommandRun.in(home).of("schedule", "list");
    assertThat(text.out().lines().filter(line -> line.startsWith("verify")))
        .singleElement()
        .asString()
        .contains("off");
    assertThat(CommandRun.in(home).of("schedule", "list", "--next", "0").exitCode())
        .isEqualTo(2);
  }

  @Test
  void checkTellsAllErrorsAtOnce() throws Exception {
    assertThat(CommandRun.in(home).of("schedule", "check").out()).contains("17 schedules are on");
    Files.writeString(
        home.resolve("schedules.yaml"), "schedules:\n  nightly: {evry: day}\n  mine: {job: x}\n");
    CommandRun text = CommandRun.in(home).of("schedule", "check");
    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.err())
        .contains("the file has 3 errors", "did you mean every?", "schedules.mine.every", "line 3");
    CommandRun json = CommandRun.in(home).of("schedule", "check", "--json");
    assertThat(json.exitCode()).isEqualTo(2);
    assertThat(new ObjectMapper().readTree(json.out()).path("problems")).hasSize(3);
  }

  @Test
  void pauseHoldsUntilResume() {
    assertThat(CommandRun.in(home).of("schedule", "pause", "nightly").out())
        .contains("paused")
        .contains("true");
    assertThat(CommandRun.in(home).of("schedule", "list").out())
        .containsPattern("nightly .*paused");
    assertThat(CommandRun.in(home).of("schedule", "resume", "nightly").exitCode())
        .isZero();
    assertThat(CommandRun.in(home).of("schedule", "list").out()).doesNotContain("paused");
    CommandRun misspelt = CommandRun.in(home).of("schedule", "pause", "nigtly");
    assertThat(misspelt.exitCode()).isEqualTo(2);
    assertThat(misspelt.err()).contains("Did you mean nightly?");
  }

  @Test
  void runByHandIsToldInTheHistory() throws Exception {
    CommandRun ran = CommandRun.in(home).of("schedule", "run", "retention");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("succeeded", "2026-03-09T12:00:00Z");

    CommandRun slot =
        CommandRun.in(home).of("schedule", "run", "retention", "--slot", "2026-03-09T04:00:00Z");
    assertThat(slot.exitCode()).as(slot.err()).isZero();
    CommandRun again =
        CommandRun.in(home).of("schedule", "run", "retention", "--slot", "2026-03-09T04:00:00Z");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("it has succeeded");
    assertThat(CommandRun.in(home)
            .of("schedule", "run", "retention", "--slot", "2026-03-09T04:00:01Z")
            .err())
        .contains("it has no slot then", "2026-03-10T04:00:00Z");
    assertThat(CommandRun.in(home)
            .of("schedule", "run", "retention", "--slot", "2026-03-10T04:00:00Z")
            .exitCode())
        .isEqualTo(3);

    JsonNode history = new ObjectMapper()
        .readTree(
            CommandRun.in(home).of("schedule", "history", "retention", "--json").out());
    assertThat(history.findValuesAsText("slot"))
        .containsExactly("2026-03-09T12:00:00Z", "2026-03-09T04:00:00Z");
    assertThat(history.findValuesAsText("by")).containsOnly("command line");
    assertThat(CommandRun.in(home).of("schedule", "run", "backup").out())
        .contains("skipped", "backup.folder is not set.");
  }
}
