package dev.guildhouse.collector.imports.exporter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.found.FoundMessage;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.imports.reading.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one message of a DiscordChatExporter JSON export. */
final class ChatExporterMessage {
  private static final int LONGEST_EMOJI = 80;

  /** Answers to commands (20, 23) are written by people and bots, everything else unusual is not. */
  private static final Map<String, FoundMessage.Kind> KINDS = Map.of(
      "Default", FoundMessage.Kind.WRITTEN,
      "20", FoundMessage.Kind.WRITTEN,
      "23", FoundMessage.Kind.WRITTEN,
      "Reply", FoundMessage.Kind.REPLY,
      "GuildMemberJoin", FoundMessage.Kind.JOIN,
      "ThreadCreated", FoundMessage.Kind.THREAD_CREATED);

  private final StrictJson json;
  private final JsonParser parser;
  private final FoundMessage message = new FoundMessage();
  private long repliedToMessageId;

  ChatExporterMessage(StrictJson json) {
    this.json = json;
    this.parser = json.parser();
  }

  /** What to look for in the texts. */
  void lookFor(Keywords words) {
    message.lookFor(words);
  }

  /** Reads the object that begins here. */
  FoundMessage read() throws IOException {
    json.object("a message");
    message.clear();
    repliedToMessageId = 0;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      switch (name) {
        case "id" -> message.id = json.id("id");
        case "type" -> {
          String type = json.text("type");
          message.kind = KINDS.getOrDefault(type == null ? "" : type, FoundMessage.Kind.SYSTEM);
        }
        case "timestamp" -> message.at = json.time("timestamp");
        case "timestampEdited" -> message.editedAt = json.time("timestampEdited");
        case "content" -> content();
        case "author" -> author();
        case "attachments" -> message.attachments = json.arraySize("attachments");
        case "embeds" -> message.embeds = json.arraySize("embeds");
        case "stickers" -> message.stickers = json.arraySize("stickers");
        case "mentions" -> message.mentions = json.arraySize("mentions");
        case "reactions" -> reactions();
        case "reference" -> reference();
        case "poll" -> {
          message.hasPoll = !json.isNull();
          json.skip();
        }
        default -> json.skip();
      }
    }
    return message;
  }

  /** The message that the last one read refers to; 0 when none. */
  long repliedToMessageId() {
    return repliedToMessageId;
  }

  private void content() throws IOException {
    if (json.isNull()) {
      return;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw json.wrongType("content", "a string");
    }
    message.text(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private void author() throws IOException {
    json.object("author");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      switch (name) {
        case "id" -> {
          message.authorId = json.id("author.id");
          message.hasAuthor = message.authorId != 0;
        }
        case "isBot" -> message.isBot = json.flag("author.isBot");
        default -> json.skip();
      }
    }
  }

  private void reference() throws IOException {
    if (json.isNull()) {
      return;
    }
    json.object("reference");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      switch (name) {
        case "messageId" -> repliedToMessageId = json.id("reference.messageId");
        case "channelId" -> message.startedThreadId = json.id("reference.channelId");
        default -> json.skip();
      }
    }
  }

  private void reactions() throws IOException {
    if (!json.array("reactions")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      json.object("a reaction");
      String emoji = "";
      int count = -1;
      List<FoundMessage.User> users = List.of();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        switch (name) {
          case "emoji" -> emoji = emoji();
          case "count" -> count = json.count("the count of a reaction");
          case "users" -> users = users();
          default -> json.skip();
        }
      }
      if (emoji.isEmpty() || emoji.length() > LONGEST_EMOJI || count < 0) {
        throw new RefusedInput("a reaction lacks its emoji or its count");
      }
      message.reactions.add(new FoundMessage.Reactions(emoji, count, users));
    }
  }

  /** As Discord writes reactions: the character, or {@code name:id} of a custom emoji. */
  private String emoji() throws IOException {
    json.object("emoji");
    long id = 0;
    String character = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      switch (name) {
        case "id" -> id = json.id("emoji.id");
        case "name" -> character = json.text("emoji.name");
        default -> json.skip();
      }
    }
    if (character == null) {
      return "";
    }
    return id == 0 ? character : character + ":" + id;
  }

  private List<FoundMessage.User> users() throws IOException {
    List<FoundMessage.User> users = new ArrayList<>();
    if (json.array("the users of a reaction")) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        json.object("a user");
        long id = 0;
        boolean isBot = false;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          switch (name) {
            case "id" -> id = json.id("the id of a user");
            case "isBot" -> isBot = json.flag("isBot");
            default -> json.skip();
          }
        }
        users.add(new FoundMessage.User(id, isBot));
      }
    }
    return users;
  }
}
