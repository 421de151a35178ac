package dev.guildhouse.schedules.live;

import static dev.guildhouse.collector.fake.Dispatches.data;
import static dev.guildhouse.collector.fake.Dispatches.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.fake.Dispatches;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeGuild;
import java.time.Instant;

/**
 * A night at the end of March in one guild, in which everything happens that Guildhouse counts. What
 * happens is told to the gateway, or only stands in Discord for whoever asks by REST; what of it must
 * be in the tables is counted beside.
 */
final class ScriptedNight {
  static final long GUILD = 700_000_000_000_000_001L;
  static final long TEXT = 700_000_000_000_000_011L;
  static final long VOICE = 700_000_000_000_000_012L;
  static final long LOUNGE = 700_000_000_000_000_013L;
  static final long AFK = 700_000_000_000_000_014L;
  static final long FORUM = 700_000_000_000_000_015L;
  private static final long ANN = 600_000_000_000_000_001L;
  private static final long BEN = 600_000_000_000_000_002L;
  private static final long MOD = 600_000_000_000_000_003L;
  private static final long BOT = 600_000_000_000_000_004L;
  private static final long TALKER = 600_000_000_000_000_005L;
  private static final long NEWCOMER = 600_000_000_000_000_006L;
  private static final long LATECOMER = 600_000_000_000_000_007L;
  private static final String THUMB = "👍";
  private static final long SOLVED = 900;

  /** Whether the gateway tells of what happens. */
  enum Watch {
    SEEN,
    UNSEEN
  }

  private final FakeDiscord discord;
  private final CellTruth truth;
  private Instant now = Instant.MIN;
  private Watch watch = Watch.SEEN;
  private long made;
  private long asked;
  private long fetched;
  private long beforeMidnight;
  private long deletedNextMonth;

  ScriptedNight(FakeDiscord discord, CellTruth truth) {
    this.discord = discord;
    this.truth = truth;
    discord.guild(GUILD, "house").describe(this::describe);
    discord.reading().channel(GUILD, TEXT, 0, 0);
    discord.reading().channel(GUILD, VOICE, 2, 0);
    discord.reading().channel(GUILD, LOUNGE, 2, 0);
    discord.reading().channel(GUILD, AFK, 2, 0);
    discord.reading().channel(GUILD, FORUM, 15, 0);
  }

  /** From now on things happen at this instant. */
  void at(Instant instant, Watch how) {
    now = instant;
    watch = how;
  }

  /** Makes a role, which no table counts: whoever read that has read all before it. */
  void marker() {
    discord.dispatchEvent("GUILD_ROLE_CREATE", Dispatches.role(GUILD, id(), "red"));
  }

  /** {@link #TALKER} is in voice whenever a session begins. */
  private void describe(ObjectNode guild) {
    guild.put("member_count", 6).put("afk_channel_id", text(AFK));
    guild.putArray("channels");
    Dispatches.channel(guild, TEXT, 0, "general", 0);
    Dispatches.channel(guild, VOICE, 2, "talk", 0);
    Dispatches.channel(guild, LOUNGE, 2, "lounge", 0);
    Dispatches.channel(guild, AFK, 2, "away", 0);
    Dispatches.channel(guild, FORUM, 15, "help", 0)
        .putArray("available_tags")
        .addObject()
        .put("id", text(SOLVED))
        .put("name", "Solved")
        .put("moderated", false)
        .putNull("emoji_id")
        .putNull("emoji_name");
    for (long user : new long[] {ANN, BEN, MOD, TALKER}) {
      guild.withArray("members").add(Dispatches.member(user, false));
    }
    guild.withArray("members").add(Dispatches.member(BOT, true));
    guild.withArray("voice_states").add(Dispatches.voice(GUILD, TALKER, VOICE));
  }

  void messages() {
    asked = post(ANN, "Who is here?");
    truth.once("questions", now, TEXT, ANN);
    ObjectNode reply = json().put("type", 19);
    reply.putObject("message_reference").put("message_id", text(asked));
    reply.set("referenced_message", Dispatches.message(GUILD, asked, TEXT, ANN, "Who is here?"));
    reply.withArray("mentions").add(FakeGuild.user(ANN));
    reply.withArray("mention_roles").add("77").add("78");
    write(TEXT, id(), BEN, "me", reply);
    written(TEXT, BEN, "replies");
    truth.once("mentions", now, TEXT, BEN);
    ObjectNode edited = Dispatches.message(GUILD, asked, TEXT, ANN, "Who is there, then?")
        .put("edited_timestamp", now.plusSeconds(20).toString());
    discord.dispatchEvent("MESSAGE_UPDATE", edited);
    ObjectNode unfurled = edited.deepCopy();
    unfurled.withArray("embeds").addObject().put("type", "link").put("url", "https://example.org");
    discord.dispatchEvent("MESSAGE_UPDATE", unfurled);
    truth.once("messages_edited", now, TEXT, ANN);
    truth.once("embeds", now, TEXT, ANN);
    truth.once("messages_with_embeds", now, TEXT, ANN);
    ObjectNode byBot = json();
    byBot.set("author", FakeGuild.user(BOT).put("bot", true));
    write(TEXT, id(), BOT, "beep", byBot);
    truth.once("bot_messages", now, TEXT, 0);
    deleted(ANN, "MESSAGE_DELETE", posted(ANN));
    deleted(BEN, "MESSAGE_DELETE_BULK", posted(BEN), posted(BEN));
    deletedNextMonth = post(BEN, "for tomorrow");
    truth.add("messages", now, TEXT, BEN, -1);
    truth.add("posts", now, TEXT, BEN, -1);
  }

  void reactions() {
    react(TEXT, asked, ANN, BEN, THUMB);
    truth.once("reactions_given", now, TEXT, BEN);
    truth.once("votes_up", now, TEXT, BEN);
    truth.once("reactions_received", now, TEXT, ANN);
    truth.once("messages_with_reactions", now, TEXT, ANN);
    // What is taken back in whatever way leaves nothing.
    react(TEXT, asked, ANN, MOD, "party:1001");
    discord.dispatchEvent(
        "MESSAGE_REACTION_REMOVE_EMOJI", Dispatches.emoji(onMessage(asked), "party:1001"));
    long other = post(MOD, "another");
    react(TEXT, other, MOD, ANN, "❤");
    takeBack(TEXT, other, ANN, "❤");
    react(TEXT, other, MOD, BEN, "🎉");
    discord.dispatchEvent("MESSAGE_REACTION_REMOVE_ALL", onMessage(other));
    discord.dispatchEvent(
        "MESSAGE_POLL_VOTE_ADD", onMessage(other).put("user_id", text(ANN)).put("answer_id", 2));
    truth.once("poll_votes", now, TEXT, ANN);
    ObjectNode vote = onMessage(other).put("user_id", text(BEN)).put("answer_id", 1);
    discord.dispatchEvent("MESSAGE_POLL_VOTE_ADD", vote);
    discord.dispatchEvent("MESSAGE_POLL_VOTE_REMOVE", vote.deepCopy());
  }

  void threads() {
    long post = forumPost(ANN, "How do I?");
    truth.once("questions", now, FORUM, ANN);
    ObjectNode joined = data(GUILD, "id", text(post)).put("member_count", 2);
    joined
        .putArray("added_members")
        .addObject()
        .put("id", text(post))
        .put("user_id", text(BEN))
        .put("join_timestamp", now.toString())
        .put("flags", 0)
        .set("member", Dispatches.member(BEN, false));
    joined.putArray("removed_member_ids").add(text(MOD));
    discord.dispatchEvent("THREAD_MEMBERS_UPDATE", joined);
    truth.once("thread_joins", now, FORUM, BEN);
    write(post, id(), BEN, "like this", json());
    written(FORUM, BEN, "replies");
    truth.once("thread_messages", now, FORUM, BEN);
    ObjectNode solved = Dispatches.thread(GUILD, post, FORUM, ANN, now, true);
    solved.withArray("applied_tags").add(text(SOLVED));
    discord.dispatchEvent("THREAD_UPDATE", solved);
    discord.reading().archive(post, now);
    truth.once("threads_archived", now, FORUM, 0);
    long deleted = id();
    discord.dispatchEvent(
        "THREAD_CREATE",
        Dispatches.thread(GUILD, deleted, FORUM, BEN, now, false).put("newly_created", true));
    discord.dispatchEvent(
        "THREAD_DELETE",
        data(GUILD, "id", text(deleted), "parent_id", text(FORUM)).put("type", 11));
    truth.once("threads_created", now, FORUM, BEN);
  }

  void members() {
    discord.dispatchEvent(
        "GUILD_MEMBER_ADD", Dispatches.member(NEWCOMER, false).put("guild_id", text(GUILD)));
    write(TEXT, id(), NEWCOMER, "", json().put("type", 7));
    truth.once("joins", now, 0, NEWCOMER);
    ObjectNode promoted = Dispatches.member(NEWCOMER, false).put("guild_id", text(GUILD));
    promoted.withArray("roles").add("77");
    discord.dispatchEvent("GUILD_MEMBER_UPDATE", promoted);
    ObjectNode gone = data(GUILD);
    gone.set("user", FakeGuild.user(NEWCOMER));
    // Some servers say all of it twice.
    for (String type :
        new String[] {"GUILD_BAN_ADD", "GUILD_BAN_ADD", "GUILD_MEMBER_REMOVE", "GUILD_MEMBER_REMOVE"
        }) {
      discord.dispatchEvent(type, gone.deepCopy());
    }
    truth.once("leaves", now, 0, NEWCOMER);
    ObjectNode invite =
        data(GUILD, "channel_id", text(TEXT), "code", "abcdef", "created_at", now.toString());
    invite.put("max_age", 0).put("max_uses", 0).put("temporary", false).put("uses", 0);
    invite.set("inviter", FakeGuild.user(MOD));
    discord.dispatchEvent("INVITE_CREATE", invite);
    truth.once("invites_created", now, TEXT, MOD);
  }

  void house() {
    ObjectNode channel = data(GUILD, "id", text(id()), "name", "new");
    channel.put("type", 0).put("position", 9).putArray("permission_overwrites");
    discord.dispatchEvent("CHANNEL_CREATE", channel);
    discord.dispatchEvent("CHANNEL_UPDATE", channel.deepCopy().put("name", "newer"));
    discord.dispatchEvent("CHANNEL_DELETE", channel.deepCopy().put("name", "newer"));
    long role = id();
    discord.dispatchEvent("GUILD_ROLE_UPDATE", Dispatches.role(GUILD, role, "blue"));
    discord.dispatchEvent("GUILD_ROLE_DELETE", data(GUILD, "role_id", text(role)));
    ObjectNode event =
        data(GUILD, "id", text(id()), "channel_id", text(VOICE), "creator_id", text(MOD));
    event.put("name", "party").put("privacy_level", 2).put("status", 1).put("entity_type", 2);
    event.put("scheduled_start_time", now.plusSeconds(9_000).toString());
    event.set("creator", FakeGuild.user(MOD));
    discord.dispatchEvent("GUILD_SCHEDULED_EVENT_CREATE", event);
    truth.once("scheduled_events", now, VOICE, MOD);
    ObjectNode hit = data(GUILD, "rule_id", "66", "user_id", text(BEN), "channel_id", text(TEXT));
    hit.put("rule_trigger_type", 1).putObject("action").put("type", 1).putObject("metadata");
    hit.put("content", "bad").put("matched_keyword", "bad").put("matched_content", "bad");
    discord.dispatchEvent("AUTO_MODERATION_ACTION_EXECUTION", hit);
    truth.once("automod_hits", now, TEXT, BEN);
    ObjectNode timeout =
        data(GUILD, "id", text(id()), "user_id", text(MOD), "target_id", text(BEN));
    timeout
        .put("action_type", 24)
        .putArray("changes")
        .addObject()
        .put("key", "communication_disabled_until")
        .put("new_value", now.plusSeconds(600).toString());
    discord.dispatchEvent("GUILD_AUDIT_LOG_ENTRY_CREATE", timeout);
    truth.once("moderator_actions", now, 0, MOD);
  }

  void annIsIn(long channel) {
    discord.dispatchEvent("VOICE_STATE_UPDATE", Dispatches.voice(GUILD, ANN, channel));
  }

  void annIsMuted(long channel) {
    discord.dispatchEvent(
        "VOICE_STATE_UPDATE", Dispatches.voice(GUILD, ANN, channel).put("self_mute", true));
  }

  void talkerLeaves() {
    discord.dispatchEvent("VOICE_STATE_UPDATE", Dispatches.voice(GUILD, TALKER, 0));
  }

  /** What must be counted of a stay in voice that began then and lasts so long, within one hour. */
  void annTalked(long channel, Instant from, long seconds) {
    talked(ANN, channel, from, seconds);
  }

  void talkerTalked(Instant from, long seconds) {
    talked(TALKER, VOICE, from, seconds);
  }

  private void talked(long user, long channel, Instant from, long seconds) {
    truth.add("voice_seconds", from, channel, user, seconds);
    truth.once("voice_sessions", from, channel, user);
  }

  /** A message on which two members reacted before anybody who could tell looked. */
  void messageWithUnseenReactions() {
    ObjectNode reacted = json();
    reacted.withArray("reactions").add(Dispatches.emoji(json().put("count", 2), THUMB));
    fetched = id();
    write(TEXT, fetched, ANN, "look", reacted);
    written(TEXT, ANN, "posts");
    truth.once("messages_with_reactions", now, TEXT, ANN);
    // One of the two takes it back later, when somebody looks: see oneIsTakenBack.
    truth.once("reactions_given", now, TEXT, 0);
    truth.once("votes_up", now, TEXT, 0);
    truth.once("reactions_received", now, TEXT, ANN);
  }

  void aThirdReacts() {
    react(TEXT, fetched, ANN, MOD, THUMB);
    truth.once("reactions_given", now, TEXT, MOD);
    truth.once("votes_up", now, TEXT, MOD);
    truth.once("reactions_received", now, TEXT, ANN);
  }

  void oneIsTakenBack() {
    takeBack(TEXT, fetched, BEN, THUMB);
  }

  void somebodyJoins() {
    write(TEXT, id(), LATECOMER, "", json().put("type", 7));
    truth.once("joins", now, 0, LATECOMER);
  }

  /** What is gone before anybody looks was never there. */
  void messageThatGoesUnseen() {
    long id = id();
    write(TEXT, id, BEN, "never mind", json());
    discord.reading().delete(TEXT, id);
  }

  void benPosts() {
    post(BEN, "so");
  }

  void benPostsInForum() {
    forumPost(BEN, "a post");
  }

  void lastOfTheMonth() {
    beforeMidnight = post(ANN, "good night");
  }

  void firstOfTheMonth() {
    post(ANN, "still awake");
  }

  void benPostsAndEdits() {
    ObjectNode edited = json().put("edited_timestamp", now.plusSeconds(60).toString());
    write(TEXT, id(), BEN, "better", edited);
    written(TEXT, BEN, "posts");
    truth.once("messages_edited", now, TEXT, BEN);
  }

  /** A reaction counts when it is given, for the author under that month's key. */
  void reactionOverTheMonth(Instant written) {
    react(TEXT, beforeMidnight, ANN, BEN, "❤");
    truth.once("reactions_given", now, TEXT, BEN);
    truth.once("reactions_received", now, TEXT, ANN);
    truth.once("messages_with_reactions", written, TEXT, ANN);
  }

  /** Whose a message of another month was nobody may know. */
  void deleteOverTheMonth() {
    discord.dispatchEvent(
        "MESSAGE_DELETE", data(GUILD, "id", text(deletedNextMonth), "channel_id", text(TEXT)));
    discord.reading().delete(TEXT, deletedNextMonth);
    truth.once("messages_removed", now, TEXT, 0);
  }

  private long post(long author, String text) {
    long id = id();
    write(TEXT, id, author, text, json());
    written(TEXT, author, "posts");
    return id;
  }

  private long posted(long author) {
    long id = id();
    write(TEXT, id, author, "oops", json());
    return id;
  }

  private void deleted(long author, String type, long... ids) {
    ObjectNode data = data(GUILD, "channel_id", text(TEXT), "id", text(ids[0]));
    for (long id : ids) {
      data.withArray("ids").add(text(id));
      discord.reading().delete(TEXT, id);
      truth.once("messages_created", now, TEXT, author);
      truth.once("messages_removed", now, TEXT, author);
    }
    discord.dispatchEvent(type, data);
  }

  private long forumPost(long author, String text) {
    long id = id();
    discord.reading().thread(FORUM, id, 11, author, now);
    if (watch == Watch.SEEN) {
      discord.dispatchEvent(
          "THREAD_CREATE",
          Dispatches.thread(GUILD, id, FORUM, author, now, false).put("newly_created", true));
    }
    write(id, id, author, text, json());
    written(FORUM, author, "posts");
    truth.once("thread_messages", now, FORUM, author);
    truth.once("threads_created", now, FORUM, author);
    return id;
  }

  private void write(long place, long id, long author, String text, ObjectNode more) {
    discord.reading().write(place, id, author, text, more);
    if (watch == Watch.SEEN) {
      ObjectNode message = Dispatches.message(GUILD, id, place, author, text);
      message.setAll(more);
      discord.dispatchEvent("MESSAGE_CREATE", message);
    }
  }

  private void written(long channel, long author, String kind) {
    truth.once("messages_created", now, channel, author);
    truth.once("messages", now, channel, author);
    truth.once(kind, now, channel, author);
  }

  private void react(long channel, long message, long author, long user, String emoji) {
    discord.dispatchEvent(
        "MESSAGE_REACTION_ADD", Dispatches.reaction(GUILD, channel, message, author, user, emoji));
  }

  private void takeBack(long channel, long message, long user, String emoji) {
    ObjectNode reaction = Dispatches.reaction(GUILD, channel, message, 0, user, emoji);
    reaction.remove("member");
    reaction.remove("message_author_id");
    discord.dispatchEvent("MESSAGE_REACTION_REMOVE", reaction);
  }

  private static ObjectNode onMessage(long id) {
    return data(GUILD, "channel_id", text(TEXT), "message_id", text(id));
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  private long id() {
    return Dispatches.id(now, made++);
  }
}
