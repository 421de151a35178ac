package dev.guildhouse.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class MembersFactTest {
  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);

  /** What was folded before counts by when it was seen, whatever order snapshots come in. */
  @Test
  void trustIsThatOfTheLastSnapshot() {
    known(11, "03", "Helper");
    known(12, "05", "Helper");
    known(13, "03", "Helper");
    snapshot(11, "04", "'trust_level':'Regular'");
    snapshot(12, "04", "'trust_level':'Regular'");
    snapshot(13, "04", "");
    snapshot(14, "04", "'trust_level':'Regular'");
    assertThat(MembersFact.fold(tables.table(Facts.MEMBERS), tables.table(RawEvents.TABLE))
            .orderBy("member_key")
            .selectExpr("concat_ws(' ', member_key, day(seen_at), trust_level)")
            .as(Encoders.STRING())
            .collectAsList())
        .containsExactly("11 4 Regular", "12 5 Helper", "13 4", "14 4 Regular");
  }

  private void known(int member, String day, String trust) {
    tables.with(
        Facts.MEMBERS,
        json("'guild_id':7,'member_key':%d,'as_of_date':'2026-03-%s',".formatted(member, day)
            + "'seen_at':'2026-03-" + day + "T00:00:00Z','trust_level':'" + trust + "'"));
  }

  private void snapshot(int member, String day, String attributes) {
    tables.with(
        RawEvents.TABLE,
        json("'guild_id':7,'event_type':%d,'subject_id':%d,'member_key':%2$d,"
                .formatted(EventType.MEMBER_SNAPSHOT.code(), member)
            + "'subject_date':'2026-03-" + day + "','event_at':'2026-03-" + day
            + "T00:00:00Z','attributes':{" + attributes + "}"));
  }

  private static String json(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }
}
