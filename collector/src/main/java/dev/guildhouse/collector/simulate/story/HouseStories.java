package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Channels.Kind;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.Map;
import java.util.TreeMap;

/** The guild itself: hourly counts, channels and roles that change, scheduled events, invites. */
final class HouseStories {
  private static final EventType[] ROLE_CHANGES = {
    EventType.ROLE_CREATE, EventType.ROLE_UPDATE, EventType.ROLE_DELETE
  };

  private final Stage stage;

  HouseStories(Stage stage) {
    this.stage = stage;
  }

  void tell(int day, int events) {
    Draws draws = stage.draws(HouseStories.class, day);
    if (day == 0) {
      layOut();
    }
    for (int hour = 0; hour < 24; hour++) {
      count(stage.span.dayStart(day) + hour * Span.HOUR + 7 * Span.SECOND);
    }
    changeChannels(draws, day);
    for (EventType change : ROLE_CHANGES) {
      long at = instant(draws, day);
      if (stage.sees(at)) {
        stage.emit(stage.event(change, stage.ownId(), at), at);
      }
    }
    for (int i = 1 + draws.count(events * 0.0005); i > 0; i--) {
      schedule(draws, instant(draws, day));
    }
    for (int i = 1 + draws.count(events * 0.001); i > 0; i--) {
      invite(draws, instant(draws, day));
    }
  }

  private long instant(Draws draws, int day) {
    return draws.between(stage.span.dayStart(day), stage.span.dayStart(day + 1));
  }

  /** All channels as the collector finds them when it first comes. */
  private void layOut() {
    long at = stage.span.start() + Span.SECOND;
    for (int i = 0; i < stage.channels.categories(); i++) {
      Map<String, String> category = named("category-" + i, "category");
      RawEvent.Builder event = stage.event(EventType.CHANNEL_UPDATE, stage.ownId(), at);
      stage.emit(event.channelId(stage.channels.categoryId(i)).attributes(category), at);
    }
    for (int channel = 0; channel < stage.channels.count(); channel++) {
      stage.emit(seen(channel, channelName(channel), at), at);
    }
  }

  private String channelName(int channel) {
    return stage.channels.kindOf(channel).text() + "-" + channel;
  }

  private RawEvent.Builder seen(int channel, String name, long at) {
    return stage
        .in(stage.event(EventType.CHANNEL_UPDATE, stage.ownId(), at), channel)
        .attributes(named(name, stage.channels.kindOf(channel).text()));
  }

  private static Map<String, String> named(String name, String type) {
    return new TreeMap<>(Map.of("name", name, "type", type));
  }

  private void count(long at) {
    if (!stage.sees(at)) {
      return;
    }
    int bots = stage.cast.bots();
    int members = stage.cast.present(at) + bots;
    Map<String, String> counts = new TreeMap<>();
    counts.put("members", Integer.toString(members));
    counts.put("bots", Integer.toString(bots));
    for (Kind kind : new Kind[] {Kind.TEXT, Kind.VOICE, Kind.FORUM, Kind.STAGE}) {
      counts.put("channels_" + kind.text(), Integer.toString(stage.channels.count(kind)));
    }
    counts.put("channels_category", Integer.toString(stage.channels.categories()));
    counts.put("threads_open", Integer.toString(stage.channels.count()));
    stage.emit(stage.event(EventType.GUILD_SNAPSHOT, stage.ownId(), at).attributes(counts), at);
    stage.book.counted(at, members, bots);
  }

  /** One channel is renamed, and one that nobody uses comes and goes. */
  private void changeChannels(Draws draws, int day) {
    int renamed = draws.below(stage.channels.count());
    long at = instant(draws, day);
    if (stage.sees(at)) {
      stage.emit(seen(renamed, channelName(renamed) + "-" + day, at), at);
    }
    long fleeting = stage.ownId();
    long made = instant(draws, day);
    if (stage.sees(made)) {
      RawEvent.Builder event = stage.event(EventType.CHANNEL_CREATE, stage.ownId(), made);
      stage.emit(
          event.channelId(fleeting).attributes(named("event-" + day, Kind.TEXT.text())), made);
    }
    long gone = made + draws.between(Span.MINUTE, Span.HOUR);
    if (stage.sees(gone)) {
      RawEvent.Builder event = stage.event(EventType.CHANNEL_DELETE, stage.ownId(), gone);
      stage.emit(event.channelId(fleeting), gone);
    }
  }

  private void schedule(Draws draws, long at) {
    int host = stage.cast.drawModerator(draws);
    int channel = stage.channels.drawSpokenBut(Channels.NONE, draws);
    if (stage.sees(at)) {
      RawEvent.Builder event = stage.event(EventType.SCHEDULED_EVENT, stage.ownId(), at);
      stage.emit(stage.by(stage.in(event, channel), host), at);
      stage.book.one(Measure.SCHEDULED_EVENTS, channel, host, at);
    }
  }

  private void invite(Draws draws, long at) {
    int host = stage.cast.drawMember(draws, at);
    int channel = stage.channels.drawWritten(draws);
    if (stage.sees(at)) {
      RawEvent.Builder event = stage.event(EventType.INVITE_CREATE, stage.ownId(), at);
      stage.emit(stage.by(stage.in(event, channel), host), at);
      stage.book.one(Measure.INVITES_CREATED, channel, host, at);
    }
  }
}
