package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Forgetting;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.SecretName;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants a member in a home and looks for what must never be there, with a search of its own that
 * shares no code with the program's. It finds the member's key, so it would find the rest.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryIT {
  private static final long GUILD = 700_000_000_000_000_000L;
  private static final String MEMBER = "214268103195283934";
  private static final String OPTED_OUT = "318462795103846215";
  private static final String NAME = "Zaphod Beeblebrox";
  private static final String TEXT = "a towel is about the most useful thing";
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");

  private static final String EXPORT = """
      {"guild": {"id": "%1$d", "name": "Test", "iconUrl": ""},
       "channel": {"id": "700000000000000001", "type": "GuildTextChat", "categoryId": "702", "category": "c", "name": "general", "topic": null},
       "dateRange": {"after": null, "before": null}, "exportedAt": "2026-02-28T00:00:00+00:00",
       "messages": [%2$s, %3$s], "messageCount": 2}
      """;

  @TempDir
  private static Path folder;

  private static Home home;

  @BeforeAll
  static void plant() throws IOException {
    home = new Home(folder.resolve("home"));
    CommandRun optOut =
        run("privacy", "opt-out", "--guild", Long.toString(GUILD), "--user", OPTED_OUT, "--json");
    assertThat(optOut.out()).contains("\"changed\" : true");
    Path file = Files.writeString(
        folder.resolve("export.json"),
        EXPORT.formatted(
            GUILD,
            message("1470751152537600001", MEMBER),
            message("1470751152537600002", OPTED_OUT)));
    JsonNode imported =
        new ObjectMapper().readTree(run("import", file.toString(), "--json").out());
    assertThat(imported.path("messages").asInt()).isEqualTo(1);
    assertThat(imported.path("left_out").asInt()).isEqualTo(1);
    LocalDate day = LocalDate.of(2026, 2, 10);
    TestWarehouse.of(home)
        .runner()
        .backfill(new DayRange(day, day.plusDays(1)), Reprocess.MISSING, TestWarehouse.LEASE, 1);
    run("runs");
  }

  @Test
  void nobodysIdNameOrTextIsAnywhere() throws IOException {
    for (String canary : List.of(MEMBER, OPTED_OUT, NAME, TEXT)) {
      assertThat(holding(canary)).as(canary).isEmpty();
    }
  }

  @Test
  void theKeyIsFoundAndThatOfWhoOptedOutIsNot() throws IOException {
    assertThat(holding(key(MEMBER)))
        .anyMatch(file -> file.startsWith("landing/"))
        .anyMatch(file -> file.startsWith("warehouse/"))
        .noneMatch(file -> file.startsWith("operations/") || file.startsWith("secrets/"));
    assertThat(holding(key(OPTED_OUT))).isEmpty();
  }

  @Test
  void theProofSaysTheSame() throws IOException {
    CommandRun clean = run("privacy", "prove", "--canary", MEMBER, "--canary", NAME, "--json");
    assertThat(clean.exitCode()).as(clean.out() + clean.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(clean.out());
    Path certificate = Path.of(answer.path("certificate").asText());
    assertThat(new ObjectMapper().readTree(certificate.toFile()).path("files"))
        .hasSize(answer.path("files").asInt())
        .hasSizeGreaterThan(10);
    assertThat(Files.readString(certificate)).doesNotContain(MEMBER, NAME);
    Files.delete(certificate);

    CommandRun failed = run("privacy", "prove", "--canary=" + key(MEMBER));
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("landing/", "warehouse/", "column member_key");
  }

  @Test
  void aSecretOutsideOfTheStoreIsFound() throws IOException {
    byte[] secret = SecretStore.of(home, Config.Master.NONE).secret(SecretName.ofGuild(GUILD));
    Path stray = Files.write(home.reports().getParent().resolve("stray"), secret);
    try {
      CommandRun failed = run("privacy", "prove");
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.out()).contains("stray", "the secret guild-" + GUILD);
    } finally {
      Files.delete(stray);
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void whoIsForgottenIsNowhereAnyMore() throws IOException {
    String key = key(MEMBER);
    assertThat(holding(key)).isNotEmpty();
    Config config = Config.load(home.configuration(), Map.of());
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.fixed(NOW))) {
      WarehouseRuns runs = new WarehouseRuns(database, () -> TestWarehouse.of(home), Duration.ZERO);
      Forgetting forgetting = new Forgetting(
          home,
          InstantSource.fixed(NOW),
          SecretStore.of(home, config.master()),
          () -> {},
          List.of(),
          Duration.ZERO);
      forgetting.forget(runs, RunTrigger.COMMAND_LINE, GUILD, Long.parseLong(MEMBER));
    }
    assertThat(holding(key)).isEmpty();
    assertThat(holding(MEMBER)).isEmpty();
    JsonNode again = new ObjectMapper()
        .readTree(
            run("import", folder.resolve("export.json").toString(), "--json").out());
    assertThat(again.path("messages").asInt()).isZero();
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.at(home.root(), NOW).of(arguments);
  }

  private static String message(String id, String author) {
    return """
        {"id": "%s", "type": "Default", "timestamp": "2026-02-10T12:00:00+00:00", "content": "%s",
         "author": {"id": "%s", "name": "%s", "discriminator": "0000", "nickname": "%s", "isBot": false},
         "reactions": [{"emoji": {"id": "", "name": "x", "code": "x"}, "count": 1, "users": [{"id": "%s", "name": "%s", "isBot": false}]}]}
        """.formatted(id, TEXT, author, NAME, NAME, MEMBER, NAME);
  }

  private static String key(String user) {
    GuildSecrets secrets = new GuildSecrets(SecretStore.of(home, Config.Master.NONE));
    return Long.toString(MemberKeys.under(secrets.ofGuild(GUILD)).key(GUILD, Long.parseLong(user)));
  }

  /** The files that hold a text, or the number that it is, in any form that is looked for here. */
  private static List<String> holding(String text) throws IOException {
    List<byte[]> forms = new ArrayList<>();
    forms.add(text.getBytes(StandardCharsets.UTF_8));
    forms.add(text.getBytes(StandardCharsets.UTF_16LE));
    if (text.matches("-?\\d+")) {
      byte[] number = new byte[8];
      byte[] reversed = new byte[8];
      BigInteger value = new BigInteger(text);
      for (int i = 0; i < 8; i++) {
        number[7 - i] = reversed[i] = value.shiftRight(8 * i).byteValue();
      }
      forms.addAll(List.of(number, reversed));
      forms.add(HexFormat.of().formatHex(number).getBytes(StandardCharsets.UTF_8));
    }
    List<String> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = latin(Files.readAllBytes(file));
        boolean isParquet = content.startsWith("PAR1");
        if (forms.stream().anyMatch(form -> content.contains(latin(form)))
            || (isParquet && holdsRow(file, text))) {
          holding.add(home.root().relativize(file).toString());
        }
      }
    }
    return holding;
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static boolean holdsRow(Path file, String text) throws IOException {
    try (ParquetReader<Group> reader = new Rows(new LocalInputFile(file))
        .withConf(new PlainParquetConfiguration())
        .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        if (row.toString().contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static final class Rows extends ParquetReader.Builder<Group> {
    Rows(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
