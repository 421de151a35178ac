package dev.guildhouse.jobs.marts.segments;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.statistics.Binomial;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.ScoreSettings;
import dev.guildhouse.schema.config.SegmentSettings;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per guild and night: the thresholds that decide who is what. */
final class SegmentFrame {
  /** What {@link #risks} gives where no number of active days is improbable. */
  private static final int NEVER = -1;

  private static final StructType SCHEMA = new StructType()
      .add("guild_id", "long", false)
      .add("as_of_date", "date", false)
      .add("open_from", "date", false)
      .add("dormant_days", "int", false)
      .add("new_days", "int", false)
      .add("recent_days", "int", false)
      .add("baseline_days", "int", false)
      .add("minimum_active_days", "int", false)
      .add("risk_low", new ArrayType(DataTypes.IntegerType, false), false)
      .add("risk_idle", new ArrayType(DataTypes.IntegerType, false), false)
      .add("whale_days", "int", false)
      .add("whale_percent", "double", false)
      .add("whale_earners", "int", false)
      .add("whale_most_percent", "double", false)
      .add("power_active_days", "int", false)
      .add("power_percentile", "int", false)
      .add("regular_sessions", "int", false)
      .add("weight_messages", "double", false)
      .add("weight_reactions", "double", false)
      .add("weight_voice", "double", false)
      .add("weight_threads", "double", false)
      .add("half_life_days", "int", false);

  private SegmentFrame() {}

  /** The nights of a slice; in anonymous mode nobody can be followed long enough. */
  static Dataset<Row> of(JobInputs inputs, Slice slice) {
    List<Row> rows = new ArrayList<>();
    slice
        .guildsByDay()
        .forEach((day, guilds) -> guilds.stream()
            .filter(guild -> !inputs.isAnonymous(guild))
            .forEach(guild -> rows.add(row(
                guild,
                day,
                inputs.tables().sealed().openFrom(guild),
                inputs.config().guild(guild)))));
    return functions.broadcast(inputs.spark().createDataFrame(rows, SCHEMA));
  }

  private static Row row(long guild, LocalDate day, LocalDate openFrom, GuildSettings settings) {
    SegmentSettings segments = settings.segments();
    SegmentSettings.AtRisk atRisk = segments.atRisk();
    ScoreSettings score = settings.score();
    double weights = score.messages() + score.reactions() + score.voice() + score.threads();
    double whole = weights == 0 ? 1 : weights;
    return RowFactory.create(
        guild,
        Date.valueOf(day),
        Date.valueOf(openFrom.isBefore(LocalDate.EPOCH) ? LocalDate.EPOCH : openFrom),
        segments.dormantDays(),
        segments.newDays(),
        atRisk.recentDays(),
        atRisk.baselineDays(),
        atRisk.minimumActiveDays(),
        risks(atRisk).toArray(Integer[]::new),
        idleDays(atRisk).toArray(Integer[]::new),
        segments.whales().days(),
        segments.whales().percent(),
        segments.whales().minimumEarners(),
        segments.whales().mostPercent(),
        segments.powerActiveDays(),
        segments.powerPercentile(),
        segments.voiceSessions(),
        score.messages() / whole,
        score.reactions() / whole,
        score.voice() / whole,
        score.threads() / whole,
        score.halfLifeDays());
  }

  /**
   * By active days b of the baseline, from 0: the most active days x of the recent ones that are
   * improbably few, P(Bin(recent, b / baseline) ≤ x) ≤ significance; -1 when not even 0 is.
   */
  static List<Integer> risks(SegmentSettings.AtRisk rule) {
    List<Integer> most = new ArrayList<>();
    for (int active = 0; active <= rule.baselineDays(); active++) {
      double habit = active / (double) rule.baselineDays();
      int days = NEVER;
      while (days + 1 < rule.recentDays()
          && Binomial.atMost(days + 1, rule.recentDays(), habit) <= rule.significance()) {
        days++;
      }
      most.add(days);
    }
    return most;
  }

  /** By active days b of the baseline, from 0: the fewest idle days that are improbably many. */
  static List<Integer> idleDays(SegmentSettings.AtRisk rule) {
    List<Integer> fewest = new ArrayList<>();
    for (int active = 0; active <= rule.baselineDays(); active++) {
      double miss = 1 - active / (double) rule.baselineDays();
      int days = rule.idleDays();
      while (days < rule.baselineDays() + rule.recentDays()
          && Math.pow(miss, days) > rule.significance()) {
        days++;
      }
      fewest.add(active == 0 ? Integer.MAX_VALUE : days);
    }
    return fewest;
  }
}
