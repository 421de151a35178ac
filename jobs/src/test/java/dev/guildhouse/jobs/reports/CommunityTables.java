package dev.guildhouse.jobs.reports;

import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;

/**
 * A small guild, beside another one whose numbers must not get in. The week is ISO week 10 of 2026
 * with rollups of its own: nobody watched on Thursday, half of Friday was watched, and on Saturday
 * nobody said a word. The two days of February have no rollups but those of days.
 */
final class CommunityTables {
  static final long GUILD = 81_384_788_765_712_384L;
  static final DayRange WEEK = new DayRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 9));
  static final DayRange TWO_DAYS =
      new DayRange(LocalDate.of(2026, 2, 26), LocalDate.of(2026, 2, 28));

  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef GUILD_WEEKLY = Rollups.of(Entity.GUILD, Period.WEEK);
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final TableDef CHANNEL_WEEKLY = Rollups.of(Entity.CHANNEL, Period.WEEK);
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);

  private static final String WATCHED =
      "'messages_coverage':1,'reactions_coverage':1," + "'voice_coverage':1,'members_coverage':1";

  private CommunityTables() {}

  static TablesInMemory all(SparkSession spark) {
    TablesInMemory tables = new TablesInMemory(spark);
    week(tables);
    twoDays(tables);
    names(tables);
    return tables;
  }

  private static void week(TablesInMemory tables) {
    tables.with(
        GUILD_DAILY,
        row("'period_start_date':'2026-03-02','messages':120,'replies':40,'unique_authors':9,"
            + "'active_members':11,'reactions_given':30,'voice_seconds':7200,'joins':2,"
            + "'leaves':1,'bot_messages':10," + WATCHED),
        row("'period_start_date':'2026-03-03','messages':80,'replies':20,'unique_authors':7,"
            + "'active_members':8,'reactions_given':12,'joins':1," + WATCHED),
        row("'period_start_date':'2026-03-04','messages':95,'replies':30,'unique_authors':8,"
            + "'active_members':9,'reactions_given':20,'voice_seconds':5400," + WATCHED),
        row("'period_start_date':'2026-03-06','messages':40,'replies':10,'unique_authors':5,"
            + "'active_members':6,'reactions_given':4,'voice_seconds':1800,'leaves':1,"
            + "'messages_coverage':0.5,'reactions_coverage':0.5,'voice_coverage':0.5,"
            + "'members_coverage':1"),
        row("'period_start_date':'2026-03-07'," + WATCHED),
        row("'period_start_date':'2026-03-08','messages':60,'replies':15,'unique_authors':6,"
            + "'active_members':7,'reactions_given':10,'voice_seconds':3600,'joins':3,"
            + "'members_total':512," + WATCHED),
        other("'period_start_date':'2026-03-05','messages':9999," + WATCHED));
    tables.with(
        GUILD_WEEKLY,
        row("'period_start_date':'2026-02-23','messages':500,'replies':150,'unique_authors':15,"
            + "'active_members':18,'reactions_given':60,'voice_seconds':36000,'joins':4,"
            + "'leaves':0,'unique_voice_members':5,'members_total':500," + WATCHED),
        row("'period_start_date':'2026-03-02','messages':395,'replies':115,'unique_authors':14,"
            + "'active_members':17,'reactions_given':76,'voice_seconds':18000,'joins':6,"
            + "'leaves':2,'unique_voice_members':4,'bot_messages':10,'members_total':512,"
            + "'messages_coverage':0.7857142857142857,'reactions_coverage':0.7857142857142857,"
            + "'voice_coverage':0.7857142857142857,'members_coverage':0.95"));
    tables.with(
        CHANNEL_DAILY,
        row("'channel_id':101,'period_start_date':'2026-03-02','messages':100,'replies':40,"
            + "'unique_authors':9,'reactions_given':25"),
        row("'channel_id':101,'period_start_date':'2026-03-03','messages':80,'replies':20,"
            + "'unique_authors':7,'reactions_given':12"),
        row("'channel_id':102,'period_start_date':'2026-03-02','messages':20,"
            + "'unique_authors':3,'reactions_given':5"),
        row("'channel_id':102,'period_start_date':'2026-03-04','messages':195,'replies':55,"
            + "'unique_authors':8,'reactions_given':34"),
        row("'channel_id':103,'period_start_date':'2026-03-04','voice_seconds':18000"),
        row("'channel_id':0,'period_start_date':'2026-03-04','rewards':3"),
        other("'channel_id':901,'period_start_date':'2026-03-04','messages':7777"));
    tables.with(
        CHANNEL_WEEKLY,
        row("'channel_id':101,'period_start_date':'2026-03-02','messages':180,"
            + "'unique_authors':10"),
        row("'channel_id':102,'period_start_date':'2026-03-02','messages':215,"
            + "'unique_authors':8"));
    tables.with(
        MEMBER_DAILY,
        row("'member_key':11,'period_start_date':'2026-03-02','messages':70,'replies':9,"
            + "'reactions_given':3,'reactions_received':12"),
        row("'member_key':11,'period_start_date':'2026-03-04','messages':30,'replies':1,"
            + "'reactions_received':8,'voice_seconds':1800"),
        row("'member_key':-12,'period_start_date':'2026-03-03','messages':80,"
            + "'reactions_given':20"),
        row("'member_key':13,'period_start_date':'2026-03-06','voice_seconds':16200"),
        row("'member_key':14,'period_start_date':'2026-03-06','joins':1"),
        row("'member_key':0,'period_start_date':'2026-03-06','reactions_given':500"),
        other("'member_key':91,'period_start_date':'2026-03-06','messages':5555"));
    tables.with(
        Marts.TOP_CONTENT,
        row("'content_date':'2026-03-02','rank':1,'message_id':1477800000000000001,"
            + "'channel_id':101,'thread_id':0,'member_key':11,'reaction_score':12,"
            + "'weighted_score':13.125"),
        row("'content_date':'2026-03-04','rank':1,'message_id':1478500000000000002,"
            + "'channel_id':102,'thread_id':777,'member_key':0,'reaction_score':30,"
            + "'weighted_score':30.0"),
        row("'content_date':'2026-03-04','rank':2,'message_id':1478500000000000001,"
            + "'channel_id':102,'member_key':-12,'reaction_score':12,'weighted_score':12.0"),
        row("'content_date':'2026-03-01','rank':1,'message_id':1477400000000000001,"
            + "'channel_id':101,'member_key':11,'reaction_score':99,'weighted_score':99.0"),
        other("'content_date':'2026-03-04','rank':1,'message_id':5,'reaction_score':400"));
    tables.with(
        Facts.COLLECTOR_COVERAGE,
        row("'covered_date':'2026-03-02','channel_id':0,'family':'messages',"
            + "'hour_at':'2026-03-02T00:00:00Z','covered_seconds':3600"),
        row("'covered_date':'2026-03-02','channel_id':101,'family':'messages',"
            + "'hour_at':'2026-03-02T00:00:00Z','covered_seconds':1800"),
        row("'covered_date':'2026-03-02','channel_id':101,'family':'messages',"
            + "'hour_at':'2026-03-02T01:00:00Z','covered_seconds':1800"),
        row("'covered_date':'2026-03-02','channel_id':102,'family':'reactions',"
            + "'hour_at':'2026-03-02T01:00:00Z','covered_seconds':3600"));
  }

  /** 100 messages after 80 of two days before; voice was never watched. */
  private static void twoDays(TablesInMemory tables) {
    String watched = "'messages_coverage':1,'reactions_coverage':1,'members_coverage':1";
    tables.with(
        GUILD_DAILY,
        row("'period_start_date':'2026-02-24','messages':50,'joins':9," + watched),
        row("'period_start_date':'2026-02-25','messages':30," + watched),
        row("'period_start_date':'2026-02-26','messages':60,'unique_authors':2,"
            + "'active_members':2,'reactions_given':5,'joins':3," + watched),
        row("'period_start_date':'2026-02-27','messages':40,'unique_authors':2,"
            + "'active_members':3,'members_total':20," + watched));
    tables.with(
        MEMBER_DAILY,
        row("'member_key':21,'period_start_date':'2026-02-24','messages':80"),
        row("'member_key':21,'period_start_date':'2026-02-26','messages':59"),
        row("'member_key':22,'period_start_date':'2026-02-26','messages':1,"
            + "'reactions_given':5"),
        row("'member_key':21,'period_start_date':'2026-02-27','messages':30"),
        row("'member_key':23,'period_start_date':'2026-02-27','messages':10"),
        row("'member_key':24,'period_start_date':'2026-02-27','threads_created':1"),
        row("'member_key':0,'period_start_date':'2026-02-27','messages':7"));
    tables.with(
        CHANNEL_DAILY,
        row("'channel_id':101,'period_start_date':'2026-02-26','messages':60,"
            + "'unique_authors':2"),
        row("'channel_id':101,'period_start_date':'2026-02-27','messages':40,"
            + "'unique_authors':2"));
    tables.with(
        Rollups.ACTIVITY_HOURLY,
        hour("2026-02-26", 9, 21, 59),
        hour("2026-02-26", 9, 22, 1),
        hour("2026-02-27", 7, 21, 30),
        hour("2026-02-27", 8, 23, 10),
        hour("2026-02-27", 8, 0, 7));
  }

  private static void names(TablesInMemory tables) {
    tables.with(
        Facts.CHANNELS,
        row("'changed_date':'2026-02-01','channel_id':101,'channel_name':'general'"),
        row("'changed_date':'2026-03-03','channel_id':101,'channel_name':'lounge'"),
        row("'changed_date':'2026-03-08','channel_id':101"),
        row("'changed_date':'2026-03-09','channel_id':101,'channel_name':'too-late'"),
        row("'changed_date':'2026-04-01','channel_id':102,'channel_name':'named-later'"));
  }

  private static String hour(String day, int hour, long memberKey, long messages) {
    return row("'activity_date':'" + day + "','hour_at':'" + day + "T0" + hour
        + ":00:00Z','channel_id':101,'member_key':" + memberKey + ",'messages':" + messages);
  }

  private static String row(String fields) {
    return json(GUILD, fields);
  }

  private static String other(String fields) {
    return json(5, fields);
  }

  private static String json(long guild, String fields) {
    return ("{'guild_id':" + guild + "," + fields + "}").replace('\'', '"');
  }
}
