package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.collector.simulate.world.Watch;
import dev.guildhouse.schema.events.EventType;

/**
 * One member in voice, from coming to going, told step by step in the order of time. It knows both
 * where the member is and what the collector can know: an outage ends what it knows at the last
 * proof of life, and a state or move seen afterwards begins it anew.
 */
final class VoiceVisit {
  private static final long NONE = -1;

  private final Stage stage;
  private final int member;
  private int whereabouts = Channels.NONE;
  private long toldUntil;

  private long openSince = NONE;
  private int openChannel;
  private long lastSign;

  VoiceVisit(Stage stage, int member, long startsAt) {
    this.stage = stage;
    this.member = member;
    this.toldUntil = startsAt - 1;
  }

  int whereabouts() {
    return whereabouts;
  }

  void enter(EventType how, int channel, long at) {
    boolean nothingNew = how == EventType.VOICE_MOVE && channel == openChannel;
    whereabouts = channel;
    if (told(how, channel, at) && !(isOpen() && nothingNew)) {
      close(at);
      open(channel, at);
    }
  }

  /** Muted, unmuted or just seen in the channel the member is in. */
  void sign(int channel, long at) {
    whereabouts = channel;
    if (told(EventType.VOICE_STATE, channel, at) && !isOpen()) {
      open(channel, at);
    }
  }

  void leave(int channel, long at) {
    whereabouts = Channels.NONE;
    if (told(EventType.VOICE_LEAVE, channel, at)) {
      close(at);
    }
  }

  /** Nothing more is told of this visit; what is still open is so until the span ends. */
  void end() {
    passOutages(stage.span.end());
    close(stage.span.end(), true);
  }

  private boolean told(EventType type, int channel, long at) {
    passOutages(at);
    if (!stage.sees(at)) {
      return false;
    }
    lastSign = at;
    stage.emit(
        stage.by(stage.in(stage.repeatable(type, stage.cast.key(member), at), channel), member),
        at);
    return true;
  }

  private void passOutages(long until) {
    int next = stage.watch.outagesStartedBy(toldUntil);
    while (next < stage.watch.outages().size()
        && stage.watch.outages().get(next).start() <= until) {
      Watch.Outage outage = stage.watch.outages().get(next);
      close(Math.max(outage.proof(), lastSign));
      next++;
    }
    toldUntil = Math.max(toldUntil, until);
  }

  private boolean isOpen() {
    return openSince != NONE;
  }

  private void open(int channel, long at) {
    openSince = at;
    openChannel = channel;
  }

  private void close(long at) {
    close(at, false);
  }

  private void close(long at, boolean goesOn) {
    if (isOpen()) {
      long start = wholeSecond(openSince);
      long end = wholeSecond(at);
      openSince = NONE;
      if (start < end && stage.cast.isMember(member)) {
        stage.book.stay(openChannel, member, start, end, goesOn);
      }
    }
  }

  private static long wholeSecond(long at) {
    return at - Math.floorMod(at, Span.SECOND);
  }
}
