package dev.guildhouse.bench;

import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The peer: landing files in, the tables of the warehouse out as Parquet files, by the SELECTs beside
 * this class. Run as a process: {@code DuckDbDay LANDING OUTPUT}.
 */
final class DuckDbDay {
  private static final List<String> FACTS = List.of(
      "reactions",
      "messages",
      "removals",
      "polls",
      "threads",
      "memberships",
      "voice_sessions",
      "rewards",
      "moderation",
      "occasions",
      "activity_hourly",
      "top_content");

  private final Statement duckdb;
  private final Path output;

  private DuckDbDay(Statement duckdb, Path output) {
    this.duckdb = duckdb;
    this.output = output;
  }

  public static void main(String[] arguments) throws SQLException, IOException {
    Path output = Path.of(arguments[1]);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET memory_limit = '8GB'");
      statement.execute("SET preserve_insertion_order = false");
      statement.execute("SET temp_directory = '" + output.resolve("spill") + "'");
      statement.execute("SET VARIABLE landing = '" + arguments[0] + "/**/*.parquet'");
      DuckDbDay day = new DuckDbDay(statement, output);
      day.compute();
      System.out.println(Measured.sinceStart().line());
      day.answer();
    }
  }

  private void compute() throws SQLException, IOException {
    duckdb.execute("CREATE VIEW landing AS " + select("landing"));
    duckdb.execute("CREATE TABLE repeated AS " + select("repeated"));
    // Ten million wide rows are better read back by column than held in memory.
    copy("(" + select("events") + ")", "events");
    duckdb.execute("CREATE VIEW events AS FROM read_parquet('" + file("events") + "')");
    duckdb.execute("CREATE VIEW folding AS " + select("folding"));
    for (String table : FACTS) {
      make(table, select(table));
    }
    for (Period period : Period.values()) {
      duckdb.execute("SET VARIABLE period = '" + period.name().toLowerCase(Locale.ROOT) + "'");
      for (Entity entity : Entity.values()) {
        make(
            Rollups.of(entity, period).name(),
            select(entity.name().toLowerCase(Locale.ROOT) + "_rollup"));
      }
    }
  }

  private void make(String table, String select) throws SQLException {
    try {
      duckdb.execute("CREATE TABLE " + table + " AS " + select);
    } catch (SQLException e) {
      throw new SQLException("Cannot make " + table + " with DuckDB: " + e.getMessage(), e);
    }
    copy(table, table);
  }

  private void copy(String source, String table) throws SQLException {
    duckdb.execute(
        "COPY " + source + " TO '" + file(table) + "' (FORMAT parquet, COMPRESSION zstd)");
  }

  private Path file(String table) {
    return output.resolve(table + ".parquet");
  }

  private void answer() throws SQLException {
    for (Map.Entry<String, String> query : Answers.queries().entrySet()) {
      try (ResultSet row = duckdb.executeQuery(query.getValue())) {
        row.next();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          System.out.println(
              Answers.line(query.getKey(), row.getMetaData().getColumnName(i), row.getString(i)));
        }
      }
    }
  }

  private static String select(String name) throws IOException {
    try (InputStream sql = DuckDbDay.class.getResourceAsStream(name + ".sql")) {
      return new String(Objects.requireNonNull(sql, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
