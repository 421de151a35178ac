package dev.guildhouse.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.apache.spark.sql.SparkSession;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the pinned versions work in one JVM, where a wrong Jackson or Netty would fail. */
class SharedClasspathIT {
  @TempDir
  private Path folder;

  @Test
  void sparkWritesAndReadsDeltaBesideDiscordsJson() throws IOException {
    assertThat(DataObject.fromJson("{\"id\": \"1\"}").getLong("id")).isEqualTo(1L);

    String table = folder.resolve("numbers").toString();
    try (SparkSession spark = SparkSession.builder()
        .master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate()) {
      spark.range(10).write().format("delta").save(table);
      assertThat(spark.read().format("delta").load(table).count()).isEqualTo(10);
    }
  }

  @Test
  void migrationsRunOnTheEmbeddedDatabase() {
    try (HikariDataSource database = new HikariDataSource()) {
      database.setJdbcUrl("jdbc:h2:" + folder.resolve("operations") + ";WRITE_DELAY=0");
      Flyway.configure().dataSource(database).load().migrate();
      assertThat(answerOf(Jdbi.create(database))).isEqualTo(1);
    }
  }

  @Test
  void migrationsRunOnPostgres() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
      assertThat(answerOf(Jdbi.create(postgres.getPostgresDatabase()))).isEqualTo(1);
    }
  }

  private static int answerOf(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
  }
}
