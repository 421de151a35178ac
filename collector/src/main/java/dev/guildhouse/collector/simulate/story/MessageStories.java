package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.story.ThreadStories.OpenThread;
import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Rhythm;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import org.jspecify.annotations.Nullable;

/** What is written in a guild: who writes where, and what becomes of each message. */
final class MessageStories {
  /** Messages of one channel that replies can go to. */
  private static final int REMEMBERED = 16;

  private final Stage stage;
  private final ThreadStories threads;
  private final MessageEdits edits;
  private final MessageFates fates;
  private final ReactionStories reactions;
  private final PollStories polls;
  private final @Nullable Message[][] recent;
  private final int[] written;

  MessageStories(Stage stage) {
    this.stage = stage;
    threads = new ThreadStories(stage);
    edits = new MessageEdits(stage);
    fates = new MessageFates(stage);
    reactions = new ReactionStories(stage);
    polls = new PollStories(stage);
    recent = new Message[stage.channels.count()][REMEMBERED];
    written = new int[stage.channels.count()];
  }

  void tell(int day, int total) {
    Draws draws = stage.draws(MessageStories.class, day);
    for (long instant : Rhythm.TEXT.instants(draws, stage.span.dayStart(day), total)) {
      // The id tells milliseconds, and nobody knows the time of a message closer than that.
      tell(draws, instant - Math.floorMod(instant, Span.MILLISECOND));
    }
  }

  private void tell(Draws draws, long at) {
    Message message = compose(draws, at);
    if (!stage.sees(at)) {
      fates.tellUnseen(draws, message);
      reactions.tell(draws, message);
      return;
    }
    fill(draws, message);
    MessageFates.Fate fate = fates.decide(draws, message);
    stage.emit(message.tell(stage, stage.event(EventType.MESSAGE_CREATE, message.id, at)), at);
    if (message.starter) {
      threads.startFromForum(draws, message);
    } else if (message.thread == 0 && !message.reply && draws.chance(0.008)) {
      threads.startFromMessage(draws, message);
    }
    edits.tell(draws, message);
    boolean lives = fates.tell(draws, message, fate);
    long score = reactions.tell(draws, message);
    polls.tell(draws, message);
    book(message, lives, score);
    remember(message);
  }

  private Message compose(Draws draws, long at) {
    int author = drawAuthor(draws, at);
    OpenThread thread = draws.chance(0.1) ? threads.draw(draws, at) : null;
    int channel = thread == null ? stage.channels.drawWritten(draws) : thread.channel();
    boolean forum = stage.channels.kindOf(channel) == Channels.Kind.FORUM;
    if (forum && thread == null && draws.chance(0.8)) {
      thread = threads.draw(draws, at);
      channel = thread == null ? channel : thread.channel();
    }
    long id = stage.id(Stage.Id.MESSAGE, at);
    // Nobody writes into a forum itself: what is not in a thread starts one, under its own id.
    boolean starter = forum && thread == null;
    long threadId = thread != null ? thread.id() : starter ? id : 0;
    Message message = new Message(id, at, author, channel, threadId);
    message.starter = starter;
    message.system =
        thread == null && !starter && stage.cast.isMember(author) && draws.chance(0.004);
    return message;
  }

  private int drawAuthor(Draws draws, long at) {
    int kind = draws.below(1000);
    if (kind < 40) {
      return stage.cast.drawBot(draws);
    }
    return kind < 50 ? stage.cast.drawWebhook(draws) : stage.cast.drawMember(draws, at);
  }

  private void fill(Draws draws, Message message) {
    message.contentKnown = !draws.chance(0.02);
    if (!message.starter && !message.system && draws.chance(0.22)) {
      Message answered = recent[message.channel][draws.below(REMEMBERED)];
      if (answered != null && answered.thread == message.thread) {
        message.reply = true;
        message.target = answered.credited(stage.cast);
      }
    }
    message.length = message.system ? 0 : (int) draws.soon(1, 2000);
    message.question = draws.chance(message.starter ? 0.5 : 0.08);
    message.attachments = draws.chance(0.07) ? draws.few(10) : 0;
    message.stickers = draws.chance(0.02) ? 1 : 0;
    message.mentions = draws.chance(0.1) ? draws.few(8) : 0;
    message.roleMentions = draws.chance(0.005) ? 1 : 0;
    message.embeds = stage.cast.isMember(message.author) || draws.chance(0.4) ? 0 : draws.few(10);
    message.poll = message.thread == 0 && !message.system && draws.chance(0.006);
  }

  private void remember(Message message) {
    recent[message.channel][written[message.channel]++ % REMEMBERED] = message;
  }

  private void book(Message message, boolean lives, long score) {
    if (!message.isMembers(stage.cast)) {
      if (lives) {
        stage.book.one(Measure.BOT_MESSAGES, message.channel, Cast.UNKNOWN, message.at);
      }
      return;
    }
    one(Measure.MESSAGES_CREATED, message);
    if (message.edited) {
      one(Measure.MESSAGES_EDITED, message);
    }
    if (lives) {
      bookLive(message, score);
    }
  }

  private void bookLive(Message message, long score) {
    one(Measure.MESSAGES, message);
    boolean starts = message.starter || (message.thread == 0 && !message.reply);
    one(starts ? Measure.POSTS : Measure.REPLIES, message);
    if (message.thread != 0) {
      one(Measure.THREAD_MESSAGES, message);
    }
    counted(Measure.STICKERS, Measure.MESSAGES_WITH_STICKERS, message, message.stickers);
    add(Measure.MENTIONS, message, message.mentions);
    if (message.contentKnown) {
      counted(Measure.ATTACHMENTS, Measure.MESSAGES_WITH_FILES, message, message.attachments);
      counted(Measure.EMBEDS, Measure.MESSAGES_WITH_EMBEDS, message, message.mostEmbeds);
      add(Measure.QUESTIONS, message, message.question ? 1 : 0);
    }
    if (score > 0) {
      one(Measure.MESSAGES_WITH_REACTIONS, message);
      stage.book.liked(message.id, message.at, score);
    }
  }

  private void counted(Measure things, Measure messagesWith, Message message, int count) {
    if (count > 0) {
      add(things, message, count);
      one(messagesWith, message);
    }
  }

  private void one(Measure measure, Message message) {
    add(measure, message, 1);
  }

  private void add(Measure measure, Message message, int amount) {
    if (amount > 0) {
      stage.book.add(measure, message.channel, message.author, message.at, amount);
    }
  }
}
