package dev.guildhouse.schedules.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.privacy.ForgottenMembers;
import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.kpis.KpiPeriod;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.AnomalyTables;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse without somebody equals one that never heard of them. */
@Tag("acceptance")
class ErasureIT {
  private static final LocalDate FROM = LocalDate.of(2026, 1, 28);
  private static final BigDecimal TEN = BigDecimal.TEN;

  /** What 30 ordinary days may well hold none of, or nobody configured. */
  private static final Set<TableDef> RARE = Set.of(AnomalyTables.ANOMALIES, Marts.KEYWORD_DAILY);

  @TempDir
  private Path folder;

  @Test
  void tablesAreThoseOfAWarehouseThatNeverHeardOfTheMember() throws IOException {
    Home home = new Home(folder.resolve("real"));
    SimulationPlan plan = SimulationPlan.of(2, 30, 6, 6, 900, 5, FROM);
    SimulatedLanding.land(plan, home);
    Map<Long, List<KpiTarget>> targets = targets(plan);
    WarehouseSession session = TestWarehouse.of(home).judging(() -> targets);
    session.runner().backfill(plan.range(), Reprocess.MISSING, TestWarehouse.LEASE, 1);
    Row busiest = session
        .lake()
        .reader()
        .table(Rollups.of(Entity.MEMBER, Period.MONTH))
        .where("member_key <> 0")
        .orderBy(functions.desc("messages"))
        .first();
    long guild = busiest.getAs("guild_id");
    long key = busiest.getAs("member_key");

    Home without = new Home(folder.resolve("without"));
    copyLanding(home, without, guild, key);
    WarehouseSession innocent = TestWarehouse.of(without).judging(() -> targets);
    innocent.runner().backfill(plan.range(), Reprocess.MISSING, TestWarehouse.LEASE, 1);

    session
        .runner()
        .because(Reason.ERASURE)
        .erase(new ForgottenMembers(guild, List.of(key)), TestWarehouse.LEASE, 2);

    for (TableDef table : tables()) {
      List<String> lines = lines(session.lake().reader(), table);
      assertThat(lines)
          .as(table.name())
          .containsExactlyElementsOf(lines(innocent.lake().reader(), table));
      if (!RARE.contains(table)) {
        assertThat(lines).as(table.name()).isNotEmpty();
      }
    }
  }

  private static Map<Long, List<KpiTarget>> targets(SimulationPlan plan) {
    return plan.guildIds().stream()
        .collect(Collectors.toMap(
            guild -> guild,
            guild -> List.of(
                new KpiTarget("dau", "dau", null, TEN, KpiPeriod.DAY, true, FROM, null),
                new KpiTarget("wau", "wau", null, TEN, KpiPeriod.WEEK, true, FROM, null))));
  }

  /** The same landing files, but for what the member did and for the member's key. */
  private static void copyLanding(Home from, Home to, long guild, long key) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from.landing())) {
      files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    for (Path file : files) {
      Path copy = to.landing().resolve(from.landing().relativize(file));
      Files.createDirectories(copy.getParent());
      copy(file, copy, guild, key);
    }
  }

  private static void copy(Path from, Path to, long guild, long key) throws IOException {
    FileMetaData footer;
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(from))) {
      footer = reader.getFileMetaData();
    }
    try (ParquetReader<Group> reader = new GroupReader(from).build();
        ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(to))
            .withType(footer.getSchema())
            .withExtraMetaData(footer.getKeyValueMetaData())
            .build()) {
      for (Group event = reader.read(); event != null; event = reader.read()) {
        boolean isOfGuild = event.getLong("guild_id", 0) == guild;
        boolean isTheirs =
            event.getLong("member_key", 0) == key || event.getLong("subject_id", 0) == key;
        if (!isOfGuild || !isTheirs) {
          writer.write(copy(event, isOfGuild ? key : 0));
        }
      }
    }
  }

  /** The event, done to nobody if it was done to the member. */
  private static Group copy(Group event, long key) {
    GroupType schema = event.getType();
    Group copy = new SimpleGroup(schema);
    for (int field = 0; field < schema.getFieldCount(); field++) {
      for (int place = 0; place < event.getFieldRepetitionCount(field); place++) {
        Type type = schema.getType(field);
        if (!type.isPrimitive()) {
          copy.add(field, event.getGroup(field, place));
          continue;
        }
        switch (type.asPrimitiveType().getPrimitiveTypeName()) {
          case INT64 -> {
            long value = event.getLong(field, place);
            copy.add(field, type.getName().equals("target_key") && value == key ? 0L : value);
          }
          case INT32 -> copy.add(field, event.getInteger(field, place));
          case BOOLEAN -> copy.add(field, event.getBoolean(field, place));
          default -> copy.add(field, event.getBinary(field, place));
        }
      }
    }
    return copy;
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(Path file) {
      super(new LocalInputFile(file));
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private static List<TableDef> tables() {
    return Stream.concat(Stream.of(RawEvents.TABLE), JobGraph.ALL.stream().map(job -> job.output()))
        .toList();
  }

  private static List<String> lines(TableReader tables, TableDef table) {
    return tables.table(table).toJSON().collectAsList().stream().sorted().toList();
  }
}
