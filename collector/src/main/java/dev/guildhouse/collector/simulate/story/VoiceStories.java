package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Rhythm;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.collector.simulate.world.Watch;
import dev.guildhouse.schema.events.EventType;

/** Visits to voice: short and long, moving about, with joins and leaves that nobody saw. */
final class VoiceStories {
  /**
   * How one visit goes.
   *
   * @param steps J joins (another channel, if in one: the leave was missed), M moves, = moves to
   *     where the member is, S is seen, L leaves
   * @param longest the most time between two steps, in microseconds
   */
  private record Course(String steps, long shortest, long longest) {}

  private static final Course BRIEF = new Course("JL", 50 * Span.MILLISECOND, 70 * Span.SECOND);
  private static final Course DAY_LONG = new Course("JSL", 13 * Span.HOUR, 20 * Span.HOUR);

  private final Stage stage;
  private final long[] busyUntil;
  private final Deck<Course> courses = new Deck<Course>()
      .with(20, usual("JL"))
      .with(8, usual("JSL"))
      .with(8, usual("JML"))
      .with(6, usual("JSSMSL"))
      .with(2, usual("J=ML"))
      .with(2, usual("JJL"))
      .with(1, usual("SL"))
      .with(1, usual("ML"))
      .with(1, usual("L"))
      .with(1, DAY_LONG)
      .with(10, BRIEF);

  VoiceStories(Stage stage) {
    this.stage = stage;
    this.busyUntil = new long[stage.cast.size()];
  }

  private static Course usual(String steps) {
    return new Course(steps, 5 * Span.SECOND, 4 * Span.HOUR);
  }

  void tell(int day, int visits) {
    Draws draws = stage.draws(VoiceStories.class, day);
    for (long at : Rhythm.VOICE.instants(draws, stage.span.dayStart(day), visits)) {
      int member =
          draws.chance(0.02) ? stage.cast.drawBot(draws) : stage.cast.drawMember(draws, at);
      if (busyUntil[member] < at) {
        tell(draws, member, at);
      }
    }
    stage.book.dayTold(day);
  }

  private void tell(Draws draws, int member, long start) {
    Course course = courses.deal(draws);
    VoiceVisit visit = new VoiceVisit(stage, member, start);
    long at = start;
    long before = start;
    int channel = stage.channels.drawSpokenBut(Channels.NONE, draws);
    for (char step : course.steps().toCharArray()) {
      seenAfterOutage(draws, visit, before, at);
      switch (step) {
        case 'J', 'M' -> {
          channel = stage.channels.drawSpokenBut(visit.whereabouts(), draws);
          visit.enter(step == 'J' ? EventType.VOICE_JOIN : EventType.VOICE_MOVE, channel, at);
        }
        case '=' -> visit.enter(EventType.VOICE_MOVE, channel, at);
        case 'S' -> visit.sign(channel, at);
        default -> visit.leave(channel, at);
      }
      before = at;
      at += draws.soon(course.shortest(), course.longest());
    }
    visit.end();
    busyUntil[member] = before;
  }

  /** When the collector is back, it often sees who is still in voice. */
  private void seenAfterOutage(Draws draws, VoiceVisit visit, long before, long at) {
    int next = stage.watch.outagesStartedBy(before);
    while (next < stage.watch.outages().size()) {
      Watch.Outage outage = stage.watch.outages().get(next++);
      long seenAt = outage.end() + draws.between(Span.SECOND, 10 * Span.SECOND);
      if (outage.start() > at || seenAt >= at) {
        return;
      }
      if (draws.chance(0.6)) {
        visit.sign(visit.whereabouts(), seenAt);
      }
    }
  }
}
