package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.warehouse.FilledHomes;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A home of one small guild: user 101 in January and February, 102 in January alone, 103 in February
 * alone, each with messages, and with reactions to those of the others.
 */
public final class FewMembers {
  public static final long GUILD = 700;
  public static final DayRange DAYS =
      new DayRange(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 2));
  private static final Instant IMPORTED = Instant.parse("2026-02-03T00:00:00Z");

  private FewMembers() {}

  /** Takes in what they did, and folds it. */
  public static WarehouseSession fill(Home home) throws IOException {
    FilledHomes.copy("few-members", home, FewMembers::fold);
    return TestWarehouse.of(home);
  }

  private static void fold(Home home) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      lines.append(message("2026-01-31T1" + i + ":00:00Z", i % 2 == 0 ? 101 : 102, i));
      lines.append(message("2026-02-01T1" + i + ":00:00Z", i % 2 == 0 ? 101 : 103, i));
    }
    Path file = Files.writeString(home.temporary().resolve("events.jsonl"), lines);
    ImportOptions options = ImportOptions.of(
            LandingLayout.of(home), new GuildSecrets(TestWarehouse.secrets(home)), IMPORTED)
        .guilds(guild -> 0, guild -> false);
    assertThat(new ImportRun(options, ImportListener.NONE)
            .of(java.util.List.of(file))
            .hasRefusals())
        .isFalse();
    Files.delete(file);
    TestWarehouse.of(home).runner().backfill(DAYS, Reprocess.MISSING, TestWarehouse.LEASE, 1);
  }

  private static String message(String at, long user, int number) {
    long id = Snowflake.of(Instant.parse(at), number);
    long other = 101 + (user - 100) % 3;
    return "{\"guild_id\": \"700\", \"channel_id\": \"701\", \"event_type\": \"message_create\","
        + " \"message_id\": \"" + id + "\", \"user_id\": \"" + user + "\"}\n"
        + "{\"guild_id\": \"700\", \"channel_id\": \"701\", \"event_type\": \"reaction_add\","
        + " \"message_id\": \"" + id + "\", \"event_at\": \"" + at.replace(":00:00", ":30:00")
        + "\", \"user_id\": \"" + user + "\", \"target_user_id\": \"" + other
        + "\", \"emoji\": \"+\"}\n";
  }

  /** The key of a user, as text. */
  public static String key(Home home, long user) {
    byte[] secret = new GuildSecrets(TestWarehouse.secrets(home)).ofGuild(GUILD);
    return Long.toString(MemberKeys.under(secret).key(GUILD, user));
  }

  /** Every row of every table, as text; without when numbers were restated. */
  public static Map<String, java.util.List<String>> rows(TableReader tables) {
    Map<String, java.util.List<String>> rows = new TreeMap<>();
    Stream.concat(Stream.of(RawEvents.TABLE), JobGraph.ALL.stream().map(job -> job.output()))
        .forEach((TableDef table) -> rows.put(
            table.name(),
            tables.table(table).toJSON().collectAsList().stream().sorted().toList()));
    return rows;
  }
}
