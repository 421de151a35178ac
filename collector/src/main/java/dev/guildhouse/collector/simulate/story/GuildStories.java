package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Book;
import dev.guildhouse.collector.simulate.world.Guild;
import dev.guildhouse.collector.simulate.world.Rhythm;
import java.time.DayOfWeek;

/** All that happens in one guild, told day by day. */
public final class GuildStories {
  // How many of each there are for one event of the day.
  private static final double VOICE_VISITS = 0.012;
  private static final double REWARDS = 0.004;
  private static final double MODERATION = 0.002;

  /** The share of a day's events that all but messages and what follows from them takes. */
  private static final double WITHOUT_MESSAGES = 0.045;

  /** Events of a day that come however quiet it is: heartbeats, hourly counts, changes. */
  private static final int FIXED = 70;

  /** Events that a message makes on average, its own included, if enough days follow. */
  private static final double PER_MESSAGE = 2.8;

  /** By how much that is less for a message of the last day. */
  private static final double CUT_OFF = 0.45;

  private final Guild guild;
  private final double eventsPerDay;
  private final WatchStories watch;
  private final HouseStories house;
  private final MemberStories members;
  private final MessageStories messages;
  private final VoiceStories voice;
  private final RewardStories rewards;
  private final ModerationStories moderation;

  /**
   * The stories of a guild.
   *
   * @param eventsPerDay how many events its mean day shall have, redeliveries left out
   */
  public GuildStories(Guild guild, double eventsPerDay, Book book, EventTaker taker) {
    this.guild = guild;
    this.eventsPerDay = eventsPerDay;
    Stage stage = new Stage(guild, book, taker);
    watch = new WatchStories(stage);
    house = new HouseStories(stage);
    members = new MemberStories(stage);
    messages = new MessageStories(stage);
    voice = new VoiceStories(stage);
    rewards = new RewardStories(stage);
    moderation = new ModerationStories(stage);
  }

  /**
   * Tells a day to its end, with all that follows from it on later days. Days must be told in order,
   * each once.
   */
  public void tell(int day) {
    DayOfWeek weekday = guild.span().date(day).getDayOfWeek();
    int events = (int) eventsPerDay;
    double written = eventsPerDay * Rhythm.TEXT.weight(weekday);
    double spoken = eventsPerDay * Rhythm.VOICE.weight(weekday);
    double left = written * (1 - WITHOUT_MESSAGES) - members.snapshots(events) - FIXED;
    watch.tell(day);
    house.tell(day, events);
    members.tell(day, events);
    messages.tell(day, atLeastOne(left / (PER_MESSAGE - CUT_OFF / guild.span().days())));
    voice.tell(day, atLeastOne(spoken * VOICE_VISITS));
    rewards.tell(day, atLeastOne(written * REWARDS));
    moderation.tell(day, atLeastOne(written * MODERATION));
  }

  private static int atLeastOne(double count) {
    return Math.max(1, (int) count);
  }
}
