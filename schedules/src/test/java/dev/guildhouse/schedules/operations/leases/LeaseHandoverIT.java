package dev.guildhouse.schedules.operations.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one database file, of which the one that serves it goes away. */
class LeaseHandoverIT {
  @TempDir
  private Path home;

  @Test
  @Tag("acceptance")
  void processesThatOpenANewHomeAtOnceShareIt() throws Exception {
    try (ChildJvm one = taker(10);
        ChildJvm two = taker(10);
        ChildJvm three = taker(10)) {
      List<String> numbers = new ArrayList<>();
      for (ChildJvm taker : List.of(one, two, three)) {
        numbers.addAll(taker.lines());
        assertThat(taker.exitCode()).as(() -> String.join("\n", numbers)).isZero();
      }
      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, 30).mapToObj(Long::toString).toList());
    }
  }

  @Test
  void survivorGoesOnWhenTheProcessThatServesTheFileIsKilled() throws Exception {
    try (ChildJvm server = taker(1_000_000)) {
      assertThat(server.line()).isEqualTo("1");
      try (ChildJvm survivor = taker(30)) {
        String first = survivor.line();
        assertThat(first).containsOnlyDigits();
        server.kill();
        List<String> rest = survivor.lines();
        assertThat(survivor.exitCode()).as(() -> String.join("\n", rest)).isZero();

        List<Long> served = server.lines().stream().map(Long::valueOf).toList();
        List<Long> survived = rest.stream().map(Long::valueOf).toList();
        assertThat(survived)
            .hasSize(29)
            .isSorted()
            .doesNotHaveDuplicates()
            .doesNotContainAnyElementsOf(served);
        assertThat(survived.get(28)).isGreaterThan(served.get(served.size() - 1));
      }
    }
  }

  @Test
  void processThatIsKilledWhileItMakesTheFileLeavesNoneInItsPlace() throws Exception {
    Home made = new Home(home);
    try (ChildJvm killed = taker(1, "-D" + StopPoint.PROPERTY + "=operations.made")) {
      assertThat(killed.exitCode()).isEqualTo(StopPoint.EXIT_CODE);
    }
    assertThat(OperationsDatabase.isIn(made)).isFalse();

    try (ChildJvm next = taker(1)) {
      assertThat(next.lines()).containsExactly("1");
      assertThat(next.exitCode()).isZero();
    }
    assertThat(OperationsDatabase.isIn(made)).isTrue();
  }

  private ChildJvm taker(int times, String... options) throws Exception {
    return ChildJvm.start(
        List.of(options), LeaseTaker.class, home.toString(), Integer.toString(times));
  }
}
