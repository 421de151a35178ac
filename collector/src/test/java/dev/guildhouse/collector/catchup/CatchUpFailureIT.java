package dev.guildhouse.collector.catchup;

import static dev.guildhouse.collector.catchup.ReadGuild.BEGAN;
import static dev.guildhouse.collector.catchup.ReadGuild.CATEGORY;
import static dev.guildhouse.collector.catchup.ReadGuild.CHANNEL;
import static dev.guildhouse.collector.catchup.ReadGuild.GUILD;
import static dev.guildhouse.collector.catchup.ReadGuild.id;
import static dev.guildhouse.collector.catchup.ReadGuild.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.reading.ChannelResult;
import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.rest.MessagePages;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catches up while the fake Discord, or the sink, does not give or take all. */
class CatchUpFailureIT {
  private static final long OTHER = CHANNEL + 1;
  private static final long ANN = 31;

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
  void aChannelWithoutAccessIsNotCoveredUntilItCanBeRead() throws Exception {
    long blind = CHANNEL + 2;
    guild.reading.channel(GUILD, blind, 2, 0);
    guild.watchedForAMinute();
    guild.reading.hide(OTHER);
    guild.reading.hideHistory(blind);
    guild.reading.write(OTHER, id(70), ANN, "hidden");
    guild.reading.write(blind, id(71), ANN, "hidden in another way");
    guild.now = BEGAN.plusSeconds(600);
    GuildReport report = guild.catchUp();

    assertThat(report.in(State.NO_ACCESS))
        .extracting(ChannelResult::channelId)
        .containsExactlyInAnyOrder(OTHER, blind);
    assertThat(guild.taken.of(EventType.COLLECTOR_HEARTBEAT))
        .extracting(RawEvent::channelId)
        .containsExactly(CHANNEL);

    guild.reading.show(OTHER);
    guild.reading.show(blind);
    guild.now = BEGAN.plusSeconds(900);
    guild.catchUp();
    assertThat(guild.taken.messages()).containsExactly(id(70), id(71));
    assertThat(guild.taken.of(EventType.COLLECTOR_HEARTBEAT))
        .filteredOn(event -> event.channelId() == blind)
        .extracting(RawEvent::eventAt, RawEvent::amount)
        .containsExactly(tuple(BEGAN.plusSeconds(60), BigDecimal.valueOf(840)));
  }

  @Test
  void aDeletedChannelIsForgottenAndStopsNoOther() throws Exception {
    guild.watchedForAMinute();
    guild.reading.write(CHANNEL, id(70), ANN, "stands");
    guild.reading.write(OTHER, id(71), ANN, "goes with its channel");
    guild.discord.answer(
        "GET /channels/" + OTHER + "/messages", Answer.refuse(404, 10003, "Unknown Channel"));
    guild.now = BEGAN.plusSeconds(600);
    GuildReport report = guild.catchUp();

    assertThat(report.in(State.GONE)).extracting(ChannelResult::channelId).containsExactly(OTHER);
    assertThat(guild.taken.messages()).containsExactly(id(70));
    assertThat(checkpoint()).contains(Long.toString(CHANNEL)).doesNotContain(Long.toString(OTHER));
    guild.reading.forget(CHANNEL);
    guild.reading.forget(OTHER);
    assertThat(guild.catchUp().channels()).isEmpty();
    assertThat(checkpoint()).doesNotContain(Long.toString(CHANNEL));
  }

  @Test
  void waitsAsLongAsDiscordSays() throws Exception {
    guild.watchedForAMinute();
    LongStream.range(0, 350).forEach(i -> guild.reading.write(CHANNEL, id(70) + i, ANN, "many"));
    String messages = "GET /channels/\\d+/messages";
    guild.discord.limit(messages, 2, Duration.ofMillis(300));
    guild.discord.answer(
        messages,
        Answer.rateLimited(Duration.ofSeconds(1), Answer.Scope.ROUTE),
        Answer.rateLimited(Duration.ofSeconds(1), Answer.Scope.GLOBAL));
    guild.now = BEGAN.plusSeconds(600);
    GuildReport report = guild.catchUp();

    assertThat(report.messages()).isEqualTo(350);
    assertThat(guild.taken.messages()).hasSize(350).doesNotHaveDuplicates();
    assertThat(guild.discord.isScriptPlayed()).isTrue();
  }

  @Test
  void triesAgainWhenDiscordFailsAndLeavesTheRestForLater() throws Exception {
    guild.watchedForAMinute();
    guild.reading.write(CHANNEL, id(70), ANN, "after two failures");
    guild.reading.write(OTHER, id(71), ANN, "after an outage");
    guild.discord.answer(
        "GET /channels/" + CHANNEL + "/messages", Answer.refuse(500, 0, "oops"), Answer.dropped());
    guild.discord.always("GET /channels/" + OTHER + "/messages", Answer.refuse(500, 0, "outage"));
    guild.now = BEGAN.plusSeconds(600);
    GuildReport report = guild.catchUp();

    assertThat(report.isIncomplete()).isTrue();
    assertThat(report.in(State.UNAVAILABLE))
        .extracting(ChannelResult::channelId)
        .containsExactly(OTHER);
    assertThat(guild.taken.messages()).containsExactly(id(70));

    guild.discord.recover();
    assertThat(guild.catchUp().isIncomplete()).isFalse();
    assertThat(guild.taken.messages()).containsExactly(id(70), id(71));
  }

  @Test
  void whatTheSinkDidNotTakeIsReadAgain() throws Exception {
    guild.watchedForAMinute();
    for (int i = 0; i < 450; i++) {
      guild.reading.write(CHANNEL, id(120 + i), ANN, "message " + i);
    }
    guild.now = BEGAN.plusSeconds(900);
    guild.taken.refuseAfter(150);
    assertThatThrownBy(guild::catchUp).hasRootCauseMessage("the disk is full");

    guild.taken.refuseAfter(10_000);
    guild.catchUp();
    assertThat(guild.taken.messages().stream().distinct()).hasSize(450);
    assertThat(guild.taken.messages().size()).isBetween(450, 450 + 2 * MessagePages.SIZE);
  }

  @Test
  void whoIsInterruptedWhileItWaitsEndsAndGoesOnLater() throws Exception {
    guild.watchedForAMinute();
    guild.reading.write(CHANNEL, id(70), ANN, "while Discord lets wait");
    guild.reading.write(OTHER, id(71), ANN, "before");
    String route = "GET /channels/" + CHANNEL + "/messages";
    guild.discord.answer(route, Answer.rateLimited(Duration.ofMinutes(30), Answer.Scope.ROUTE));
    guild.now = BEGAN.plusSeconds(600);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread run = new Thread(() -> {
      try {
        guild.catchUp();
      } catch (InterruptedException | RuntimeException e) {
        end.set(e);
      }
    });
    run.start();
    while (!guild.discord.isScriptPlayed() || guild.taken.messages().isEmpty()) {
      Thread.sleep(5);
    }
    run.interrupt();
    run.join();

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    guild.reconnect();
    guild.catchUp();
    assertThat(guild.taken.messages()).containsExactly(id(70), id(71));
  }

  @Test
  void oneMessageThatIsToldWronglyHidesNoOther() throws Exception {
    guild.watchedForAMinute();
    guild.reading.write(CHANNEL, id(70), ANN, "x", json().put("timestamp", "yesterday"));
    guild.reading.write(CHANNEL, id(71), ANN, "fine");
    guild.now = BEGAN.plusSeconds(600);

    assertThat(guild.catchUp().refused()).isEqualTo(1);
    assertThat(guild.taken.messages()).containsExactly(id(71));
  }

  @Test
  void aGuildThatTheBotIsNotInAndATokenThatIsRefusedAreNamed() throws Exception {
    guild.discord.answer("GET /guilds/700/channels", Answer.refuse(403, 50001, "Missing Access"));
    assertThatThrownBy(guild::catchUp)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot list the channels of guild 700")
        .hasMessageContaining("the bot is in this guild");
    guild.discord.answer("GET /guilds/700/channels", Answer.refuse(401, 0, "401: Unauthorized"));
    assertThatThrownBy(guild::catchUp).hasMessageContaining("it does not accept the token");
  }

  @Test
  void noMessageIdStaysInTheCheckpoints() throws Exception {
    guild.watchedForAMinute();
    for (int i = 0; i < 450; i++) {
      guild.reading.write(CHANNEL, id(120 + i), ANN, "message " + i);
    }
    guild.now = BEGAN.plusSeconds(900);
    guild.taken.refuseAfter(150);
    assertThatThrownBy(guild::catchUp).isNotNull();

    assertThat(checkpoint())
        .contains("\"reached\":{\"" + CHANNEL + "\":\"2026-11-03T10:05:00Z\"}")
        .doesNotContain(Long.toString(id(120 + 199)));
  }

  private String checkpoint() throws Exception {
    return Files.readString(guild.checkpoints.resolve(GUILD + ".json"));
  }
}
