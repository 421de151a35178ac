package dev.guildhouse.collector.catchup;

import static dev.guildhouse.collector.catchup.ReadGuild.BEGAN;
import static dev.guildhouse.collector.catchup.ReadGuild.CATEGORY;
import static dev.guildhouse.collector.catchup.ReadGuild.CHANNEL;
import static dev.guildhouse.collector.catchup.ReadGuild.GUILD;
import static dev.guildhouse.collector.catchup.ReadGuild.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.reading.ChannelResult.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catches up beside a watch that begins, ends and begins again. */
class GapReaderIT {
  private static final long ANN = 31;
  private static final String MESSAGES = "GET /channels/" + CHANNEL + "/messages";
  private static final EarlierWatch FIRST = new EarlierWatch(BEGAN, BEGAN.plusSeconds(60));

  @TempDir
  Path folder;

  private ReadGuild guild;
  private GapReader gaps;

  @BeforeEach
  void start() throws Exception {
    guild = new ReadGuild(folder);
    guild.reading.channel(GUILD, CHANNEL, 0, CATEGORY);
    gaps = gaps();
    gaps.began(GUILD, Optional.empty(), BEGAN);
    await(() -> gaps.progress().guilds() == 0);
  }

  @AfterEach
  void stop() {
    gaps.close();
    guild.close();
  }

  @Test
  void theFirstWatchFetchesNothingAndTheNextWhatTheGapHides() throws Exception {
    guild.reading.write(CHANNEL, id(-30), ANN, "before it was watched");
    guild.reading.write(CHANNEL, id(170), ANN, "in the gap");
    assertThat(guild.taken.all()).isEmpty();

    watchedAgain(FIRST, 600);

    assertThat(guild.taken.messages()).containsExactly(id(170));
    assertThat(gaps.progress().messages()).isEqualTo(1);
    assertThat(gaps.progress().channels())
        .containsEntry(State.UP_TO_DATE, 1L)
        .containsEntry(State.READ, 1L);
    assertThat(gaps.progress().reading()).isZero();
  }

  @Test
  void whatDiscordDoesNotAnswerIsAskedAgainUntilItDoes() throws Exception {
    guild.reading.write(CHANNEL, id(170), ANN, "in the gap");
    guild.discord.always(MESSAGES, Answer.refuse(500, 0, "outage"));
    guild.now = BEGAN.plusSeconds(600);
    gaps.began(GUILD, Optional.of(FIRST), guild.now);
    await(() -> gaps.progress().channels().get(State.UNAVAILABLE) >= 2);
    assertThat(gaps.progress().guilds()).isEqualTo(1);

    guild.discord.recover();
    await(() -> gaps.progress().guilds() == 0);
    assertThat(guild.taken.messages()).containsExactly(id(170));
  }

  @Test
  void aGuildThatDiscordDoesNotListIsAskedForAgain() throws Exception {
    guild.reading.write(CHANNEL, id(170), ANN, "in the gap");
    guild.discord.answer("GET /guilds/700/channels", Answer.refuse(404, 10004, "Unknown Guild"));
    watchedAgain(FIRST, 600);

    assertThat(guild.taken.messages()).containsExactly(id(170));
    assertThat(guild.discord.isScriptPlayed()).isTrue();
  }

  @Test
  void aGuildThatIsLostWhileItIsReadIsReadOnAfterwards() throws Exception {
    guild.reading.write(CHANNEL, id(170), ANN, "in the first gap");
    guild.discord.answer(MESSAGES, Answer.rateLimited(Duration.ofSeconds(1), Answer.Scope.ROUTE));
    guild.now = BEGAN.plusSeconds(600);
    gaps.began(GUILD, Optional.of(FIRST), guild.now);
    await(guild.discord::isScriptPlayed);
    guild.reading.write(CHANNEL, id(900), ANN, "watched");
    guild.reading.write(CHANNEL, id(1_300), ANN, "in the second gap");
    watchedAgain(new EarlierWatch(BEGAN.plusSeconds(600), BEGAN.plusSeconds(1_000)), 1_500);

    assertThat(guild.taken.messages()).containsExactly(id(170), id(1_300));
  }

  @Test
  void whatAnEarlierProcessDidNotFetchIsFetchedByTheNext() throws Exception {
    guild.reading.write(CHANNEL, id(170), ANN, "in the first gap");
    guild.reading.write(CHANNEL, id(900), ANN, "watched before the first gap was read");
    guild.reading.write(CHANNEL, id(1_300), ANN, "in the second gap");
    guild.discord.answer(
        "GET /channels/\\d+/threads/.*",
        Answer.rateLimited(Duration.ofMinutes(30), Answer.Scope.ROUTE));
    guild.now = BEGAN.plusSeconds(600);
    gaps.began(GUILD, Optional.of(FIRST), guild.now);
    await(guild.discord::isScriptPlayed);
    gaps.close();
    assertThat(guild.taken.messages()).isEmpty();

    guild.reconnect();
    gaps = gaps();
    watchedAgain(new EarlierWatch(BEGAN.plusSeconds(600), BEGAN.plusSeconds(1_000)), 1_500);
    assertThat(guild.taken.messages()).contains(id(170), id(1_300));
  }

  @Test
  void withoutCheckpointsTheGapIsStillReadFromWhereTheWatchEnded() throws Exception {
    GapReader other = new GapReader(
        guild.rest(), guild.taken, guild.settings(), folder.resolve("lost"), Duration.ofMillis(20));
    guild.reading.write(CHANNEL, id(-300), ANN, "before");
    guild.reading.write(CHANNEL, id(170), ANN, "in the gap");
    guild.now = BEGAN.plusSeconds(600);
    other.began(GUILD, Optional.of(FIRST), guild.now);
    await(() -> other.progress().guilds() == 0);
    other.close();

    assertThat(guild.taken.messages()).containsExactly(id(170));
  }

  private void watchedAgain(EarlierWatch earlier, long seconds) throws InterruptedException {
    Instant at = BEGAN.plusSeconds(seconds);
    guild.now = at;
    gaps.began(GUILD, Optional.of(earlier), at);
    await(() -> gaps.progress().guilds() == 0);
  }

  private GapReader gaps() {
    return new GapReader(
        guild.rest(), guild.taken, guild.settings(), guild.checkpoints, Duration.ofMillis(20));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(60);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited in vain").isBefore(end);
      Thread.sleep(5);
    }
  }
}
