package dev.guildhouse.jobs.facts;

import static dev.guildhouse.schema.events.EventType.*;

import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.schema.events.EventType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All facts, and which events change them. */
public final class FactJobs {
  /** The event types that each fact is folded from. */
  public static final Map<TableJob, Set<EventType>> TYPES = types();

  private FactJobs() {}

  private static Map<TableJob, Set<EventType>> types() {
    Set<EventType> reactions = EnumSet.of(
        REACTION_ADD,
        REACTION_REMOVE,
        REACTION_REMOVE_ALL,
        REACTION_REMOVE_EMOJI,
        REACTION_SNAPSHOT);
    Set<EventType> states = EnumSet.of(MESSAGE_DELETE, MESSAGE_APPROVE, MESSAGE_RESTORE);
    Set<EventType> messages = EnumSet.of(MESSAGE_CREATE, MESSAGE_UPDATE);
    messages.addAll(states);
    messages.addAll(reactions);
    Set<EventType> removals = EnumSet.of(MESSAGE_CREATE);
    removals.addAll(states);
    Map<TableJob, Set<EventType>> types = new LinkedHashMap<>();
    types.put(new ReactionsFact(), reactions);
    types.put(new MessagesFact(), messages);
    types.put(new RemovalsFact(), removals);
    types.put(new PollsFact(), EnumSet.of(POLL_VOTE_ADD, POLL_VOTE_REMOVE));
    types.put(
        new ThreadsFact(),
        EnumSet.of(
            THREAD_CREATE, THREAD_UPDATE, THREAD_DELETE, THREAD_MEMBER_JOIN, THREAD_MEMBER_LEAVE));
    types.put(
        new VoiceSessionsFact(),
        EnumSet.of(VOICE_JOIN, VOICE_MOVE, VOICE_LEAVE, VOICE_STATE, COLLECTOR_GAP));
    types.put(new MembershipsFact(), EnumSet.of(MEMBER_JOIN, MEMBER_LEAVE));
    types.put(new MembersFact(), EnumSet.of(MEMBER_JOIN, MEMBER_LEAVE, MEMBER_SNAPSHOT));
    types.put(new RewardsFact(), EnumSet.of(REWARD_GRANT));
    types.put(new ModerationFact(), EnumSet.of(AUTOMOD_HIT, FLAG, MODERATOR_ACTION, ESCALATION));
    types.put(new OccasionsFact(), EnumSet.of(SCHEDULED_EVENT, INVITE_CREATE, INVITE_JOIN));
    types.put(new ChannelsFact(), EnumSet.of(CHANNEL_CREATE, CHANNEL_UPDATE, CHANNEL_DELETE));
    types.put(new GuildSnapshotsFact(), EnumSet.of(GUILD_SNAPSHOT));
    types.put(new CoverageFact(), EnumSet.of(COLLECTOR_HEARTBEAT, COLLECTOR_GAP));
    return types;
  }
}
