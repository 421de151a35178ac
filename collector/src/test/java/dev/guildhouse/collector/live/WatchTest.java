package dev.guildhouse.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.catchup.EarlierWatch;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.mapping.ContentAccess;
import dev.guildhouse.collector.live.mapping.GatewaySession;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final GatewaySession SESSION = GatewaySession.named("one", NOON);
  private static final GatewaySession NEXT = GatewaySession.named("two", NOON);
  private static final GuildView GUILD = new GuildView(7, 9, MemberKeyring.throwaway(7));

  private final List<RawEvent> told = new ArrayList<>();
  private Watch watch = watch(Map.of());

  private Watch watch(Map<Long, WatchFile.Watched> earlier) {
    Intents intents = Intents.needed(Set.of(Family.MESSAGES, Family.VOICE), ContentAccess.GRANTED);
    return new Watch(earlier, intents, Duration.ofMinutes(5), told::add);
  }

  @Test
  void aWatchedStretchIsToldOfAndCutAtTheHour() {
    begin(SESSION, NOON.plus(Duration.ofMinutes(58)));
    alive(NOON.plus(Duration.ofMinutes(59)));
    assertThat(stretches(EventType.COLLECTOR_HEARTBEAT)).isEmpty();
    alive(NOON.plus(Duration.ofMinutes(62)));
    assertThat(stretches(EventType.COLLECTOR_HEARTBEAT))
        .containsExactly("12:58:00 120 messages,voice", "13:00:00 120 messages,voice");
    alive(NOON.plus(Duration.ofMinutes(66)));
    alive(NOON.plus(Duration.ofMinutes(67)));
    assertThat(stretches(EventType.COLLECTOR_HEARTBEAT))
        .hasSize(3)
        .endsWith("13:02:00 300 messages,voice");
  }

  @Test
  void aResumedSessionIsNoGap() {
    begin(SESSION, NOON);
    alive(NOON.plusSeconds(60));
    // Disconnected for ten minutes; the replay comes at once.
    alive(NOON.plusSeconds(660));
    assertThat(stretches(EventType.COLLECTOR_GAP)).isEmpty();
    assertThat(stretches(EventType.COLLECTOR_HEARTBEAT))
        .containsExactly("12:00:00 660 messages,voice");
  }

  @Test
  void aNewSessionIsAGapFromTheLastProofOfLifeAndNamesNoMessages() {
    begin(SESSION, NOON);
    alive(NOON.plusSeconds(60));
    watch.lost();
    Optional<EarlierWatch> last = begin(NEXT, NOON.plusSeconds(100));
    assertThat(last).contains(new EarlierWatch(NOON, Instant.parse("2026-03-01T12:01:00Z")));
    assertThat(stretches(EventType.COLLECTOR_HEARTBEAT))
        .containsExactly("12:00:00 60 messages,voice");
    assertThat(stretches(EventType.COLLECTOR_GAP)).containsExactly("12:01:00 40 voice");
  }

  @Test
  void aGapIsCutAtMidnight() {
    begin(SESSION, Instant.parse("2026-03-01T23:59:00Z"));
    alive(Instant.parse("2026-03-01T23:59:30Z"));
    watch.lost();
    begin(NEXT, Instant.parse("2026-03-02T00:01:00Z"));
    assertThat(stretches(EventType.COLLECTOR_GAP))
        .containsExactly("23:59:30 30 voice", "00:00:00 60 voice");
  }

  @Test
  void afterADeathTheNextRunTellsWhatTheLastOneWatchedAndMissed() {
    begin(SESSION, NOON);
    alive(NOON.plusSeconds(60));
    Map<Long, WatchFile.Watched> state = watch.state();
    told.clear();

    watch = watch(state);
    Optional<EarlierWatch> last = begin(NEXT, NOON.plusSeconds(600));

    assertThat(last).contains(new EarlierWatch(NOON, Instant.parse("2026-03-01T12:01:00Z")));
    assertThat(stretches(EventType.COLLECTOR_HEARTBEAT))
        .containsExactly("12:00:00 60 messages,voice");
    assertThat(stretches(EventType.COLLECTOR_GAP)).containsExactly("12:01:00 540 voice");
  }

  @Test
  void aGuildThatDiscordCannotShowIsAGapOfThatGuildAlone() {
    GuildView other = new GuildView(8, 0, MemberKeyring.throwaway(8));
    begin(SESSION, NOON);
    watch.begin(other, SESSION, NOON);
    alive(NOON.plusSeconds(60));
    watch.lost(8);
    alive(NOON.plusSeconds(120));
    watch.begin(other, SESSION, NOON.plusSeconds(120));
    assertThat(told.stream().filter(event -> event.eventType() == EventType.COLLECTOR_GAP))
        .extracting(RawEvent::guildId)
        .containsExactly(8L);
    assertThat(watch.watched()).isEqualTo(2);
  }

  @Test
  void theEndTellsAllThatIsUntold() {
    begin(SESSION, NOON);
    watch.alive(NOON.plusSeconds(33));
    watch.end(NOON.plusSeconds(40));
    assertThat(stretches(EventType.COLLECTOR_HEARTBEAT))
        .containsExactly("12:00:00 33 messages,voice");
    assertThat(told.get(told.size() - 1).eventType()).isEqualTo(EventType.COLLECTOR_END);
    assertThat(watch.state().get(7L).watchedUntil())
        .isEqualTo(Instant.parse("2026-03-01T12:00:33Z"));
  }

  private Optional<EarlierWatch> begin(GatewaySession session, Instant at) {
    watch.alive(at);
    return watch.begin(GUILD, session, at);
  }

  private void alive(Instant at) {
    watch.alive(at);
    watch.tick();
  }

  private List<String> stretches(EventType type) {
    return told.stream()
        .filter(event -> event.eventType() == type)
        .map(event -> event.eventAt().toString().substring(11, 19) + " " + event.amount() + " "
            + event.attributes().get("families"))
        .toList();
  }
}
