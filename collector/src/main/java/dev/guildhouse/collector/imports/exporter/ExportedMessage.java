package dev.guildhouse.collector.imports.exporter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an export says of one message; used again for the next, so that streaming makes no garbage. */
final class ExportedMessage {
  private static final Set<String> WRITTEN_BY_PEOPLE = Set.of("Default", "Reply", "20", "23");
  static final String REPLY = "Reply";
  static final String JOIN = "GuildMemberJoin";
  static final String THREAD_CREATED = "ThreadCreated";

  /** The type of whatever else Discord itself wrote. */
  static final String OTHER_SYSTEM = "System";

  long id;
  String type = "";

  @Nullable
  Instant at;

  @Nullable
  Instant editedAt;

  long authorId;
  boolean hasAuthor;
  boolean isBot;

  /** In characters; -1 when unknown. */
  int textLength;

  boolean isQuestion;

  /** -1 when unknown, like the counts below. */
  int attachments;

  int embeds;
  int stickers;
  int mentions;

  @Nullable
  Boolean hasPoll;

  long referencedMessageId;
  long referencedChannelId;
  final List<Reactions> reactions = new ArrayList<>();

  /**
   * The reactions of one emoji.
   *
   * @param emoji the character, or {@code name:id} of a custom emoji
   * @param count how many there were in all
   * @param users who is known to have given one
   */
  record Reactions(String emoji, int count, List<User> users) {}

  /** Somebody who reacted. */
  record User(long id, boolean isBot) {}

  void clear() {
    id = 0;
    type = "Default";
    at = null;
    editedAt = null;
    authorId = 0;
    hasAuthor = false;
    isBot = false;
    textLength = -1;
    isQuestion = false;
    attachments = -1;
    embeds = -1;
    stickers = -1;
    mentions = -1;
    hasPoll = null;
    referencedMessageId = 0;
    referencedChannelId = 0;
    reactions.clear();
  }

  /** Answers to commands (20, 23) are written by people and bots, everything else unusual is not. */
  boolean isSystem() {
    return !WRITTEN_BY_PEOPLE.contains(type);
  }
}
