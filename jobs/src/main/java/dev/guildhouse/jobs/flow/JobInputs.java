package dev.guildhouse.jobs.flow;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.time.DayRange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a job may look at: tables, and what the configuration says of each guild.
 *
 * @param tables reads what the run has written so far over the release it started from
 * @param config the configuration
 * @param spark for rows made of the configuration
 * @param targets by guild what it wants to reach, and from when to when
 */
public record JobInputs(
    TableReader tables, Config config, SparkSession spark, Map<Long, List<KpiTarget>> targets) {
  public JobInputs {
    targets = Map.copyOf(targets);
  }

  /** Where no guild has a target. */
  public JobInputs(TableReader tables, Config config, SparkSession spark) {
    this(tables, config, spark, Map.of());
  }

  /** The events of some types that are folded on the (guild, day)s of a slice. */
  public Dataset<Row> events(Slice slice, EventType... types) {
    return tables.events(slice, Set.of(types));
  }

  /** The guilds of a slice whose members get new keys each month. */
  public Object[] anonymousGuilds(Slice slice) {
    return slice.guilds().stream().filter(this::isAnonymous).toArray();
  }

  /** Whether a guild's members get new keys each month. */
  public boolean isAnonymous(long guild) {
    return config.guild(guild).privacy().mode() == PrivacyMode.ANONYMOUS;
  }

  /** Whether a member of a guild can be told to be the same over some days. */
  public boolean isLinkable(long guild, DayRange days) {
    return tables
        .sealed()
        .whyNotLinkable(guild, config.guild(guild).privacy().mode(), days)
        .isEmpty();
  }

  public GuildFrame guilds(Slice slice) {
    return new GuildFrame(spark, config, slice.guilds());
  }
}
