package dev.guildhouse.collector.recount;

import static dev.guildhouse.collector.catchup.ReadGuild.BEGAN;
import static dev.guildhouse.collector.catchup.ReadGuild.CHANNEL;
import static dev.guildhouse.collector.catchup.ReadGuild.GUILD;
import static dev.guildhouse.collector.catchup.ReadGuild.id;
import static dev.guildhouse.collector.catchup.ReadGuild.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.collector.catchup.ReadGuild;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.landing.LandingWriter;
import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.recount.RecountResult.Difference;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recounts days of the fake Discord that landing tells otherwise. */
class RecountIT {
  private static final long ANN = 31;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
  private static final Instant EDIT = BEGAN.plusSeconds(300);

  @TempDir
  Path folder;

  private final List<RawEvent> landed = new ArrayList<>();
  private ReadGuild guild;
  private long sequence;

  @BeforeEach
  void start() throws Exception {
    guild = new ReadGuild(folder);
    guild.reading.channel(GUILD, CHANNEL, 0, 0);
    guild.now = Instant.parse("2026-11-04T03:00:00Z");
  }

  @AfterEach
  void stop() {
    guild.close();
  }

  @Test
  void settlesWhatDiffersAndNothingElse() throws Exception {
    long thread = id(5);
    guild.reading.thread(CHANNEL, thread, 11, ANN, BEGAN.plusSeconds(5));
    guild.reading.write(CHANNEL, id(1), ANN, "known");
    landed(EventType.MESSAGE_CREATE, id(1));
    guild.reading.write(CHANNEL, id(2), ANN, "missed");
    guild.reading.write(thread, id(3), ANN, "missed in a thread");
    landed(EventType.MESSAGE_CREATE, id(4));
    guild.reading.write(
        CHANNEL, id(6), ANN, "edited", json().put("edited_timestamp", EDIT.toString()));
    landed(EventType.MESSAGE_CREATE, id(6));
    guild.reading.write(
        CHANNEL, id(7), ANN, "edit known", json().put("edited_timestamp", EDIT.toString()));
    landed(EventType.MESSAGE_CREATE, id(7));
    landed.add(
        event(EventType.MESSAGE_UPDATE, id(7)).editedAt(EDIT).isEdit(true).build());
    landed(EventType.MESSAGE_CREATE, id(8));
    landed(EventType.MESSAGE_DELETE, id(8));
    guild.reading.write(CHANNEL, id(9), ANN, "held for deleted");
    landed(EventType.MESSAGE_CREATE, id(9));
    landed(EventType.MESSAGE_DELETE, id(9));
    landed.add(event(EventType.MESSAGE_CREATE, id(10)).source(Source.EXPORT).build());
    landed(EventType.MESSAGE_CREATE, id(-200_000));
    RecountReport report = recount();

    assertThat(report.channels()).singleElement().satisfies(channel -> {
      assertThat(channel.state()).isEqualTo(State.READ);
      assertThat(channel.days()).containsExactly(new Difference(DAY, 2, 1, 1, 1));
    });
    assertThat(report.messages()).isEqualTo(6);
    assertThat(guild.taken.byIdentity().values())
        .filteredOn(event -> event.eventType() != EventType.COLLECTOR_HEARTBEAT)
        .extracting(RawEvent::eventType, RawEvent::messageId)
        .containsExactlyInAnyOrder(
            tuple(EventType.MESSAGE_CREATE, id(2)),
            tuple(EventType.MESSAGE_CREATE, id(3)),
            tuple(EventType.MESSAGE_DELETE, id(4)),
            tuple(EventType.MESSAGE_CREATE, id(6)),
            tuple(EventType.MESSAGE_UPDATE, id(6)),
            tuple(EventType.MESSAGE_RESTORE, id(9)));
    assertThat(guild.taken.of(EventType.COLLECTOR_HEARTBEAT))
        .extracting(RawEvent::eventAt, event -> event.amount().longValue())
        .containsExactly(tuple(Instant.parse("2026-11-03T00:00:00Z"), 86_400L));
  }

  @Test
  void whatItSentIsNoDifferenceTheNextTime() throws Exception {
    guild.reading.write(CHANNEL, id(2), ANN, "missed");
    guild.reading.write(CHANNEL, id(9), ANN, "held for deleted");
    landed(EventType.MESSAGE_CREATE, id(4));
    landed(EventType.MESSAGE_CREATE, id(9));
    landed(EventType.MESSAGE_DELETE, id(9));
    assertThat(recount().sum(Difference::missed)).isEqualTo(1);
    landed.addAll(guild.taken.all());
    guild.taken.clear();
    guild.now = guild.now.plusSeconds(86_400);

    assertThat(recount().channels()).allMatch(channel -> channel.days().isEmpty());
    assertThat(guild.taken.all())
        .allMatch(event -> event.eventType() == EventType.COLLECTOR_HEARTBEAT);
  }

  @Test
  void anEmptyAnswerIsNoProofThatEverythingWasDeleted() throws Exception {
    guild.reading.write(CHANNEL, id(1), ANN, "stands, but the bot may not see it");
    landed(EventType.MESSAGE_CREATE, id(1));
    guild.reading.channel(GUILD, CHANNEL + 1, 2, 0);
    guild.reading.write(CHANNEL + 1, id(2), ANN, "the same");
    landed.add(event(EventType.MESSAGE_CREATE, id(2)).channelId(CHANNEL + 1).build());
    guild.reading.hideHistory(CHANNEL);
    guild.reading.hideHistory(CHANNEL + 1);

    assertThat(recount().channels())
        .hasSize(2)
        .allMatch(channel -> channel.state() == State.NO_ACCESS);
    assertThat(guild.taken.all()).isEmpty();
  }

  @Test
  void aPageThatFailsProvesNothing() throws Exception {
    for (int i = 0; i < 150; i++) {
      guild.reading.write(CHANNEL, id(i), ANN, "message");
      landed(EventType.MESSAGE_CREATE, id(i));
    }
    String route = "GET /channels/" + CHANNEL + "/messages";
    guild.discord.answer(route, Answer.healthy());
    guild.discord.always(route, Answer.refuse(500, 0, "outage"));

    assertThat(recount().in(State.UNAVAILABLE)).isEqualTo(1);
    assertThat(guild.taken.all()).isEmpty();
  }

  @Test
  void messagesGoWithTheirThreadAndAreNotCalledDeleted() throws Exception {
    landed.add(event(EventType.MESSAGE_CREATE, id(3)).threadId(id(2)).build());

    assertThat(recount().channels()).allMatch(channel -> channel.days().isEmpty());
    assertThat(guild.taken.of(EventType.MESSAGE_DELETE)).isEmpty();
  }

  private RecountReport recount() throws Exception {
    LandingLayout layout = new LandingLayout(folder.resolve("landing"));
    try (LandingWriter writer =
        new LandingFiles(layout).open("gateway", Instant.parse("2026-11-04T00:30:00Z"))) {
      landed.forEach(writer::write);
      writer.publish();
    }
    return new Recount(guild.rest(), guild.taken, guild.settings(), layout, ReadListener.NONE)
        .run(GUILD, DayRange.of(DAY));
  }

  private void landed(EventType type, long messageId) {
    landed.add(event(type, messageId).build());
  }

  private RawEvent.Builder event(EventType type, long messageId) {
    return RawEvent.of(type, GUILD)
        .subjectId(messageId)
        .messageId(messageId)
        .ordinal(type == EventType.MESSAGE_CREATE ? 0 : ++sequence)
        .channelId(CHANNEL)
        .eventAt(BEGAN.plusSeconds(sequence))
        .receivedAt(BEGAN)
        .source(Source.GATEWAY)
        .sequence(++sequence);
  }
}
