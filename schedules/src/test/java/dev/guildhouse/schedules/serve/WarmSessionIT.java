package dev.guildhouse.schedules.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.serve.WarmSession.Pool;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The warm session, on the one that all tests of this JVM share; so nobody closes it here. */
class WarmSessionIT {
  private static final long FOR_HOURS = 10_000_000_000_000L;

  @TempDir
  private Path folder;

  @Test
  @Timeout(120)
  void workIsCancelledByItsGroupAndOtherWorkGoesOn() throws Exception {
    Home home = new Home(folder).prepare();
    InstantSource clock = InstantSource.system();
    TestWarehouse.openSession();
    try (OperationsDatabase database = Engine.H2.open(clock)) {
      WarmSession warm = new WarmSession(home, TestWarehouse.config(home), clock, database);
      CountDownLatch begun = new CountDownLatch(1);
      AtomicReference<String> pool = new AtomicReference<>();
      CompletableFuture<Long> work = CompletableFuture.supplyAsync(() -> {
        SparkSession spark = warm.forWork(Pool.JOBS, "nightly of today").spark();
        pool.set(spark.sparkContext().getLocalProperty("spark.scheduler.pool"));
        begun.countDown();
        // A filter, or it would be counted without being looked at.
        return spark.range(FOR_HOURS).filter("id % 7 = 3").count();
      });
      begun.await();
      warm.cancel("another of today");
      assertThat(warm.forWork(Pool.COMMANDS, "a question").spark().range(9).count())
          .isEqualTo(9);
      assertThat(work).isNotDone();
      while (!work.isDone()) {
        warm.cancel("nightly of today");
        Thread.sleep(100);
      }
      assertThat(pool).hasValue("jobs");
      assertThat(work).isCompletedExceptionally();
      try {
        work.get();
      } catch (ExecutionException e) {
        assertThat(e.getCause()).hasMessageContaining("cancelled");
      }
      warm.endWork();
      assertThat(warm.forWork(Pool.COMMANDS, "a question").spark().range(9).count())
          .isEqualTo(9);
      warm.endWork();
    }
  }
}
