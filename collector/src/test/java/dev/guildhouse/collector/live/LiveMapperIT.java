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
import dev.guildhouse.schema.config.GuildSettings.Support;
import dev.guildhouse.schema.config.GuildSettings.TrustRole;
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
import java.util.Map;
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
    return mapper(content, Support.NONE);
  }

  private LiveMapper mapper(ContentAccess content, Support support) {
    Guilds guilds = new Guilds(
        id -> new GuildView(id, 9, support, MemberKeyring.anonymous(id, secrets)),
        id -> GuildPeople.NOBODY);
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

  @Test
  void pingOfARoleForEscalationsIsToldWithoutTheRole() {
    LiveMapper watched = mapper(
        ContentAccess.GRANTED,
        new Support(24, List.of(), List.of(77L), List.of(), List.of(), List.of(), Map.of()));
    long id = Snowflake.of(DAY, 1);
    ObjectNode message = ScriptedDay.message(id, ScriptedDay.TEXT, ScriptedDay.ANN, "help");
    message.withArray("mention_roles").add("78");
    assertThat(watched.events(dispatch("MESSAGE_CREATE", message, DAY))).hasSize(1);

    message.withArray("mention_roles").add("77");
    List<RawEvent> events = watched.events(dispatch("MESSAGE_CREATE", message, DAY));
    assertThat(events).hasSize(2);
    RawEvent escalation = events.get(1);
    assertThat(escalation.eventType()).isEqualTo(EventType.ESCALATION);
    assertThat(escalation.subjectId()).isEqualTo(id);
    assertThat(escalation.ordinal()).isZero();
    assertThat(escalation.channelId()).isEqualTo(ScriptedDay.TEXT);
    assertThat(escalation.memberKey()).isEqualTo(key(ScriptedDay.ANN, YearMonth.of(2026, 3)));
    assertThat(escalation.attributes()).isNull();
    assertThat(mapper.events(dispatch("MESSAGE_CREATE", message, DAY))).hasSize(1);
  }

  @Test
  void ofKeywordsOnlyTheNameOfTheirGroupIsTold() {
    LiveMapper watched = mapper(
        ContentAccess.GRANTED,
        new Support(
            24,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of("login", List.of("sign in", "password"), "crash", List.of("crash"))));
    ObjectNode message = ScriptedDay.message(
        Snowflake.of(DAY, 1), ScriptedDay.TEXT, ScriptedDay.ANN, "I cannot sign in after a CRASH");
    RawEvent found = watched.events(dispatch("MESSAGE_CREATE", message, DAY)).get(0);
    assertThat(found.attributes()).isEqualTo(Map.of("keywords", "crash,login"));
    message.put("content", "all is well");
    assertThat(watched.events(dispatch("MESSAGE_UPDATE", message, DAY)).get(0).attributes())
        .isNull();
    message.put("content", "a crash");
    assertThat(mapper.events(dispatch("MESSAGE_CREATE", message, DAY)).get(0).attributes())
        .isNull();
  }

  @Test
  void ofRolesOnlyTheHighestThatTellsTrustIsTold() {
    List<TrustRole> highestFirst =
        List.of(new TrustRole(71, "Helper"), new TrustRole(72, "Regular"));
    LiveMapper trusting = new LiveMapper(
        new Guilds(
            id -> new GuildView(id, 9, MemberKeyring.anonymous(id, secrets)).trusting(highestFirst),
            id -> GuildPeople.NOBODY),
        ContentAccess.GRANTED,
        AfkChannel.IS_NOWHERE);
    ObjectNode chunk = JsonNodeFactory.instance.objectNode();
    chunk.put("guild_id", Long.toString(ScriptedDay.GUILD));
    for (String roles : List.of("72 71 9", "9", "72")) {
      ObjectNode member = chunk.withArray("members").addObject();
      member.putObject("user").put("id", Long.toString(ScriptedDay.ANN));
      List.of(roles.split(" ")).forEach(member.putArray("roles")::add);
    }
    assertThat(trusting.events(dispatch("GUILD_MEMBERS_CHUNK", chunk, DAY)))
        .extracting(RawEvent::attributes)
        .containsExactly(Map.of("trust_level", "Helper"), null, Map.of("trust_level", "Regular"));
  }

  @Test
  void aReactionThatReportsIsAFlagOfThatMemberOnce() {
    LiveMapper watched = mapper(
        ContentAccess.GRANTED,
        new Support(24, List.of(), List.of(), List.of(), List.of(), List.of("🚩"), Map.of()));
    ObjectNode reaction = JsonNodeFactory.instance.objectNode();
    reaction.put("guild_id", Long.toString(ScriptedDay.GUILD)).put("message_id", "51");
    reaction.put("channel_id", Long.toString(ScriptedDay.TEXT));
    reaction.put("user_id", Long.toString(ScriptedDay.BEN));
    reaction.put("message_author_id", Long.toString(ScriptedDay.ANN));
    reaction.putObject("emoji").putNull("id").put("name", "🚩");

    RawEvent flag =
        watched.events(dispatch("MESSAGE_REACTION_ADD", reaction, DAY)).get(1);
    assertThat(flag.eventType()).isEqualTo(EventType.FLAG);
    assertThat(flag.messageId()).isEqualTo(51);
    assertThat(flag.targetKey()).isEqualTo(key(ScriptedDay.ANN, YearMonth.of(2026, 3)));
    assertThat(watched
            .events(dispatch("MESSAGE_REACTION_ADD", reaction, DAY.plusSeconds(9)))
            .get(1)
            .subjectId())
        .isEqualTo(flag.subjectId());
    assertThat(watched.events(dispatch("MESSAGE_REACTION_REMOVE", reaction, DAY)))
        .hasSize(1);
    assertThat(mapper.events(dispatch("MESSAGE_REACTION_ADD", reaction, DAY))).hasSize(1);
  }

  @Test
  void tagsAreReadByWholeWords() {
    ObjectNode forum = JsonNodeFactory.instance.objectNode();
    forum.put("guild_id", Long.toString(ScriptedDay.GUILD)).put("id", "31").put("type", 15);
    forum.put("name", "help");
    forum.withArray("available_tags").addObject().put("id", "1").put("name", "Unsolved");
    forum.withArray("available_tags").addObject().put("id", "2").put("name", "✅ Solved!");
    forum.withArray("available_tags").addObject().put("id", "3").put("name", "Escalated");
    mapper.events(dispatch("CHANNEL_CREATE", forum, DAY));

    assertThat(tagged("1")).containsEntry("solved", "false").containsEntry("escalated", "false");
    assertThat(tagged("2")).containsEntry("solved", "true").containsEntry("escalated", "false");
    assertThat(tagged("3")).containsEntry("solved", "false").containsEntry("escalated", "true");
  }

  private Map<String, String> tagged(String tag) {
    ObjectNode thread = JsonNodeFactory.instance.objectNode();
    thread.put("guild_id", Long.toString(ScriptedDay.GUILD)).put("id", "90").put("parent_id", "31");
    thread.withArray("applied_tags").add(tag);
    return mapper.events(dispatch("THREAD_UPDATE", thread, DAY)).get(0).attributes();
  }

  private long key(long user, YearMonth month) {
    return MemberKeys.under(secrets.ofMonth(ScriptedDay.GUILD, month)).key(ScriptedDay.GUILD, user);
  }
}
