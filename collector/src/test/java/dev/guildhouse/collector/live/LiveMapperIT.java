package dev.guildhouse.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.guilds.Guilds;
import dev.guildhouse.collector.live.mapping.AfkChannel;
import dev.guildhouse.collector.live.mapping.ContentAccess;
import dev.guildhouse.collector.live.mapping.Dispatch;
import dev.guildhouse.collector.live.mapping.GatewaySession;
import dev.guildhouse.collector.live.mapping.LiveMapper;
import dev.guildhouse.collector.live.mapping.Payload;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.time.Snowflake;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMapperIT {
  private static final Instant DAY = Instant.parse("2026-03-31T23:59:00Z");
  private static final GatewaySession SESSION = GatewaySession.named("one", DAY.minusSeconds(60));

  @TempDir
  Path folder;

  private GuildSecrets secrets;
  private LiveMapper mapper;
  private long sequence = 1;

  @BeforeEach
  void guild() {
    secrets = new GuildSecrets(folder);
    mapper = mapper(ContentAccess.GRANTED);
  }

  private LiveMapper mapper(ContentAccess content) {
    Guilds guilds = new Guilds(
        id -> new GuildView(id, 9, MemberKeyring.anonymous(id, secrets)), id -> GuildPeople.NOBODY);
    LiveMapper made = new LiveMapper(guilds, content, AfkChannel.IS_NOWHERE);
    ObjectNode guild = JsonNodeFactory.instance.objectNode();
    guild.put("id", Long.toString(ScriptedDay.GUILD));
    ScriptedDay.describe(guild);
    made.events(dispatch("GUILD_CREATE", guild, DAY));
    return made;
  }

  private Dispatch dispatch(String type, ObjectNode data, Instant at) {
    Payload payload = new Payload(DataObject.fromJson(data.toString()));
    return new Dispatch(type, payload, SESSION, sequence++, at);
  }

  @Test
  void everyDispatchOfADayTellsWhatTheScriptSays() {
    ScriptedDay day = new ScriptedDay(DAY, user -> key(user, YearMonth.of(2026, 3)));
    for (ScriptedDay.Step step : day.steps()) {
      List<RawEvent> events = mapper.events(dispatch(step.type(), step.data(), DAY));
      assertThat(Told.lines(events)).as(step.type()).containsExactlyElementsOf(step.truth());
      assertThat(events).allSatisfy(event -> {
        assertThat(event.sequence()).isEqualTo(sequence - 1);
        assertThat(event.sessionStartedAt()).isEqualTo(SESSION.startedAt());
        assertThat(event.organizationId()).isEqualTo(9);
      });
    }
  }

  @Test
  void keysAreMadeUnderTheMonthOfTheEventAndNotOfItsReceipt() {
    Instant march = DAY;
    Instant april = DAY.plusSeconds(3_600);
    long id = Snowflake.of(march, 5);
    ObjectNode message = ScriptedDay.message(id, ScriptedDay.TEXT, ScriptedDay.ANN, "late");

    RawEvent created = mapper.events(dispatch("MESSAGE_CREATE", message, april)).get(0);
    message.put("edited_timestamp", april.toString());
    RawEvent edited = mapper.events(dispatch("MESSAGE_UPDATE", message, april)).get(0);

    assertThat(created.memberKey()).isEqualTo(key(ScriptedDay.ANN, YearMonth.of(2026, 3)));
    assertThat(created.keyMonth()).isEqualTo(202603);
    assertThat(edited.memberKey()).isEqualTo(key(ScriptedDay.ANN, YearMonth.of(2026, 4)));
    assertThat(edited.eventAt()).isEqualTo(april);
    assertThat(edited.ordinal()).isEqualTo(april.toEpochMilli() * 1_000);
  }

  @Test
  void contentThatDiscordWithholdsIsUnknownAndNotEmpty() {
    LiveMapper blind = mapper(ContentAccess.WITHHELD);
    ObjectNode message =
        ScriptedDay.message(Snowflake.of(DAY, 1), ScriptedDay.TEXT, ScriptedDay.ANN, "");

    RawEvent event = blind.events(dispatch("MESSAGE_CREATE", message, DAY)).get(0);

    assertThat(event.textLength()).isNull();
    assertThat(event.isQuestion()).isNull();
    assertThat(event.embeds()).isNull();
    assertThat(event.attachments()).isNull();
    assertThat(event.hasPoll()).isNull();
    assertThat(event.mentions()).isZero();
  }

  @Test
  void whatHappensInAThreadThatNobodyDescribedHasNoChannel() {
    ObjectNode deleted = JsonNodeFactory.instance.objectNode();
    deleted
        .put("guild_id", Long.toString(ScriptedDay.GUILD))
        .put("id", "5")
        .put("channel_id", "77");

    RawEvent event = mapper.events(dispatch("MESSAGE_DELETE", deleted, DAY)).get(0);

    assertThat(event.channelId()).isZero();
    assertThat(event.threadId()).isEqualTo(77);
  }

  @Test
  void noTextNameOrUserIdIsInAnyEvent() {
    ScriptedDay day = new ScriptedDay(DAY, user -> key(user, YearMonth.of(2026, 3)));
    for (ScriptedDay.Step step : day.steps()) {
      for (RawEvent event : mapper.events(dispatch(step.type(), step.data(), DAY))) {
        assertThat(event.toString())
            .doesNotContain("Who is", "beep", "How do I", "bad", "newt", "user6", "abcdef")
            .doesNotContain(
                Long.toString(ScriptedDay.ANN),
                Long.toString(ScriptedDay.BEN),
                Long.toString(ScriptedDay.MOD),
                Long.toString(ScriptedDay.BOT));
      }
    }
  }

  @Test
  void anAutomodHitOfAnotherMemberIsAnotherHit() {
    ObjectNode hit = JsonNodeFactory.instance.objectNode();
    hit.put("guild_id", Long.toString(ScriptedDay.GUILD)).put("rule_id", "1").put("user_id", "2");
    ObjectNode other = hit.deepCopy().put("user_id", "3");

    assertThat(mapper.events(dispatch("AUTO_MODERATION_ACTION_EXECUTION", hit, DAY)))
        .hasSize(1);
    assertThat(mapper.events(dispatch("AUTO_MODERATION_ACTION_EXECUTION", hit, DAY)))
        .isEmpty();
    assertThat(mapper.events(dispatch("AUTO_MODERATION_ACTION_EXECUTION", other, DAY)))
        .singleElement()
        .satisfies(event -> assertThat(event.eventType()).isEqualTo(EventType.AUTOMOD_HIT));
    assertThat(mapper.events(dispatch("AUTO_MODERATION_ACTION_EXECUTION", hit, DAY.plusSeconds(3))))
        .hasSize(1);
  }

  private long key(long user, YearMonth month) {
    return MemberKeys.under(secrets.ofMonth(ScriptedDay.GUILD, month)).key(ScriptedDay.GUILD, user);
  }
}
