package dev.guildhouse.jobs.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkLogStoreIT {
  private static final int ROUNDS = 200;

  @TempDir
  private Path log;

  @Test
  void exactlyOneOfTwoWritersWinsEachVersion() throws Exception {
    Configuration configuration = new Configuration(false);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Callable<List<Integer>>> writers = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      writers.add(() -> {
        List<Integer> won = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          together.await();
          try {
            new LinkLogStore(configuration)
                .write(file(round), List.of(name).iterator(), false, configuration);
            won.add(round);
          } catch (FileAlreadyExistsException lost) {
            assertThat(lost).hasMessageContaining(round + ".json");
          }
        }
        return won;
      });
    }
    List<Integer> won = new ArrayList<>();
    for (Future<List<Integer>> wins : pool.invokeAll(writers)) {
      won.addAll(wins.get());
    }
    pool.shutdown();
    assertThat(won).hasSize(ROUNDS).doesNotHaveDuplicates();
    try (var files = Files.list(log)) {
      assertThat(files).hasSize(ROUNDS).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }
  }

  private org.apache.hadoop.fs.Path file(int round) {
    return new org.apache.hadoop.fs.Path(log.resolve(round + ".json").toUri());
  }
}
