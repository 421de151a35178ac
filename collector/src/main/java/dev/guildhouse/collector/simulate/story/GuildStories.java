package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Book;
import dev.guildhouse.collector.simulate.world.Guild;
import dev.guildhouse.collector.simulate.world.Rhythm;
import java.time.DayOfWeek;

/** All that happens in one guild, told day by day. */
public final class GuildStories {
  // Shares of a day's events, by how many events each story makes on average.
  private static final double MESSAGES = 0.40;
  private static final double VOICE_VISITS = 0.012;
  private static final double REWARDS = 0.004;
  private static final double MODERATION = 0.002;

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
    double written = eventsPerDay * Rhythm.TEXT.weight(weekday);
    double spoken = eventsPerDay * Rhythm.VOICE.weight(weekday);
    watch.tell(day);
    house.tell(day, (int) eventsPerDay);
    members.tell(day, (int) eventsPerDay);
    messages.tell(day, atLeastOne(written * MESSAGES));
    voice.tell(day, atLeastOne(spoken * VOICE_VISITS));
    rewards.tell(day, atLeastOne(written * REWARDS));
    moderation.tell(day, atLeastOne(written * MODERATION));
  }

  private static int atLeastOne(double count) {
    return Math.max(1, (int) count);
  }
}
