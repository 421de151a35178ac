package dev.guildhouse.schedules.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.Sweep;
import dev.guildhouse.jobs.lake.Sweep.Depth;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.TableDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted and what is not, by releases of two small tables. */
@Tag("acceptance")
class SweepIT {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 7);
  private static final long GUILD = 5;

  @TempDir
  private Path folder;

  private final TestClock clock = new TestClock();
  private SparkSession spark;
  private Lake lake;

  @BeforeEach
  void open() {
    spark = TestWarehouse.of(new Home(folder)).spark();
    lake = anew();
  }

  private Lake anew() {
    return new Lake(spark, folder.resolve("w"), guild -> PrivacyMode.PSEUDONYMOUS, clock);
  }

  @Test
  void aReaderReadsItsReleaseToTheEndAndTheFilesGoWhenItCloses() throws IOException {
    publish(1);
    try (HeldRelease reader = lake.open("test")) {
      publish(2);
      Sweep.Result meanwhile = sweep(Depth.LAST_RUNS);
      assertThat(meanwhile.read()).containsExactly(1L);
      assertThat(scores(reader)).containsExactly(1L);
      assertThat(scores(lake.reader())).containsExactly(2L);
      publish(3);
      sweep(Depth.EVERYTHING);
      assertThat(scores(reader)).containsExactly(1L);
      assertThat(dataFiles()).isEqualTo(4);
    }
    assertThat(sweep(Depth.LAST_RUNS).releases()).isEqualTo(1);
    assertThat(dataFiles()).isEqualTo(2);
    assertThat(scores(lake.reader())).containsExactly(3L);
    assertThat(folder.resolve("w/releases")).isDirectoryNotContaining("glob:**hidden");
  }

  @Test
  void aReaderThatDiedHoldsItsReleaseUntilItsLeaseEnds() throws IOException {
    publish(1);
    HeldRelease dead = lake.open("test");
    publish(2);
    clock.advance(Duration.ofSeconds(59));
    assertThat(sweep(Depth.LAST_RUNS).read()).containsExactly(1L);
    clock.advance(Duration.ofSeconds(20));
    assertThat(sweep(Depth.LAST_RUNS).releases()).isEqualTo(1);
    assertThat(dataFiles()).isEqualTo(2);
    assertThatThrownBy(() -> dead.table(Marts.TOP_CONTENT))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.LOCKED));
    dead.close();
  }

  @Test
  void anOldLogGoesAndWhoComesAnewReadsAndWritesOn() throws IOException {
    for (int score = 1; score <= 4; score++) {
      publish(score);
    }
    assertThat(logVersions()).contains(0L);
    sweep(Depth.EVERYTHING);
    assertThat(logVersions()).containsExactly(3L);
    lake = anew();
    assertThat(scores(lake.reader())).containsExactly(4L);
    publish(5);
    assertThat(scores(anew().reader())).containsExactly(5L);
    assertThat(spark
            .read()
            .format("delta")
            .load(folder.resolve("w/months/2026-10/pseudonymous/top_content").toString())
            .count())
        .isEqualTo(1);
  }

  @Test
  void whatARunLeftThatDidNotPublishGoes() throws IOException {
    publish(1);
    write(2, false);
    assertThat(dataFiles()).isEqualTo(4);
    sweep(Depth.EVERYTHING);
    assertThat(dataFiles()).isEqualTo(2);
    assertThat(scores(anew().reader())).containsExactly(1L);
    publish(3);
    assertThat(scores(anew().reader())).containsExactly(3L);
  }

  @Test
  void withNothingNewNothingIsDeleted() {
    publish(1);
    assertThat(sweep(Depth.LAST_RUNS))
        .isEqualTo(new Sweep.Result(0, List.of(), 0, 0, new TreeSet<>()));
    assertThat(sweep(Depth.EVERYTHING).files()).isZero();
  }

  private Sweep.Result sweep(Depth depth) {
    return new Sweep(lake, TestWarehouse.LEASE).run(depth);
  }

  private void publish(int score) {
    write(score, true);
  }

  private void write(int score, boolean isPublished) {
    try (LakeWriter writer = lake.writer(TestWarehouse.LEASE, score)) {
      Slice slice = Slice.of(List.of(GUILD), List.of(DAY));
      writer.ledger(ledger -> ledger.knowing(new TreeSet<>(List.of(GUILD))));
      writer.replace(
          Marts.TOP_CONTENT,
          slice,
          rows(
              Marts.TOP_CONTENT,
              "{\"content_date\":\"2026-10-07\",\"guild_id\":5,\"rank\":1,\"message_id\":1,"
                  + "\"channel_id\":1,\"thread_id\":0,\"member_key\":7,\"reaction_score\":" + score
                  + ",\"weighted_score\":1.0,\"updated_at\":\"2026-10-07T00:00:00Z\"}"));
      writer.replace(
          Facts.CHANNELS,
          slice,
          rows(
              Facts.CHANNELS,
              "{\"changed_date\":\"2026-10-07\",\"guild_id\":5,\"channel_id\":1,"
                  + "\"parent_channel_id\":" + score + ",\"is_deleted\":false,"
                  + "\"updated_at\":\"2026-10-07T00:00:00Z\"}"));
      if (isPublished) {
        writer.publish();
      }
    }
  }

  private Dataset<Row> rows(TableDef table, String json) {
    Dataset<Row> parsed = spark
        .read()
        .schema(Schemas.of(table))
        .json(spark.createDataset(List.of(json), Encoders.STRING()));
    return spark.createDataFrame(parsed.collectAsList(), Schemas.of(table)).coalesce(1);
  }

  private static List<Long> scores(TableReader tables) {
    return tables.table(Marts.TOP_CONTENT).select("reaction_score").collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private long dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("w"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("part-") && name.endsWith(".parquet"))
          .count();
    }
  }

  private Set<Long> logVersions() throws IOException {
    Path log = folder.resolve("w/months/2026-10/pseudonymous/top_content/_delta_log");
    try (Stream<Path> files = Files.list(log)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("\\d{20}\\..*"))
          .map(name -> Long.valueOf(name.substring(0, 20)))
          .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }
  }
}
