package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.identity.MemberKeys;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks what members do beside writing and speaking: threads, joins, votes, rewards, moderation. */
final class MemberRecount {
  /** The changes that are told twice now and then, and so are walked by member. */
  static final Set<EventType> JOINS_AND_LEAVES =
      EnumSet.of(EventType.MEMBER_JOIN, EventType.MEMBER_LEAVE);

  /** The events that it looks at. */
  static final Set<EventType> TYPES = EnumSet.of(
      EventType.THREAD_CREATE,
      EventType.THREAD_UPDATE,
      EventType.THREAD_MEMBER_JOIN,
      EventType.THREAD_MEMBER_LEAVE,
      EventType.MEMBER_JOIN,
      EventType.MEMBER_LEAVE,
      EventType.POLL_VOTE_ADD,
      EventType.POLL_VOTE_REMOVE,
      EventType.REWARD_GRANT,
      EventType.AUTOMOD_HIT,
      EventType.FLAG,
      EventType.MODERATOR_ACTION,
      EventType.SCHEDULED_EVENT,
      EventType.INVITE_CREATE,
      EventType.INVITE_JOIN);

  private static final long SAME_CHANGE_MICROS = 60 * SeenEvent.MICROS_OF_A_SECOND;

  private final DirectCounts counts;

  MemberRecount(DirectCounts counts) {
    this.counts = counts;
  }

  void count(Histories events) {
    threads(events);
    joins(events);
    polls(events);
    rewards(events);
    moments(events);
  }

  private void threads(Histories events) {
    for (SeenEvent event : events.of(EventType.THREAD_CREATE)) {
      counts.count("threads_created", event, event.isOfMember() ? 1 : 0);
    }
    Set<EventType> joining =
        EnumSet.of(EventType.THREAD_MEMBER_JOIN, EventType.THREAD_MEMBER_LEAVE);
    events.by(SeenEvent::thread, joining).values().forEach(history -> {
      Set<Long> inside = new HashSet<>();
      for (SeenEvent event : history) {
        if (event.type() == EventType.THREAD_MEMBER_LEAVE) {
          inside.remove(event.member());
        } else if (inside.add(event.member())) {
          counts.count("thread_joins", event, event.isOfMember() ? 1 : 0);
        }
      }
    });
    events.by(SeenEvent::thread, EnumSet.of(EventType.THREAD_UPDATE)).values().forEach(history -> {
      boolean isArchived = false;
      for (SeenEvent event : history) {
        if (event.archived().equals("true") || event.archived().equals("false")) {
          boolean archives = event.archived().equals("true");
          if (archives && !isArchived) {
            counts.count("threads_archived", event.guild(), event.day(), event.channel(), 0, 1);
          }
          isArchived = archives;
        }
      }
    });
  }

  /**
   * What was told twice within a minute counts at the first telling: a join by the gateway and by its
   * system message, and a leave that no join parts from the one before. Strangers are never the same.
   */
  private void joins(Histories events) {
    events.by(SeenEvent::member, JOINS_AND_LEAVES).values().forEach(history -> {
      @Nullable SeenEvent joined = null;
      @Nullable SeenEvent changed = null;
      for (SeenEvent event : inTime(history)) {
        boolean isJoin = event.type() == EventType.MEMBER_JOIN;
        boolean isAgain = isJoin
            ? joined != null && isOtherTelling(joined, event)
            : changed != null && isSameLeave(changed, event);
        boolean isCounted = (event.member() == MemberKeys.UNKNOWN || !isAgain)
            && !event.isBot()
            && !event.isWebhook();
        counts.count(
            isJoin ? "joins" : "leaves",
            event.guild(),
            event.day(),
            0,
            event.member(),
            isCounted ? 1 : 0);
        joined = isJoin ? event : joined;
        changed = event;
      }
    });
  }

  private static List<SeenEvent> inTime(List<SeenEvent> history) {
    return history.stream()
        .sorted(Comparator.comparingLong(SeenEvent::at)
            .thenComparingLong(SeenEvent::session)
            .thenComparingLong(SeenEvent::sequence)
            .thenComparingLong(SeenEvent::message))
        .toList();
  }

  private static boolean isOtherTelling(SeenEvent joined, SeenEvent event) {
    return isSoon(joined, event) && (joined.message() == 0) != (event.message() == 0);
  }

  private static boolean isSameLeave(SeenEvent changed, SeenEvent event) {
    return isSoon(changed, event) && changed.type() == EventType.MEMBER_LEAVE;
  }

  private static boolean isSoon(SeenEvent before, SeenEvent event) {
    return event.at() - before.at() <= SAME_CHANGE_MICROS;
  }

  private void polls(Histories events) {
    record Vote(long member, String answer) {}
    Set<EventType> voting = EnumSet.of(EventType.POLL_VOTE_ADD, EventType.POLL_VOTE_REMOVE);
    events.by(SeenEvent::message, voting).values().forEach(history -> {
      Map<Vote, SeenEvent> standing = new HashMap<>();
      for (SeenEvent event : history) {
        Vote vote = new Vote(event.member(), event.emoji());
        if (event.type() == EventType.POLL_VOTE_REMOVE) {
          standing.remove(vote);
        } else {
          standing.putIfAbsent(vote, event);
        }
      }
      standing
          .values()
          .forEach(vote -> counts.count("poll_votes", vote, vote.isOfMember() ? 1 : 0));
    });
  }

  private void rewards(Histories events) {
    events.by(SeenEvent::subject, EnumSet.of(EventType.REWARD_GRANT)).values().forEach(history -> {
      SeenEvent last = history.get(history.size() - 1);
      if (last.status().isEmpty() || last.status().equals("completed")) {
        counts.count("rewards", last, 1);
        counts.amount("reward_amount", last, last.amount());
      }
    });
  }

  private void moments(Histories events) {
    Stream.of(EventType.AUTOMOD_HIT, EventType.FLAG).forEach(type -> {
      String measure = type == EventType.FLAG ? "flags" : "automod_hits";
      for (SeenEvent event : events.of(type)) {
        counts.count(measure, event.guild(), event.day(), event.channel(), event.target(), 1);
      }
    });
    for (SeenEvent event : events.of(EventType.MODERATOR_ACTION)) {
      counts.count("moderator_actions", event, event.isBot() || event.isWebhook() ? 0 : 1);
    }
    events
        .of(EventType.SCHEDULED_EVENT)
        .forEach(event -> counts.count("scheduled_events", event, 1));
    events.of(EventType.INVITE_CREATE).forEach(event -> counts.count("invites_created", event, 1));
    events.of(EventType.INVITE_JOIN).forEach(event -> counts.count("invite_joins", event, 1));
  }
}
