package dev.guildhouse.collector.found;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.MessageText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export or REST says of one message; used again for the next, so that streaming makes no
 * garbage. Counts are -1 when unknown.
 */
public final class FoundMessage {
  /** What a message is to the events it makes. */
  public enum Kind {
    /** Written by a person, a bot or a webhook, answers to commands included. */
    WRITTEN,
    REPLY,
    /** Discord tells that its author joined the guild. */
    JOIN,
    /** Discord tells that its author started a thread, which {@link #startedThreadId} names. */
    THREAD_CREATED,
    /** Whatever else Discord itself wrote. */
    SYSTEM
  }

  public long id;
  public Kind kind = Kind.WRITTEN;

  public @Nullable Instant at;

  public @Nullable Instant editedAt;

  public long authorId;
  public boolean hasAuthor;
  public boolean isBot;
  public boolean isWebhook;

  /** In characters; -1 when unknown. */
  public int textLength;

  public boolean isQuestion;
  public int attachments;
  public int embeds;
  public int stickers;
  public int mentions;
  public int roleMentions;
  public @Nullable Boolean hasPoll;

  /** Who wrote the message that this one replies to; 0 when that is not known. */
  public long repliedToId;

  public long startedThreadId;
  public final List<Reactions> reactions = new ArrayList<>();

  /** What was found in the text, as events tell it; null when nothing, or the text is unknown. */
  public @Nullable String keywords;

  private Keywords wanted = Keywords.NONE;

  /**
   * The reactions of one emoji.
   *
   * @param emoji the character, or {@code name:id} of a custom emoji
   * @param count how many there were in all
   * @param users who is known to have given one
   */
  public record Reactions(String emoji, int count, List<User> users) {}

  /** Somebody who reacted. */
  public record User(long id, boolean isBot) {}

  public FoundMessage() {
    clear();
  }

  /** What to look for in texts from now on. */
  public void lookFor(Keywords words) {
    wanted = words;
  }

  /** Takes of a text what is kept of it. */
  public void text(char[] text, int offset, int length) {
    textLength = MessageText.length(text, offset, length);
    isQuestion = MessageText.isQuestion(text, offset, length);
    keywords = wanted.in(text, offset, length);
  }

  /** Forgets the message. */
  public void clear() {
    id = 0;
    kind = Kind.WRITTEN;
    at = null;
    editedAt = null;
    authorId = 0;
    hasAuthor = false;
    isBot = false;
    isWebhook = false;
    textLength = -1;
    isQuestion = false;
    attachments = -1;
    embeds = -1;
    stickers = -1;
    mentions = -1;
    roleMentions = -1;
    hasPoll = null;
    repliedToId = 0;
    startedThreadId = 0;
    keywords = null;
    reactions.clear();
  }

  /** Whether Discord itself wrote it. */
  public boolean isSystem() {
    return kind != Kind.WRITTEN && kind != Kind.REPLY;
  }
}
