package dev.guildhouse.collector.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.fake.Dispatches;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** A day of a guild in which everything happens once, and what is true of it. */
final class ScriptedDay {
  static final long GUILD = 700_000_000_000_000_001L;
  static final long CATEGORY = 700_000_000_000_000_010L;
  static final long TEXT = 700_000_000_000_000_011L;
  static final long VOICE = 700_000_000_000_000_012L;
  static final long FORUM = 700_000_000_000_000_013L;
  static final long AFK = 700_000_000_000_000_014L;
  static final long LOUNGE = 700_000_000_000_000_015L;
  static final long ANN = 600_000_000_000_000_001L;
  static final long BEN = 600_000_000_000_000_002L;
  static final long MOD = 600_000_000_000_000_003L;
  static final long BOT = 600_000_000_000_000_004L;
  static final long TALKER = 600_000_000_000_000_005L;
  private static final long SOLVED_TAG = 900;

  /**
   * One dispatch.
   *
   * @param truth the events that it tells of, as {@link Told} writes them
   */
  record Step(String type, ObjectNode data, List<String> truth) {}

  private final List<Step> steps = new ArrayList<>();
  private final LongUnaryOperator key;
  private final Instant day;
  private long made = 1;

  /**
   * @param day when it happens
   * @param key the key of a user, worked out by other means than the collector's
   */
  ScriptedDay(Instant day, LongUnaryOperator key) {
    this.day = day;
    this.key = key;
    write();
  }

  List<Step> steps() {
    return steps;
  }

  List<String> truth() {
    return steps.stream().flatMap(step -> step.truth().stream()).toList();
  }

  /** The guild as a session finds it: {@link #TALKER} is in voice already. */
  static void describe(ObjectNode guild) {
    guild.put("member_count", 4).put("afk_channel_id", text(AFK));
    guild.putArray("channels");
    Dispatches.channel(guild, CATEGORY, 4, "house", 0);
    Dispatches.channel(guild, TEXT, 0, "general", CATEGORY);
    Dispatches.channel(guild, VOICE, 2, "talk", CATEGORY);
    Dispatches.channel(guild, LOUNGE, 2, "lounge", CATEGORY).put("user_limit", 5);
    Dispatches.channel(guild, AFK, 2, "away", 0);
    ObjectNode forum = Dispatches.channel(guild, FORUM, 15, "help", 0);
    forum
        .putArray("available_tags")
        .addObject()
        .put("id", text(SOLVED_TAG))
        .put("name", "Solved")
        .put("moderated", false)
        .putNull("emoji_id")
        .putNull("emoji_name");
    for (long user : new long[] {ANN, BEN, MOD, BOT, TALKER}) {
      guild.withArray("members").add(member(user));
    }
    guild.withArray("voice_states").add(voice(TALKER, VOICE));
  }

  /** What every session tells of the guild: who is in voice. */
  List<String> truthOfPresence() {
    return List.of(
        "voice_state attributes={deafened=false, muted=false, streaming=false, video=false}"
            + " channel_id=" + VOICE + " member_key=" + key(TALKER));
  }

  /** What every session tells of those who are present. */
  List<String> truthOfMembers() {
    List<String> lines = new ArrayList<>();
    for (long user : new long[] {ANN, BEN, MOD, TALKER}) {
      lines.add("member_snapshot member_key=" + key(user));
    }
    lines.add("member_snapshot is_bot=true member_key=" + key(BOT));
    lines.add("member_snapshot is_bot=true member_key=" + key(FakeGuild.BOT_ID));
    return lines;
  }

  /** What the first session tells of the channels. */
  static List<String> truthOfChannels() {
    return List.of(
        seen(CATEGORY, "house", "category"),
        seen(TEXT, "general", "text"),
        seen(VOICE, "talk", "voice, user_limit=0"),
        seen(LOUNGE, "lounge", "voice, user_limit=5"),
        seen(AFK, "away", "voice, user_limit=0"),
        seen(FORUM, "help", "forum"));
  }

  private static String seen(long id, String name, String type) {
    return "channel_update attributes={name=" + name + ", type=" + type + "} channel_id=" + id;
  }

  private void write() {
    messages();
    reactions();
    threads();
    members();
    voices();
    house();
    moderation();
  }

  private void messages() {
    long asked = id();
    step(
        "MESSAGE_CREATE",
        message(asked, TEXT, ANN, "Who is here?"),
        told(
            "message_create",
            "attachments",
            0,
            "channel_id",
            TEXT,
            "embeds",
            0,
            "is_question",
            true,
            "member_key",
            key(ANN),
            "mentions",
            0,
            "message_id",
            asked,
            "role_mentions",
            0,
            "subject_id",
            asked,
            "text_length",
            12));
    long answer = id();
    ObjectNode reply = message(answer, TEXT, BEN, "me 👍").put("type", 19);
    reply
        .putObject("message_reference")
        .put("message_id", text(asked))
        .put("channel_id", text(TEXT))
        .put("guild_id", text(GUILD));
    reply.set("referenced_message", message(asked, TEXT, ANN, "Who is here?"));
    reply.withArray("mentions").add(FakeGuild.user(ANN));
    reply.withArray("mention_roles").add("77").add("78");
    step(
        "MESSAGE_CREATE",
        reply,
        told(
            "message_create",
            "attachments",
            0,
            "channel_id",
            TEXT,
            "embeds",
            0,
            "is_reply",
            true,
            "member_key",
            key(BEN),
            "mentions",
            1,
            "message_id",
            answer,
            "role_mentions",
            2,
            "subject_id",
            answer,
            "target_key",
            key(ANN),
            "text_length",
            4));
    ObjectNode edited = message(asked, TEXT, ANN, "Who is there, then?");
    edited.put("edited_timestamp", day.plusSeconds(20).toString());
    String edit = told(
        "message_update",
        "attachments",
        0,
        "channel_id",
        TEXT,
        "embeds",
        0,
        "is_edit",
        true,
        "is_question",
        true,
        "member_key",
        key(ANN),
        "mentions",
        0,
        "message_id",
        asked,
        "role_mentions",
        0,
        "subject_id",
        asked,
        "text_length",
        19);
    step("MESSAGE_UPDATE", edited, edit);
    ObjectNode unfurled = edited.deepCopy();
    unfurled.withArray("embeds").addObject().put("type", "link").put("url", "https://example.org");
    step(
        "MESSAGE_UPDATE",
        unfurled,
        edit.replace(" is_edit=true", "").replace("embeds=0", "embeds=1"));
    long byBot = id();
    ObjectNode botMessage = message(byBot, TEXT, BOT, "beep");
    ((ObjectNode) botMessage.get("author")).put("bot", true);
    step(
        "MESSAGE_CREATE",
        botMessage,
        told(
            "message_create",
            "attachments",
            0,
            "channel_id",
            TEXT,
            "embeds",
            0,
            "is_bot",
            true,
            "member_key",
            key(BOT),
            "mentions",
            0,
            "message_id",
            byBot,
            "role_mentions",
            0,
            "subject_id",
            byBot,
            "text_length",
            4));
    step(
        "MESSAGE_DELETE",
        data("id", text(byBot), "channel_id", text(TEXT)),
        told("message_delete", "channel_id", TEXT, "message_id", byBot, "subject_id", byBot));
    ObjectNode bulk = data("channel_id", text(TEXT));
    bulk.putArray("ids").add("41").add("42");
    step(
        "MESSAGE_DELETE_BULK",
        bulk,
        "message_delete attributes={bulk=true} channel_id=" + TEXT + " message_id=41 subject_id=41",
        "message_delete attributes={bulk=true} channel_id=" + TEXT
            + " message_id=42 subject_id=42");
  }

  private void reactions() {
    ObjectNode add = data(
        "user_id",
        text(BEN),
        "channel_id",
        text(TEXT),
        "message_id",
        "51",
        "message_author_id",
        text(ANN));
    add.putObject("emoji").putNull("id").put("name", "👍");
    add.set("member", member(BEN));
    add.put("burst", false).put("type", 0);
    step(
        "MESSAGE_REACTION_ADD",
        add,
        told(
            "reaction_add",
            "channel_id",
            TEXT,
            "emoji",
            "👍",
            "member_key",
            key(BEN),
            "message_id",
            51L,
            "subject_id",
            51L,
            "target_key",
            key(ANN)));
    ObjectNode toBot = add.deepCopy().put("message_author_id", text(BOT));
    toBot.putObject("emoji").put("id", "1001").put("name", "party");
    step(
        "MESSAGE_REACTION_ADD",
        toBot,
        told(
            "reaction_add",
            "channel_id",
            TEXT,
            "emoji",
            "party:1001",
            "member_key",
            key(BEN),
            "message_id",
            51L,
            "subject_id",
            51L));
    ObjectNode remove = add.deepCopy();
    remove.remove(List.of("member", "message_author_id"));
    step(
        "MESSAGE_REACTION_REMOVE",
        remove,
        told(
            "reaction_remove",
            "channel_id",
            TEXT,
            "emoji",
            "👍",
            "member_key",
            key(BEN),
            "message_id",
            51L,
            "subject_id",
            51L));
    ObjectNode emoji = data("channel_id", text(TEXT), "message_id", "51");
    emoji.putObject("emoji").put("id", "1001").put("name", "party");
    step(
        "MESSAGE_REACTION_REMOVE_EMOJI",
        emoji,
        told(
            "reaction_remove_emoji",
            "channel_id",
            TEXT,
            "emoji",
            "party:1001",
            "message_id",
            51L,
            "subject_id",
            51L));
    step(
        "MESSAGE_REACTION_REMOVE_ALL",
        data("channel_id", text(TEXT), "message_id", "51"),
        told("reaction_remove_all", "channel_id", TEXT, "message_id", 51L, "subject_id", 51L));
    ObjectNode vote = data("user_id", text(ANN), "channel_id", text(TEXT), "message_id", "52");
    vote.put("answer_id", 2);
    step(
        "MESSAGE_POLL_VOTE_ADD",
        vote,
        told(
            "poll_vote_add",
            "channel_id",
            TEXT,
            "emoji",
            "2",
            "member_key",
            key(ANN),
            "message_id",
            52L,
            "subject_id",
            52L));
    step(
        "MESSAGE_POLL_VOTE_REMOVE",
        vote.deepCopy(),
        told(
            "poll_vote_remove",
            "channel_id",
            TEXT,
            "emoji",
            "2",
            "member_key",
            key(ANN),
            "message_id",
            52L,
            "subject_id",
            52L));
  }

  private void threads() {
    long post = id();
    step(
        "THREAD_CREATE",
        thread(post, false).put("newly_created", true),
        told(
            "thread_create",
            "attributes",
            "{solved=false, tags=}",
            "channel_id",
            FORUM,
            "member_key",
            key(ANN),
            "message_id",
            post,
            "subject_id",
            post,
            "thread_id",
            post));
    step(
        "MESSAGE_CREATE",
        message(post, post, ANN, "How do I?"),
        told(
            "message_create",
            "attachments",
            0,
            "channel_id",
            FORUM,
            "embeds",
            0,
            "is_question",
            true,
            "is_thread_starter",
            true,
            "member_key",
            key(ANN),
            "mentions",
            0,
            "message_id",
            post,
            "role_mentions",
            0,
            "subject_id",
            post,
            "text_length",
            9,
            "thread_id",
            post));
    ObjectNode joined = data("id", text(post));
    joined.put("member_count", 2);
    joined
        .putArray("added_members")
        .addObject()
        .put("id", text(post))
        .put("user_id", text(BEN))
        .put("join_timestamp", day.toString())
        .put("flags", 0)
        .set("member", member(BEN));
    joined.putArray("removed_member_ids").add(text(MOD));
    step(
        "THREAD_MEMBERS_UPDATE",
        joined,
        told(
            "thread_member_join",
            "channel_id",
            FORUM,
            "member_key",
            key(BEN),
            "subject_id",
            post,
            "target_key",
            key(ANN),
            "thread_id",
            post),
        told(
            "thread_member_leave",
            "channel_id",
            FORUM,
            "member_key",
            key(MOD),
            "subject_id",
            post,
            "target_key",
            key(ANN),
            "thread_id",
            post));
    ObjectNode solved = thread(post, true);
    solved.withArray("applied_tags").add(text(SOLVED_TAG));
    step(
        "THREAD_UPDATE",
        solved,
        told(
            "thread_update",
            "attributes",
            "{archived=true, locked=false, solved=true, tags=900}",
            "channel_id",
            FORUM,
            "subject_id",
            post,
            "target_key",
            key(ANN),
            "thread_id",
            post));
    step(
        "THREAD_DELETE",
        data("id", text(post), "parent_id", text(FORUM)).put("type", 11),
        told(
            "thread_delete",
            "channel_id",
            FORUM,
            "subject_id",
            post,
            "target_key",
            key(ANN),
            "thread_id",
            post));
  }

  private void members() {
    long newcomer = 600_000_000_000_000_099L;
    ObjectNode join = member(newcomer).put("guild_id", text(GUILD));
    step("GUILD_MEMBER_ADD", join, told("member_join", "member_key", key(newcomer)));
    long greeting = id();
    step(
        "MESSAGE_CREATE",
        message(greeting, TEXT, newcomer, "").put("type", 7),
        told("member_join", "member_key", key(newcomer), "message_id", greeting));
    ObjectNode promoted = member(newcomer).put("guild_id", text(GUILD));
    promoted.withArray("roles").add("77");
    step("GUILD_MEMBER_UPDATE", promoted, told("member_update", "member_key", key(newcomer)));
    // A nickname is no change of roles.
    step("GUILD_MEMBER_UPDATE", promoted.deepCopy().put("nick", "newt"));
    ObjectNode gone = data();
    gone.set("user", FakeGuild.user(newcomer));
    step("GUILD_BAN_ADD", gone, told("member_ban", "member_key", key(newcomer)));
    step("GUILD_BAN_ADD", gone.deepCopy());
    step("GUILD_MEMBER_REMOVE", gone.deepCopy(), told("member_leave", "member_key", key(newcomer)));
    step("GUILD_MEMBER_REMOVE", gone.deepCopy());
    ObjectNode invite =
        data("channel_id", text(TEXT), "code", "abcdef", "created_at", day.toString());
    invite.put("max_age", 0).put("max_uses", 0).put("temporary", false).put("uses", 0);
    invite.set("inviter", FakeGuild.user(MOD));
    step(
        "INVITE_CREATE", invite, told("invite_create", "channel_id", TEXT, "member_key", key(MOD)));
  }

  private void voices() {
    step("VOICE_STATE_UPDATE", voice(ANN, VOICE), voiceTold("voice_join", ANN, VOICE, false));
    step(
        "VOICE_STATE_UPDATE",
        voice(ANN, VOICE).put("self_mute", true),
        voiceTold("voice_state", ANN, VOICE, true));
    step("VOICE_STATE_UPDATE", voice(ANN, VOICE).put("self_mute", true));
    step("VOICE_STATE_UPDATE", voice(ANN, LOUNGE), voiceTold("voice_move", ANN, LOUNGE, false));
    // The AFK channel is nowhere.
    step(
        "VOICE_STATE_UPDATE",
        voice(ANN, AFK),
        told("voice_leave", "channel_id", LOUNGE, "member_key", key(ANN)));
    step("VOICE_STATE_UPDATE", voice(ANN, VOICE), voiceTold("voice_join", ANN, VOICE, false));
    step(
        "VOICE_STATE_UPDATE",
        voice(ANN, 0),
        told("voice_leave", "channel_id", VOICE, "member_key", key(ANN)));
  }

  private void house() {
    long made1 = id();
    ObjectNode channel = data("id", text(made1), "name", "new").put("type", 0).put("position", 9);
    channel.putArray("permission_overwrites");
    step(
        "CHANNEL_CREATE",
        channel,
        "channel_create attributes={name=new, type=text} channel_id=" + made1);
    step(
        "CHANNEL_UPDATE",
        channel.deepCopy().put("name", "newer"),
        "channel_update attributes={name=newer, type=text} channel_id=" + made1);
    step("CHANNEL_UPDATE", channel.deepCopy().put("name", "newer").put("position", 8));
    step(
        "CHANNEL_DELETE",
        channel.deepCopy().put("name", "newer"),
        "channel_delete attributes={name=newer, type=text} channel_id=" + made1);
    long role = id();
    step("GUILD_ROLE_CREATE", role(role, "red"), "role_create");
    step("GUILD_ROLE_UPDATE", role(role, "blue"), "role_update");
    step("GUILD_ROLE_UPDATE", role(role, "blue"));
    step("GUILD_ROLE_DELETE", data("role_id", text(role)), "role_delete");
    ObjectNode event = data("id", text(id()), "channel_id", text(VOICE), "creator_id", text(MOD));
    event
        .put("name", "party")
        .put("scheduled_start_time", day.plusSeconds(9_000).toString());
    event.put("privacy_level", 2).put("status", 1).put("entity_type", 2);
    event.set("creator", FakeGuild.user(MOD));
    step(
        "GUILD_SCHEDULED_EVENT_CREATE",
        event,
        told("scheduled_event", "channel_id", VOICE, "member_key", key(MOD)));
  }

  private void moderation() {
    ObjectNode hit = data(
        "rule_id",
        "66",
        "user_id",
        text(BEN),
        "channel_id",
        text(TEXT),
        "content",
        "a bad word",
        "matched_keyword",
        "bad",
        "matched_content",
        "bad");
    hit.put("rule_trigger_type", 1).putObject("action").put("type", 1).putObject("metadata");
    step(
        "AUTO_MODERATION_ACTION_EXECUTION",
        hit,
        "automod_hit attributes={trigger=1} channel_id=" + TEXT + " target_key=" + key(BEN));
    // The same hit, for the alert that it sends, which is a flag.
    ObjectNode alert = hit.deepCopy();
    alert.putObject("action").put("type", 2).putObject("metadata").put("channel_id", text(TEXT));
    step(
        "AUTO_MODERATION_ACTION_EXECUTION",
        alert,
        "flag channel_id=" + TEXT + " target_key=" + key(BEN));
    ObjectNode timeout = data("id", text(id()), "user_id", text(MOD), "target_id", text(BEN));
    timeout
        .put("action_type", 24)
        .putArray("changes")
        .addObject()
        .put("key", "communication_disabled_until")
        .put("new_value", day.plusSeconds(600).toString());
    step(
        "GUILD_AUDIT_LOG_ENTRY_CREATE",
        timeout,
        "moderator_action attributes={action=timeout} member_key=" + key(MOD) + " target_key="
            + key(BEN));
    ObjectNode renamed = data("id", text(id()), "user_id", text(MOD), "target_id", text(BEN));
    renamed
        .put("action_type", 24)
        .putArray("changes")
        .addObject()
        .put("key", "nick")
        .put("new_value", "b");
    step("GUILD_AUDIT_LOG_ENTRY_CREATE", renamed);
  }

  private String voiceTold(String type, long user, long channel, boolean muted) {
    return told(
        type,
        "attributes",
        "{deafened=false, muted=" + muted + ", streaming=false, video=false}",
        "channel_id",
        channel,
        "member_key",
        key(user));
  }

  private void step(String type, ObjectNode data, String... truth) {
    steps.add(new Step(type, data, List.of(truth)));
  }

  /** A message of a member as the gateway brings it. */
  static ObjectNode message(long id, long channel, long author, String content) {
    return Dispatches.message(GUILD, id, channel, author, content);
  }

  private static ObjectNode voice(long user, long channel) {
    return Dispatches.voice(GUILD, user, channel);
  }

  private static ObjectNode member(long user) {
    return Dispatches.member(user, user == BOT);
  }

  private ObjectNode thread(long id, boolean isArchived) {
    return Dispatches.thread(GUILD, id, FORUM, ANN, day, isArchived);
  }

  private static ObjectNode role(long id, String name) {
    return Dispatches.role(GUILD, id, name);
  }

  private static ObjectNode data(String... namesAndValues) {
    return Dispatches.data(GUILD, namesAndValues);
  }

  private static String told(String type, Object... namesAndValues) {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    StringBuilder line = new StringBuilder(type);
    values.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }

  private long key(long user) {
    return key.applyAsLong(user);
  }

  private long id() {
    return Snowflake.of(day, made++);
  }

  private static String text(long id) {
    return Long.toString(id);
  }
}
