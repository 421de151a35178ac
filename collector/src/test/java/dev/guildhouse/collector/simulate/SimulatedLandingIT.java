package dev.guildhouse.collector.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.collector.simulate.truth.GuildTruth;
import dev.guildhouse.collector.simulate.truth.Truth;
import dev.guildhouse.collector.simulate.truth.TruthDetail;
import dev.guildhouse.collector.simulate.truth.TruthFile;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedLandingIT {
  private static final SimulationPlan PLAN =
      SimulationPlan.of(2, 30, 6, 3, 1_000, 9, LocalDate.of(2026, 10, 30));

  @TempDir
  private Path folder;

  @Test
  void landsWhatASimulationInMemoryHasAndItsTruthBeside() {
    Home home = new Home(folder.resolve("home"));
    SimulatedLanding.Landed landed = land(PLAN, home);
    SimulatedEvents expected = SimulatedEvents.of(PLAN);
    List<Map<String, Object>> rows = ParquetRows.under(home.landing().resolve("events"));
    assertThat(landed.events()).isEqualTo(rows.size());
    assertThat(rows.stream()
            .map(row -> identity(
                row.get("guild_id"),
                row.get("event_type"),
                row.get("subject_id"),
                row.get("ordinal"))))
        .containsExactlyInAnyOrderElementsOf(
            expected.all().stream().map(SimulatedLandingIT::identity).toList());
    Truth truth = TruthFile.read(landed.truth().orElseThrow());
    assertThat(truth.guilds().keySet()).isEqualTo(expected.truth().guilds().keySet());
    truth.guilds().forEach((guild, written) -> {
      GuildTruth known = expected.truth().guild(guild);
      assertThat(written).isEqualTo(known.withoutKeys(guild));
      assertThat(written.members())
          .hasSameSizeAs(known.members())
          .doesNotContainKeys(
              known.members().keySet().stream().filter(key -> key != 0).toArray(Long[]::new));
    });
  }

  @Test
  void eachDayOfReceiptHasItsOwnFile() throws IOException {
    Home home = new Home(folder.resolve("home"));
    land(PLAN, home);
    for (LocalDate day : SimulatedEvents.of(PLAN).byReceivedDate().keySet()) {
      assertThat(home.landing()
              .resolve("events/received_date=" + day + "/hour=23/" + PLAN.name() + "-" + day
                  + "-0.parquet"))
          .isRegularFile();
    }
    assertThat(filesOf(home).keySet()).noneMatch(name -> name.contains(".staging"));
  }

  @Test
  void landingAgainChangesNoByte() throws IOException {
    Home home = new Home(folder.resolve("home"));
    land(PLAN, home);
    SortedMap<String, Long> before = filesOf(home);
    land(PLAN, home);
    assertThat(filesOf(home)).isEqualTo(before);
    Home other = new Home(folder.resolve("other"));
    land(PLAN, other);
    assertThat(filesOf(other)).isEqualTo(before);
  }

  @Test
  void withoutTruthThereIsNoFileOfIt() throws IOException {
    Home home = new Home(folder.resolve("home"));
    assertThat(land(PLAN.with(TruthDetail.NONE), home).truth()).isEmpty();
    assertThat(filesOf(home).keySet()).noneMatch(name -> name.contains("truth"));
  }

  @Test
  void membersKeysStandUnderTheSecretsOfTheHome() {
    Home home = new Home(folder.resolve("home"));
    SimulatedLanding.Landed landed = SimulatedLanding.land(PLAN, home);
    assertThat(landed.truth().orElseThrow())
        .isEqualTo(SimulatedLanding.truthFolder(PLAN, home).resolve("truth.json"));
    List<Object> keys = ParquetRows.under(home.landing().resolve("events")).stream()
        .map(row -> row.get("member_key"))
        .filter(key -> !key.equals(0L))
        .toList();
    List<Long> keysUnderOtherSecrets =
        SimulatedEvents.of(PLAN).all().stream().map(RawEvent::memberKey).toList();
    assertThat(keys)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(new ArrayList<>(keysUnderOtherSecrets));
  }

  private static SimulatedLanding.Landed land(SimulationPlan plan, Home home) {
    return SimulatedLanding.land(
        plan, home, SimulatedLanding.truthFolder(plan, home), SimulatedEvents::secret);
  }

  private static List<Object> identity(Object guild, Object type, Object subject, Object ordinal) {
    return List.of(guild, type, subject, ordinal);
  }

  private static List<Object> identity(RawEvent event) {
    return identity(event.guildId(), event.eventType().code(), event.subjectId(), event.ordinal());
  }

  /** A checksum of every file in landing. */
  private static SortedMap<String, Long> filesOf(Home home) throws IOException {
    SortedMap<String, Long> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(home.landing())) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(path));
        files.put(home.landing().relativize(path).toString(), checksum.getValue());
      }
    }
    return files;
  }
}
