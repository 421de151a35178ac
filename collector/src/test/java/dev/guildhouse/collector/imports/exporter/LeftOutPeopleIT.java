package dev.guildhouse.collector.imports.exporter;

import static dev.guildhouse.collector.imports.ReadEvents.GUILD;
import static dev.guildhouse.collector.imports.exporter.ExportText.ANNA;
import static dev.guildhouse.collector.imports.exporter.ExportText.AT;
import static dev.guildhouse.collector.imports.exporter.ExportText.BERT;
import static dev.guildhouse.collector.imports.exporter.ExportText.ID;
import static dev.guildhouse.collector.imports.exporter.ExportText.export;
import static dev.guildhouse.collector.imports.exporter.ExportText.message;
import static dev.guildhouse.collector.imports.exporter.ExportText.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.collector.imports.ImportCounts;
import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.People.Reason;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna is left out of what an export and JSON Lines hold; Bert, who answers her, is not. */
class LeftOutPeopleIT {
  private static final Instant NOW = Instant.parse("2026-03-09T10:00:00Z");
  private static final String REACTIONS = """
      "content": "a", "timestampEdited": "2026-02-10T12:05:00+00:00",
      "reactions": [{"emoji": {"id": "", "name": "x", "code": "x"}, "count": 3, "users": [
        {"id": "%d", "name": "anna", "isBot": false}, {"id": "%d", "name": "bert", "isBot": false}]}]
      """.formatted(ANNA, BERT);

  @TempDir
  private Path root;

  private Home home;
  private SecretStore secrets;
  private People people;
  private long anna;
  private long bert;

  @BeforeEach
  void openHome() {
    home = new Home(root.resolve("home"));
    secrets = SecretStore.of(home, Config.Master.NONE);
    people = People.of(home, secrets);
    MemberKeys keys = MemberKeys.under(new GuildSecrets(secrets).ofGuild(GUILD));
    anna = keys.key(GUILD, ANNA);
    bert = keys.key(GUILD, BERT);
  }

  /** Landing holds amounts in ten-thousandths. */
  @Test
  void anExportLosesWhatShePutThereAndWhatPointsAtHer() throws IOException {
    people.add(GUILD, ANNA, Reason.OPTED_OUT, NOW);
    String text = export(message(ID, AT, ANNA, REACTIONS), reply(2, BERT, ID), reply(3, ANNA, ID));
    ImportCounts counts = imported("export.json", text);

    // Her message, its edit, her reply and her reaction.
    assertThat(counts.leftOut()).isEqualTo(4);
    assertThat(events(EventType.MESSAGE_CREATE))
        .extracting(event -> event.get("member_key"), event -> event.get("target_key"))
        .containsExactly(tuple(bert, 0L));
    assertThat(events(EventType.MESSAGE_UPDATE)).isEmpty();
    assertThat(events(EventType.REACTION_SNAPSHOT))
        .extracting(
            event -> event.get("member_key"),
            event -> event.get("target_key"),
            event -> event.get("amount"))
        .containsExactlyInAnyOrder(tuple(0L, 0L, 20_000L), tuple(bert, 0L, 10_000L));
    assertThat(ParquetRows.under(landing().events()))
        .allSatisfy(event -> assertThat(event).doesNotContainValue(anna));
  }

  @Test
  void whoWasForgottenIsBackFromThenOn() throws IOException {
    people.add(GUILD, ANNA, Reason.FORGOTTEN, AT.plusSeconds(2));
    imported(
        "export.json", export(message(ID, AT, ANNA, ""), reply(1, BERT, ID), reply(3, ANNA, ID)));
    assertThat(events(EventType.MESSAGE_CREATE))
        .extracting(event -> event.get("member_key"), event -> event.get("target_key"))
        .containsExactlyInAnyOrder(tuple(bert, 0L), tuple(anna, anna));
  }

  @Test
  void linesObeyTooAndStayTheSameEvent() throws IOException {
    String lines = """
        {"event_type": "voice_join", "guild_id": "%1$d", "event_at": "2026-02-10T12:00:00Z", "channel_id": "7", "user_id": "%2$d"}
        {"event_type": "flag", "guild_id": "%1$d", "event_at": "2026-02-10T12:00:00Z", "user_id": "%3$d", "target_user_id": "%2$d"}
        """.formatted(GUILD, ANNA, BERT);
    imported("before.jsonl", lines);
    Object before = events(EventType.FLAG).get(0).get("subject_id");
    people.add(GUILD, ANNA, Reason.OPTED_OUT, NOW);
    ImportCounts counts = imported("after.jsonl", lines + "\n");

    assertThat(counts.leftOut()).isEqualTo(1);
    assertThat(counts.events()).isEqualTo(1);
    assertThat(events(EventType.VOICE_JOIN)).hasSize(1);
    assertThat(events(EventType.FLAG))
        .extracting(
            event -> event.get("subject_id"),
            event -> event.get("member_key"),
            event -> event.get("target_key"))
        .containsExactlyInAnyOrder(tuple(before, bert, anna), tuple(before, bert, 0L));
  }

  private ImportCounts imported(String name, String text) throws IOException {
    Path file = Files.writeString(root.resolve(name), text);
    ImportOptions options =
        ImportOptions.of(landing(), new GuildSecrets(secrets), NOW).leavingOut(people::of);
    return new ImportRun(options, ImportListener.NONE).of(List.of(file)).total();
  }

  private List<Map<String, Object>> events(EventType type) {
    return ParquetRows.under(landing().events()).stream()
        .filter(event -> event.get("event_type").equals(type.code()))
        .toList();
  }

  private LandingLayout landing() {
    return LandingLayout.of(home);
  }
}
