package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.privacy.ForgottenMembers;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.DeathStops;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An erasure that dies at every step, each time run again, ends as one that nobody disturbed. Among
 * the long ones, as the sealing that dies stands in the acceptance tests for the steps they share.
 */
@Tag("long")
class ForgettingKillIT {
  private static final long MEMBER = 101;

  /** In the order in which an erasure comes by. */
  private static final List<String> ALL_STOPS = List.of(
      "forget.listed",
      "forget.recorded",
      "erase.events",
      "release.before-publish",
      "release.published",
      "sweep.hidden",
      "sweep.file",
      "sweep.release",
      "forget.swept",
      "forget.cleared",
      "forget.erased",
      "forget.reports");

  private static final List<String> STOPS = DeathStops.of(ALL_STOPS, "forget.swept");

  @TempDir
  private Path folder;

  @Test
  void anErasureThatDiesAtEveryStepIsCompletedByTheNext() throws Exception {
    Map<String, List<String>> undisturbed = undisturbed();
    Home home = new Home(folder.resolve("home"));
    FewMembers.fill(home);
    Files.createDirectories(home.reports());
    String key = FewMembers.key(home, MEMBER);
    String other = FewMembers.key(home, 102);
    OwnSearch search = new OwnSearch(home.root());
    assertThat(search.holding(key)).isNotEmpty();
    for (String stop : STOPS) {
      try (ChildJvm doomed = ForgetOnce.start(
          home, FewMembers.GUILD, MEMBER, "-D" + StopPoint.PROPERTY + "=" + stop)) {
        List<String> lines = doomed.lines();
        assertThat(doomed.exitCode())
            .as(() -> stop + "\n" + String.join("\n", lines))
            .isEqualTo(StopPoint.EXIT_CODE);
      }
    }
    try (ChildJvm last = ForgetOnce.start(home, FewMembers.GUILD, MEMBER)) {
      assertThat(last.lines()).contains("forgotten");
    }
    assertThat(search.holding(key)).isEmpty();
    assertThat(search.holding(other)).isNotEmpty();
    assertThat(counts(FewMembers.rows(TestWarehouse.of(home).lake().reader())))
        .isEqualTo(counts(undisturbed));
  }

  private Map<String, List<String>> undisturbed() throws IOException {
    Home home = new Home(folder.resolve("undisturbed"));
    WarehouseSession session = FewMembers.fill(home);
    session
        .runner()
        .because(Reason.ERASURE)
        .erase(
            new ForgottenMembers(
                FewMembers.GUILD, List.of(Long.valueOf(FewMembers.key(home, MEMBER)))),
            TestWarehouse.LEASE,
            2);
    return FewMembers.rows(session.lake().reader());
  }

  /** Without keys, which each home has its own of. */
  private static Map<String, List<String>> counts(Map<String, List<String>> rows) {
    rows.replaceAll((table, all) -> all.stream()
        .map(row -> row.replaceAll("\"(member_key|target_key|subject_id|ordinal)\":-?\\d+,?", ""))
        .sorted()
        .toList());
    return rows;
  }
}
