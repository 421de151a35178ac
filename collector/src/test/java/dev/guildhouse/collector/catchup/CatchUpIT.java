package dev.guildhouse.collector.catchup;

import static dev.guildhouse.collector.catchup.ReadGuild.BEGAN;
import static dev.guildhouse.collector.catchup.ReadGuild.CATEGORY;
import static dev.guildhouse.collector.catchup.ReadGuild.CHANNEL;
import static dev.guildhouse.collector.catchup.ReadGuild.GUILD;
import static dev.guildhouse.collector.catchup.ReadGuild.id;
import static dev.guildhouse.collector.catchup.ReadGuild.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catches up with the fake Discord over the wire. */
class CatchUpIT {
  private static final long OTHER = CHANNEL + 1;
  private static final long ANN = 31;
  private static final long BOB = 32;

  @TempDir
  Path folder;

  private ReadGuild guild;

  @BeforeEach
  void start() throws Exception {
    guild = new ReadGuild(folder);
    guild.reading.channel(GUILD, CHANNEL, 0, CATEGORY);
    guild.reading.channel(GUILD, OTHER, 5, 0);
  }

  @AfterEach
  void stop() {
    assertThat(guild.discord.missedRoutes()).isEmpty();
    guild.close();
  }

  @Test
  void theFirstRunFetchesNothingAndTheNextWhatTheGapHides() throws Exception {
    guild.reading.write(CHANNEL, id(-100), ANN, "before it was watched");
    guild.watchedForAMinute();
    assertThat(guild.taken.all()).isEmpty();

    guild.reading.write(CHANNEL, id(-30), ANN, "long before the gap");
    ObjectNode reacted = json();
    reacted
        .putArray("reactions")
        .add(json().put("count", 2).set("emoji", json().put("name", "👍").putNull("id")));
    guild.reading.write(CHANNEL, id(50), ANN, "watched, and read once more", reacted);
    guild.reading.write(CHANNEL, id(70), BOB, "in the gap");
    guild.reading.write(OTHER, id(80), BOB, "in the gap elsewhere");
    guild.now = BEGAN.plusSeconds(600);
    guild.reading.write(CHANNEL, id(601), ANN, "watched again, and read once more", reacted);
    guild.reading.write(CHANNEL, id(661), ANN, "watched again");
    GuildReport report = guild.catchUp();

    assertThat(guild.taken.messages()).containsExactly(id(50), id(70), id(80), id(601));
    assertThat(guild.taken.of(EventType.REACTION_SNAPSHOT))
        .as("reactions that were watched one by one")
        .isEmpty();
    assertThat(report.in(State.READ)).hasSize(2);
    assertThat(guild.taken.of(EventType.COLLECTOR_HEARTBEAT))
        .extracting(RawEvent::channelId, RawEvent::eventAt, RawEvent::amount, RawEvent::attributes)
        .containsExactlyInAnyOrder(
            tuple(
                CHANNEL,
                BEGAN.plusSeconds(60),
                BigDecimal.valueOf(540),
                Map.of("families", "messages")),
            tuple(
                OTHER,
                BEGAN.plusSeconds(60),
                BigDecimal.valueOf(540),
                Map.of("families", "messages")));

    guild.taken.clear();
    assertThat(guild.catchUp().in(State.UP_TO_DATE)).hasSize(2);
    assertThat(guild.taken.all()).isEmpty();
  }

  @Test
  void aMessageIsTheSameEventAsOfTheGatewayAndCarriesWhatItCounts() throws Exception {
    guild.watchedForAMinute();
    ObjectNode more = json().put("type", 19).put("edited_timestamp", "2026-11-03T10:05:00.000123Z");
    more.putArray("mention_roles").add("5");
    more.putArray("mentions").add(json().put("id", "32"));
    more.putArray("sticker_items").addObject();
    more.putArray("attachments").add(json()).add(json());
    more.set("referenced_message", json().set("author", json().put("id", Long.toString(BOB))));
    more.putArray("reactions")
        .add(json().put("count", 3).set("emoji", json().put("name", "👍").putNull("id")))
        .add(json().put("count", 1).set("emoji", json().put("name", "up").put("id", "77")));
    guild.reading.write(CHANNEL, id(70), ANN, "really?", more);
    guild.reading.write(OTHER, id(71), BOB, "hook", json().put("webhook_id", "4"));
    guild.reading.write(OTHER, id(72), BOB, "", json().put("type", 7));
    guild.reading.write(OTHER, id(73), BOB, "pinned", json().put("type", 6));
    guild.now = BEGAN.plusSeconds(600);
    guild.catchUp();

    RawEvent create = guild.taken.of(EventType.MESSAGE_CREATE).stream()
        .filter(event -> event.messageId() == id(70))
        .findFirst()
        .orElseThrow();
    assertThat(create.subjectId()).isEqualTo(id(70));
    assertThat(create.ordinal()).isZero();
    assertThat(create.source()).isEqualTo(Source.REST);
    assertThat(create.organizationId()).isEqualTo(9);
    assertThat(create.eventAt()).isEqualTo(BEGAN.plusSeconds(70));
    assertThat(create.parentChannelId()).isEqualTo(CATEGORY);
    assertThat(create.memberKey()).isEqualTo(guild.key(ANN));
    assertThat(create.targetKey()).isEqualTo(guild.key(BOB));
    assertThat(create.isReply()).isTrue();
    assertThat(create.isQuestion()).isTrue();
    assertThat(create.textLength()).isEqualTo(7);
    assertThat(create.attachments()).isEqualTo(2);
    assertThat(create.stickers()).isEqualTo(1);
    assertThat(create.mentions()).isEqualTo(1);
    assertThat(create.roleMentions()).isEqualTo(1);
    assertThat(create.hasPoll()).isFalse();
    assertThat(guild.taken.of(EventType.MESSAGE_UPDATE))
        .extracting(RawEvent::subjectId, RawEvent::ordinal, RawEvent::isEdit)
        .containsExactly(tuple(id(70), 1_793_700_300_000_123L, true));
    assertThat(guild.taken.of(EventType.REACTION_SNAPSHOT))
        .extracting(RawEvent::emoji, RawEvent::amount, RawEvent::memberKey, RawEvent::targetKey)
        .containsExactlyInAnyOrder(
            tuple("👍", BigDecimal.valueOf(3), 0L, guild.key(ANN)),
            tuple("up:77", BigDecimal.valueOf(1), 0L, guild.key(ANN)));
    assertThat(guild.taken.of(EventType.MEMBER_JOIN))
        .extracting(RawEvent::subjectId, RawEvent::memberKey)
        .containsExactly(tuple(id(72), guild.key(BOB)));
    assertThat(guild.taken.of(EventType.MESSAGE_CREATE))
        .filteredOn(event -> event.messageId() != id(70))
        .extracting(RawEvent::messageId, RawEvent::isWebhook, RawEvent::isSystem)
        .containsExactlyInAnyOrder(tuple(id(71), true, false), tuple(id(73), false, true));
  }

  @Test
  void contentThatTheBotMayNotSeeIsUnknownAndNotEmpty() throws Exception {
    guild.reading.withholdContent();
    guild.watchedForAMinute();
    guild.reading.write(CHANNEL, id(70), ANN, "secret?");
    guild.reading.write(CHANNEL, id(71), 1000, "");
    ObjectNode mention = json();
    mention.putArray("mentions").add(json().put("id", "1000"));
    guild.reading.write(CHANNEL, id(72), ANN, "", mention);
    guild.now = BEGAN.plusSeconds(600);
    guild.catchUp();

    assertThat(guild.taken.of(EventType.MESSAGE_CREATE))
        .extracting(
            RawEvent::messageId,
            RawEvent::textLength,
            RawEvent::isQuestion,
            RawEvent::attachments,
            RawEvent::hasPoll,
            RawEvent::mentions)
        .containsExactly(
            tuple(id(70), null, null, null, null, 0),
            tuple(id(71), 0, false, 0, false, 0),
            tuple(id(72), 0, false, 0, false, 1));
  }

  @Test
  void readsThreadsThatAreOpenOrWereArchivedSince() throws Exception {
    long forum = CHANNEL + 2;
    guild.reading.channel(GUILD, forum, 15, 0);
    guild.reading.withholdThreads();
    guild.watchedForAMinute();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      long thread = id(70 + i);
      guild.reading.thread(forum, thread, 11, ANN, BEGAN.plusSeconds(70 + i));
      guild.reading.write(thread, thread, ANN, "a post");
      guild.reading.write(thread, id(100 + i), BOB, "an answer");
      guild.reading.archive(thread, BEGAN.plusSeconds(200 + i));
      expected.add(thread);
      expected.add(id(100 + i));
    }
    long open = id(-5_000);
    guild.reading.thread(CHANNEL, open, 11, ANN, BEGAN.minusSeconds(5_000));
    guild.reading.write(open, id(90), BOB, "in an old thread");
    expected.add(id(90));
    long secret = id(80);
    guild.reading.thread(CHANNEL, secret, 12, ANN, BEGAN.plusSeconds(80));
    guild.reading.write(secret, id(81), BOB, "in a private thread");
    guild.reading.archive(secret, BEGAN.plusSeconds(95));
    expected.add(id(81));
    long old = id(-9_000);
    guild.reading.thread(CHANNEL, old, 11, ANN, BEGAN.minusSeconds(9_000));
    guild.reading.write(old, id(-8_000), BOB, "long ago");
    guild.reading.archive(old, BEGAN.minusSeconds(7_000));
    guild.now = BEGAN.plusSeconds(600);
    guild.catchUp();

    assertThat(guild.taken.messages()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(guild.taken.of(EventType.MESSAGE_CREATE))
        .filteredOn(RawEvent::isThreadStarter)
        .hasSize(7)
        .allMatch(event -> event.channelId() == forum && event.threadId() == event.messageId());
    assertThat(guild.taken.byIdentity().values())
        .filteredOn(event -> event.eventType() == EventType.THREAD_CREATE)
        .extracting(RawEvent::subjectId)
        .containsExactlyInAnyOrder(id(70), id(71), id(72), id(73), id(74), id(75), id(76), secret);
    assertThat(guild.taken.of(EventType.THREAD_UPDATE))
        .hasSize(8)
        .allMatch(event -> "true".equals(event.attributes().get("archived")));
  }

  @Test
  void aChannelMadeInTheGapIsReadFromItsBeginning() throws Exception {
    guild.watchedForAMinute();
    long made = id(100);
    guild.reading.channel(GUILD, made, 0, 0);
    guild.reading.write(made, id(110), ANN, "first");
    guild.now = BEGAN.plusSeconds(600);
    guild.catchUp();

    assertThat(guild.taken.messages()).containsExactly(id(110));
    assertThat(guild.taken.of(EventType.COLLECTOR_HEARTBEAT))
        .filteredOn(event -> event.channelId() == made)
        .extracting(RawEvent::eventAt, RawEvent::amount)
        .containsExactly(tuple(BEGAN.plusSeconds(100), BigDecimal.valueOf(500)));
  }

  @Test
  void aWatchThatHasNotCaughtUpDoesNotHideItsGap() throws Exception {
    guild.watchedForAMinute();
    Instant again = BEGAN.plusSeconds(600);
    Checkpoints checkpoints = Checkpoints.open(guild.checkpoints, GUILD);
    checkpoints.watched(new EarlierWatch(again, BEGAN.plusSeconds(900)));
    checkpoints.save();
    guild.reading.write(CHANNEL, id(70), ANN, "in the gap");
    guild.now = BEGAN.plusSeconds(1_000);
    guild.catchUp();

    assertThat(guild.taken.messages()).containsExactly(id(70));
  }

  @Test
  void anAnonymousGuildIsNotReadBeyondItsOpenMonths() throws Exception {
    guild.isAnonymous = true;
    guild.watchedForAMinute();
    guild.reading.write(CHANNEL, id(70), ANN, "in a month that is sealed");
    Instant december = Instant.parse("2026-12-05T00:00:00Z");
    guild.reading.write(CHANNEL, id(december.minusSeconds(60)), ANN, "in the open month");
    guild.now = december;
    guild.catchUp();

    assertThat(guild.taken.messages()).containsExactly(id(december.minusSeconds(60)));
    assertThat(folder.resolve("secrets/guild-700-2026-11.key")).doesNotExist();
  }
}
