package dev.guildhouse.collector.simulate;

import dev.guildhouse.collector.simulate.story.GuildStories;
import dev.guildhouse.collector.simulate.truth.TruthBooks;
import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Guild;
import dev.guildhouse.collector.simulate.world.HeavyTail;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.collector.simulate.world.Watch;
import dev.guildhouse.schema.identity.MemberKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Simulates guilds day by day: tells their stories, delivers the events in disorder, and keeps the
 * books on what is true. Every type of event occurs from the first day on, if the day has some
 * thousands of events.
 *
 * <p>The truth is what the stories decided, never a fold of the events they told; where the two
 * could be read differently, {@code docs/EVENTS.md} says what holds.
 */
public final class Simulator {
  private static final int CAST = 1;
  private static final int WATCH = 2;
  private static final int CHANNELS = 3;

  private final SimulationPlan plan;
  private final LongFunction<byte[]> secrets;

  /**
   * A simulator of a plan.
   *
   * @param secrets the secret of a guild by its id, under which member keys are made
   */
  public Simulator(SimulationPlan plan, LongFunction<byte[]> secrets) {
    this.plan = plan;
    this.secrets = secrets;
  }

  /**
   * Tells everything.
   *
   * @param sink takes the events, by day of receipt; what follows after the last day is left out of
   *     events and truth alike
   * @return the truth, empty if the plan wants none
   */
  public TruthBooks run(EventSink sink) {
    Span span = plan.span();
    TruthBooks books = new TruthBooks(plan.truth());
    Deliveries deliveries = new Deliveries(span, plan.seed(), sink);
    List<GuildStories> guilds = new ArrayList<>();
    HeavyTail busyness = new HeavyTail(plan.members(), 3, 1.05);
    List<Long> guildIds = plan.guildIds();
    for (int number = 0; number < plan.guilds(); number++) {
      Guild guild = guild(number, guildIds.get(number), span, busyness);
      guilds.add(new GuildStories(guild, plan.eventsPerDay(number), books.open(guild), deliveries));
    }
    int days = plan.received().length();
    for (int day = 0; day < days; day++) {
      if (day < span.days()) {
        for (GuildStories guild : guilds) {
          guild.tell(day);
        }
      }
      deliveries.endDay();
    }
    return books;
  }

  private Guild guild(int number, long id, Span span, HeavyTail busyness) {
    MemberKeys keys = MemberKeys.under(secrets.apply(id));
    Cast cast =
        new Cast(plan.members(), id, span, busyness, keys, Draws.of(plan.seed(), number, CAST));
    Channels channels = new Channels(
        plan.channels(), id + Draws.of(plan.seed(), number, CHANNELS).below(1 << 20));
    Watch watch = new Watch(span, number, Draws.of(plan.seed(), number, WATCH));
    return new Guild(plan.seed(), id, number, span, cast, channels, watch);
  }
}
