package dev.guildhouse.collector.imports.lines;

import static dev.guildhouse.collector.imports.lines.LineField.EDITED_AT;
import static dev.guildhouse.collector.imports.lines.LineField.EMOJI;
import static dev.guildhouse.collector.imports.lines.LineField.EVENT_AT;
import static dev.guildhouse.collector.imports.lines.LineField.ID;
import static dev.guildhouse.collector.imports.lines.LineField.IS_EDIT;
import static dev.guildhouse.collector.imports.lines.LineField.MESSAGE_ID;
import static dev.guildhouse.collector.imports.lines.LineField.ORDINAL;
import static dev.guildhouse.collector.imports.lines.LineField.SEQUENCE;
import static dev.guildhouse.collector.imports.lines.LineField.SESSION_ID;
import static dev.guildhouse.collector.imports.lines.LineField.SUBJECT_ID;
import static dev.guildhouse.collector.imports.lines.LineField.TARGET_USER_ID;
import static dev.guildhouse.collector.imports.lines.LineField.THREAD_ID;
import static dev.guildhouse.collector.imports.lines.LineField.USER_ID;

import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Subject;
import java.time.Instant;
import java.util.function.ToLongFunction;

/**
 * What makes an event from outside the same when it comes again, as docs/EVENTS.md has it for each
 * type. Where a line gives neither an id nor a sequence, all that it says together stands for it.
 */
record OutsideIdentity(long subjectId, long ordinal) {

  /** The people of an event, by their keys. */
  record Who(long member, long target) {}

  /**
   * The identity of a line.
   *
   * @param idHash turns an outside id into 64 bits
   */
  static OutsideIdentity of(EventLine line, Who who, Instant at, ToLongFunction<String> idHash) {
    EventType type = line.type();
    String id = line.label(ID);
    boolean isMoment = type.subject() == Subject.MOMENT;
    long subject = switch (type.subject()) {
      case MESSAGE -> line.number(MESSAGE_ID);
      case THREAD -> line.number(THREAD_ID);
      case MOMENT ->
        line.has(SUBJECT_ID)
            ? line.number(SUBJECT_ID)
            : id != null ? idHash.applyAsLong(id) : isAboutMember(type) ? who.member : 0;
    };
    if (!isMoment && line.has(SUBJECT_ID) && line.number(SUBJECT_ID) != subject) {
      throw new RefusedInput("subject_id is not the id of its message or thread");
    }
    if (line.has(ORDINAL)) {
      return new OutsideIdentity(subject, line.number(ORDINAL));
    }
    if (type == EventType.MESSAGE_CREATE || type == EventType.THREAD_CREATE) {
      return new OutsideIdentity(subject, 0);
    }
    boolean hasOwnSubject = isMoment && (line.has(SUBJECT_ID) || id != null);
    Instant editedAt = line.time(EDITED_AT);
    if (editedAt != null && (line.flag(IS_EDIT) || type == EventType.REWARD_GRANT)) {
      return new OutsideIdentity(subject, EventTimes.micros(editedAt));
    }
    if (editedAt != null && type == EventType.REACTION_SNAPSHOT) {
      long found = EventHash.start()
          .with(String.valueOf(line.label(EMOJI)))
          .with(who.member)
          .with(EventTimes.micros(editedAt))
          .value();
      return new OutsideIdentity(subject, found);
    }
    if (hasOwnSubject) {
      return new OutsideIdentity(subject, 0);
    }
    long ordinal = id != null
        ? idHash.applyAsLong(id)
        : line.has(SEQUENCE)
            ? EventHash.ofSequence(line.number(SESSION_ID), line.number(SEQUENCE))
            : hashOfAll(line, who, at);
    boolean hasNoSubject = isMoment && !isAboutMember(type);
    return hasNoSubject ? new OutsideIdentity(ordinal, 0) : new OutsideIdentity(subject, ordinal);
  }

  static boolean isAboutMember(EventType type) {
    return switch (type.family()) {
      case VOICE -> true;
      case MEMBERS -> type != EventType.INVITE_CREATE && type != EventType.INVITE_JOIN;
      default -> false;
    };
  }

  /** By key instead of user id, since what is hashed without a secret can be found by trying. */
  private static long hashOfAll(EventLine line, Who who, Instant at) {
    EventHash hash =
        EventHash.start().with(who.member).with(who.target).with(EventTimes.micros(at));
    for (LineField field : LineField.values()) {
      if (field != USER_ID && field != TARGET_USER_ID && field != EVENT_AT) {
        hash.with(String.valueOf(line.value(field)));
      }
    }
    return hash.value();
  }
}
