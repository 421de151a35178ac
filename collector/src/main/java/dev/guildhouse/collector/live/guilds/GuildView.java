package dev.guildhouse.collector.live.guilds;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.members.LongCache;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.config.GuildSettings.Support;
import dev.guildhouse.schema.config.GuildSettings.TrustRole;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.MemberKeys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One guild as the gateway has described it so far. It lives in memory only: user ids never leave it
 * but as keys. For one thread at a time.
 */
public final class GuildView {
  /** Stands for people who opted out or were forgotten; never written. */
  public static final long LEFT_OUT = Long.MIN_VALUE;

  private static final int REMEMBERED_MEMBERS = 1 << 16;
  private static final int REMEMBERED_MESSAGES = 1 << 14;

  private final long id;
  private final long organizationId;
  private final Support support;
  private final Keywords keywords;
  private List<TrustRole> trustRoles = List.of();
  private MemberKeyring keys;
  private final Map<Long, ChannelView> channels = new HashMap<>();
  private final Map<Long, ThreadView> threads = new HashMap<>();
  private final Map<Long, VoiceStay> voice = new HashMap<>();
  private final Map<Long, Integer> roles = new HashMap<>();
  private final Set<Long> bots = new HashSet<>();
  private final LongCache webhooks = new LongCache(REMEMBERED_MESSAGES);
  private final LongCache rolesOfMembers = new LongCache(REMEMBERED_MEMBERS);
  private final LongCache editedAt = new LongCache(REMEMBERED_MESSAGES);
  private final RecentMoments moments = new RecentMoments();
  private long members;
  private long afkChannelId;

  public GuildView(long id, long organizationId, MemberKeyring keys) {
    this(id, organizationId, Support.NONE, keys);
  }

  /**
   * @param support which pings and reactions call for moderators, and which words are counted
   */
  public GuildView(long id, long organizationId, Support support, MemberKeyring keys) {
    this.id = id;
    this.organizationId = organizationId;
    this.support = support;
    this.keywords = Keywords.of(support.keywords());
    this.keys = keys;
  }

  public long id() {
    return id;
  }

  public long organizationId() {
    return organizationId;
  }

  /** What to look for in texts. */
  public Keywords keywords() {
    return keywords;
  }

  /** The same guild, which tells members by these roles, the highest first. */
  public GuildView trusting(List<TrustRole> highestFirst) {
    trustRoles = List.copyOf(highestFirst);
    return this;
  }

  /** The name of the highest of a member's roles that tell trust; null when none does. */
  public @Nullable String trustLevel(List<Long> rolesOfMember) {
    return trustRoles.stream()
        .filter(trusted -> rolesOfMember.contains(trusted.role()))
        .map(TrustRole::name)
        .findFirst()
        .orElse(null);
  }

  public boolean isForEscalations(long roleId) {
    return support.escalationRoles().contains(roleId);
  }

  /**
   * Whether a reaction reports a message.
   *
   * @param emoji the character, or the name of a custom emoji
   */
  public boolean isFlag(String emoji) {
    return support.flagEmoji().contains(emoji);
  }

  /** Whose events are left out from now on. */
  void obey(GuildPeople people) {
    keys = keys.obeying(people);
  }

  /**
   * The key of a user for an event of an instant; of nobody for user 0, and {@link #LEFT_OUT} for who
   * is on the list of people.
   */
  public long key(long userId, Instant at) {
    if (keys.isLeftOut(userId, at)) {
      return LEFT_OUT;
    }
    OffsetDateTime day = at.atOffset(ZoneOffset.UTC);
    return keys.key(userId, day.getYear() * 100 + day.getMonthValue());
  }

  /** The key of a user to whom something was done; nobody's for who is left out. */
  public long target(long userId, Instant at) {
    long key = key(userId, at);
    return key == LEFT_OUT ? MemberKeys.UNKNOWN : key;
  }

  /** Forgets what a new description of the guild tells in full. */
  public void forgetThreadsAndVoice() {
    threads.clear();
    voice.clear();
  }

  public void put(ChannelView channel) {
    channels.put(channel.id(), channel);
  }

  public Optional<ChannelView> channel(long channelId) {
    return Optional.ofNullable(channels.get(channelId));
  }

  public void removeChannel(long channelId) {
    channels.remove(channelId);
    threads.values().removeIf(thread -> thread.parentId() == channelId);
  }

  /** All channels, by id. */
  public Map<Long, ChannelView> channels() {
    return Map.copyOf(channels);
  }

  public void put(ThreadView thread) {
    threads.put(thread.id(), thread);
  }

  public Optional<ThreadView> thread(long threadId) {
    return Optional.ofNullable(threads.get(threadId));
  }

  public void removeThread(long threadId) {
    threads.remove(threadId);
  }

  /**
   * Where a channel or thread is. What the gateway never described is a thread that was archived
   * before: its parent is not known.
   */
  public Place place(long channelOrThreadId) {
    ThreadView thread = threads.get(channelOrThreadId);
    if (thread != null) {
      return new Place(thread.parentId(), category(thread.parentId()), thread.id());
    } else if (channels.containsKey(channelOrThreadId) || channelOrThreadId == 0) {
      return new Place(channelOrThreadId, category(channelOrThreadId), 0);
    }
    return new Place(0, 0, channelOrThreadId);
  }

  private long category(long channelId) {
    ChannelView channel = channels.get(channelId);
    return channel == null ? 0 : channel.parentId();
  }

  /** Where a user is in voice. */
  public Optional<VoiceStay> voice(long userId) {
    return Optional.ofNullable(voice.get(userId));
  }

  /** Moves a user in voice; null is nowhere. */
  public void setVoice(long userId, @Nullable VoiceStay stay) {
    if (stay == null) {
      voice.remove(userId);
    } else {
      voice.put(userId, stay);
    }
  }

  /** Notes that a user is a bot. */
  public void noteBot(long userId) {
    bots.add(userId);
  }

  /** Notes an author that is no member at all. */
  public void noteWebhook(long authorId) {
    webhooks.put(authorId, 1);
  }

  public boolean isBot(long userId) {
    return bots.contains(userId);
  }

  /** Whether an author can have a key: neither a bot nor a webhook. */
  public boolean isPerson(long authorId) {
    return authorId != 0 && !bots.contains(authorId) && webhooks.value(authorId) == 0;
  }

  /** Takes a member's roles; true if they are known to have changed. */
  public boolean changeRoles(long userId, long hash) {
    long now = hash == 0 ? 1 : hash;
    long before = rolesOfMembers.value(userId);
    rolesOfMembers.put(userId, now);
    return before != 0 && before != now;
  }

  /** Takes the content of a role; true if it is new or another than before. */
  public boolean changeRole(long roleId, int hash) {
    Integer before = roles.put(roleId, hash);
    return before == null || before != hash;
  }

  public void removeRole(long roleId) {
    roles.remove(roleId);
  }

  /** Takes the instant of an edit, in microseconds; false if it is known already. */
  public boolean isNewEdit(long messageId, long micros) {
    if (editedAt.value(messageId) == micros) {
      return false;
    }
    editedAt.put(messageId, micros);
    return true;
  }

  /** What happened a moment ago, to tell a repeat by. */
  public RecentMoments moments() {
    return moments;
  }

  public long members() {
    return members;
  }

  public void setMembers(long count) {
    members = count;
  }

  public long afkChannelId() {
    return afkChannelId;
  }

  public void setAfkChannel(long channelId) {
    afkChannelId = channelId;
  }

  /** The counts of a guild snapshot, by the names that it has for them. */
  public Map<String, String> counts() {
    Map<ChannelKind, Integer> kinds = new EnumMap<>(ChannelKind.class);
    channels.values().forEach(channel -> kinds.merge(channel.kind(), 1, Integer::sum));
    int text =
        kinds.getOrDefault(ChannelKind.TEXT, 0) + kinds.getOrDefault(ChannelKind.ANNOUNCEMENT, 0);
    long open = threads.values().stream().filter(thread -> !thread.isArchived()).count();
    Map<String, String> counts = new TreeMap<>();
    counts.put("members", Long.toString(members));
    counts.put("bots", Integer.toString(bots.size()));
    counts.put("channels_text", Integer.toString(text));
    for (ChannelKind kind : new ChannelKind[] {
      ChannelKind.VOICE, ChannelKind.FORUM, ChannelKind.STAGE, ChannelKind.CATEGORY
    }) {
      counts.put("channels_" + kind.text(), Integer.toString(kinds.getOrDefault(kind, 0)));
    }
    counts.put("threads_open", Long.toString(open));
    return counts;
  }

  /** Lets a bot that left no longer count. */
  public void removeMember(long userId) {
    bots.remove(userId);
  }
}
