package dev.guildhouse.collector.imports.exporter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.guildhouse.collector.imports.reading.FormatReader;
import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.imports.reading.StrictJson;
import dev.guildhouse.schema.events.RawEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON export of one channel by DiscordChatExporter as a stream: no text is made into a
 * string, and nothing is held but the message at hand.
 *
 * <p>{@code messageCount} is what the exporter writes last: a file without it, or with another
 * count than its messages have, was cut off.
 */
public final class ChatExporterJson implements FormatReader {
  @Override
  public void read(InputStream in, ReadSettings settings, Consumer<RawEvent> sink)
      throws IOException {
    StrictJson json = new StrictJson(in);
    Reading reading = new Reading(json, settings, sink);
    try {
      reading.file();
    } catch (JsonProcessingException e) {
      throw reading.placed(json.refusal(e));
    } catch (RefusedInput e) {
      throw reading.placed(e.at(json.place()));
    }
  }

  /** One file while it is read. */
  private static final class Reading {
    private final StrictJson json;
    private final JsonParser parser;
    private final ReadSettings settings;
    private final Consumer<RawEvent> sink;
    private final ChatExporterMessage message;
    private long guildId;
    private @Nullable String guildName;
    private @Nullable ExportedChannel channel;
    private @Nullable ExportEvents events;
    private @Nullable Instant after;
    private @Nullable Instant before;
    private @Nullable Instant exportedAt;
    private int messages;
    private int declaredMessages = -1;
    private boolean isInMessages;

    Reading(StrictJson json, ReadSettings settings, Consumer<RawEvent> sink) {
      this.json = json;
      this.parser = json.parser();
      this.message = new ChatExporterMessage(json);
      this.settings = settings;
      this.sink = sink;
    }

    RefusedInput placed(RefusedInput e) {
      return isInMessages
          ? new RefusedInput("message " + (messages + 1) + " (" + e.place() + ")", e.reason())
          : e;
    }

    void file() throws IOException {
      parser.nextToken();
      json.object("the file");
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        switch (name) {
          case "guild" -> guild();
          case "channel" -> channel();
          case "dateRange" -> dateRange();
          case "exportedAt" -> exportedAt = json.time("exportedAt");
          case "messages" -> messages();
          case "messageCount" -> declaredMessages = json.count("messageCount");
          default -> json.skip();
        }
      }
      if (parser.nextToken() != null) {
        throw new RefusedInput("something follows the end of the export: is it two files in one?");
      }
      if (events == null) {
        throw new RefusedInput("it has no messages");
      }
      if (declaredMessages < 0) {
        throw new RefusedInput("messageCount is missing at the end: the export was cut off");
      }
      if (declaredMessages != messages) {
        throw new RefusedInput("it holds " + messages + " messages and says " + declaredMessages
            + ": the export was cut off");
      }
      events.finish(after, before);
    }

    private void guild() throws IOException {
      json.object("guild");
      boolean isNamed = false;
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        switch (name) {
          case "id" -> {
            // The exporter gives direct messages a guild of this id.
            if (parser.currentToken() == JsonToken.VALUE_STRING
                && parser.getText().equals("0")) {
              throw new RefusedInput(
                  "it is an export of direct messages, which belong to no guild");
            }
            guildId = json.id("guild.id");
            isNamed = guildId != 0;
          }
          case "name" -> guildName = json.text("guild.name");
          default -> json.skip();
        }
      }
      if (!isNamed) {
        throw new RefusedInput("guild has no id");
      }
      if (settings.guildId() != null && settings.guildId() != guildId) {
        throw new RefusedInput(
            "it belongs to guild " + guildId + ", not to " + settings.guildId() + " as was given");
      }
    }

    private void channel() throws IOException {
      json.object("channel");
      long id = 0;
      String type = null;
      String channelName = null;
      long category = 0;
      String categoryName = null;
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        switch (name) {
          case "id" -> id = json.id("channel.id");
          case "type" -> type = json.text("channel.type");
          case "name" -> channelName = json.text("channel.name");
          // Exports of old have "0" for none.
          case "categoryId" ->
            category =
                json.isNull() || parser.getText().equals("0") ? 0 : json.id("channel.categoryId");
          case "category" -> categoryName = json.text("channel.category");
          default -> json.skip();
        }
      }
      if (id == 0) {
        throw new RefusedInput("channel has no id");
      }
      channel =
          ExportedChannel.of(guildId, guildName, id, type, channelName, category, categoryName);
    }

    private void dateRange() throws IOException {
      json.object("dateRange");
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        switch (name) {
          case "after" -> after = json.time("dateRange.after");
          case "before" -> before = json.time("dateRange.before");
          default -> json.skip();
        }
      }
    }

    private void messages() throws IOException {
      if (guildId == 0 || channel == null) {
        throw new RefusedInput("guild and channel do not stand before the messages");
      }
      if (events != null || !json.array("messages")) {
        throw new RefusedInput("messages is not one array");
      }
      events = new ExportEvents(settings, channel, exportedAt, sink);
      message.lookFor(settings.keywords().apply(guildId));
      isInMessages = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        events.message(message.read(), message.repliedToMessageId());
        messages++;
      }
      isInMessages = false;
    }
  }
}
