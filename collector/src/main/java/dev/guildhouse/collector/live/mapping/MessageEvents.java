package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.MessageText;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.guilds.Place;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Messages: written, edited, deleted. Of the text only its length, whether it asks something and
 * which keywords of the guild it holds are kept. Content that Discord withholds is unknown, which is not the same as empty.
 */
final class MessageEvents implements EventFamily {
  private static final int JOIN = 7;
  private static final int REPLY = 19;

  /** What people write: plain messages, replies, and what they let an application write. */
  private static final Set<Integer> WRITTEN = Set.of(0, REPLY, 20, 23);

  private final boolean isContentGranted;

  /**
   * @param content whether Discord shows what others write
   */
  MessageEvents(ContentAccess content) {
    this.isContentGranted = content == ContentAccess.GRANTED;
  }

  @Override
  public Set<String> types() {
    return Set.of("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK");
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload message = dispatch.data();
    switch (dispatch.type()) {
      case "MESSAGE_CREATE" -> create(dispatch, guild, message, events);
      case "MESSAGE_UPDATE" -> update(dispatch, guild, message, events);
      case "MESSAGE_DELETE" ->
        events.accept(deleted(dispatch, guild, message.id("id")).build());
      default ->
        message
            .ids("ids")
            .forEach(id -> events.accept(
                deleted(dispatch, guild, id).attributes(Map.of("bulk", "true")).build()));
    }
  }

  private void create(
      Dispatch dispatch, GuildView guild, Payload message, Consumer<RawEvent> events) {
    Instant at = message.madeAt("id");
    note(message, guild);
    if (message.number("type") == JOIN) {
      // A join is no message: it counts once, whoever tells of it.
      events.accept(dispatch
          .event(EventType.MEMBER_JOIN, guild, at)
          .subjectId(message.id("id"))
          .messageId(message.id("id"))
          .memberKey(guild.key(message.child("author").id("id"), at))
          .isBot(message.child("author").flag("bot"))
          .build());
    } else {
      events.accept(content(dispatch, guild, EventType.MESSAGE_CREATE, at).build());
      if (message.ids("mention_roles").stream().anyMatch(guild::isForEscalations)) {
        events.accept(escalation(dispatch, guild, message, at));
      }
    }
  }

  /** Which role was pinged is not kept; that a matter was sent higher is. */
  private static RawEvent escalation(
      Dispatch dispatch, GuildView guild, Payload message, Instant at) {
    Payload author = message.child("author");
    return Dispatch.at(
            dispatch.event(EventType.ESCALATION, guild, at), guild.place(message.id("channel_id")))
        .subjectId(message.id("id"))
        .messageId(message.id("id"))
        .memberKey(guild.key(author.id("id"), at))
        .isBot(author.flag("bot") && !isWebhook(message))
        .isWebhook(isWebhook(message))
        .build();
  }

  /** Only a time of edit that is new makes an update an edit: unfurled links carry the old one. */
  private void update(
      Dispatch dispatch, GuildView guild, Payload message, Consumer<RawEvent> events) {
    if (message.number("type") == JOIN) {
      return;
    }
    note(message, guild);
    Instant editedAt = message
        .instant("edited_timestamp")
        .map(at -> at.truncatedTo(ChronoUnit.MICROS))
        .orElse(null);
    if (editedAt != null && guild.isNewEdit(message.id("id"), micros(editedAt))) {
      events.accept(content(dispatch, guild, EventType.MESSAGE_UPDATE, editedAt)
          .editedAt(editedAt)
          .ordinal(micros(editedAt))
          .isEdit(true)
          .build());
    } else {
      events.accept(content(dispatch, guild, EventType.MESSAGE_UPDATE, dispatch.receivedAt())
          .ordinal(dispatch.ordinal())
          .build());
    }
  }

  private static void note(Payload message, GuildView guild) {
    Payload author = message.child("author");
    if (isWebhook(message)) {
      guild.noteWebhook(author.id("id"));
    } else if (author.flag("bot")) {
      guild.noteBot(author.id("id"));
    }
  }

  private RawEvent.Builder content(Dispatch dispatch, GuildView guild, EventType type, Instant at) {
    Payload message = dispatch.data();
    Payload author = message.child("author");
    long id = message.id("id");
    Place place = guild.place(message.id("channel_id"));
    boolean isReply = message.number("type") == REPLY;
    long repliedTo =
        isReply ? message.child("referenced_message").child("author").id("id") : 0;
    RawEvent.Builder event = Dispatch.at(dispatch.event(type, guild, at), place)
        .subjectId(id)
        .messageId(id)
        .memberKey(guild.key(author.id("id"), at))
        .targetKey(guild.target(repliedTo, at))
        .isBot(author.flag("bot") && !isWebhook(message))
        .isWebhook(isWebhook(message))
        .isSystem(message.has("type") && !WRITTEN.contains(message.number("type")))
        .isReply(isReply)
        .isThreadStarter(place.threadId() == id)
        .stickers(message.size("sticker_items"))
        .mentions(message.size("mentions"))
        .roleMentions(message.size("mention_roles"));
    return isContentShown(message) ? withContent(event, message, guild.keywords()) : event;
  }

  private static RawEvent.Builder withContent(
      RawEvent.Builder event, Payload message, Keywords keywords) {
    // Some servers send only what an update changed.
    boolean isWhole = message.has("content") || message.has("poll");
    event
        .attachments(message.size("attachments"))
        .embeds(message.size("embeds"))
        .hasPoll(isWhole ? message.has("poll") : null);
    if (message.has("content")) {
      char[] text = message.text("content").toCharArray();
      String found = keywords.in(text, 0, text.length);
      event
          .textLength(MessageText.length(text, 0, text.length))
          .isQuestion(MessageText.isQuestion(text, 0, text.length))
          .attributes(found == null ? null : Map.of(Keywords.ATTRIBUTE, found));
    }
    return event;
  }

  /** Without the intent, all content is there or none of it. */
  private boolean isContentShown(Payload message) {
    return isContentGranted
        || !message.text("content").isEmpty()
        || !message.children("attachments").isEmpty()
        || !message.children("embeds").isEmpty()
        || message.has("poll");
  }

  /** An answer to an interaction bears a webhook's id too, but its author is the application. */
  private static boolean isWebhook(Payload message) {
    return message.has("webhook_id") && !message.has("application_id");
  }

  private static RawEvent.Builder deleted(Dispatch dispatch, GuildView guild, long messageId) {
    Place place = guild.place(dispatch.data().id("channel_id"));
    return Dispatch.at(dispatch.event(EventType.MESSAGE_DELETE, guild), place)
        .subjectId(messageId)
        .messageId(messageId)
        .ordinal(dispatch.ordinal());
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
