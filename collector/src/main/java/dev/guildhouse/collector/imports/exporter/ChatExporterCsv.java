package dev.guildhouse.collector.imports.exporter;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.guildhouse.collector.found.FoundMessage;
import dev.guildhouse.collector.found.FoundPlace;
import dev.guildhouse.collector.imports.reading.DiscordIds;
import dev.guildhouse.collector.imports.reading.FormatReader;
import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.RawEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV exports of DiscordChatExporter, of old with {@code ;} and a separator at the end of
 * each row, later with {@code ,}. They say neither ids nor types of messages nor who is a bot.
 */
public final class ChatExporterCsv implements FormatReader {
  /** The columns, of which the exporter never wrote others. */
  public static final List<String> COLUMNS =
      List.of("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions");

  private static final int AUTHOR = 0;
  private static final int DATE = 2;
  private static final int CONTENT = 3;
  private static final int ATTACHMENTS = 4;
  private static final int REACTIONS = 5;

  /** What the exporter writes in place of the text of system messages. */
  private static final Map<String, FoundMessage.Kind> SYSTEM_TEXTS = Map.of(
      "Joined the server.", FoundMessage.Kind.JOIN,
      "Pinned a message.", FoundMessage.Kind.SYSTEM,
      "Started a thread.", FoundMessage.Kind.SYSTEM);

  private static final Pattern REACTION = Pattern.compile("([^,]{1,64}?) \\((\\d{1,9})\\)(?:,|$)");
  private static final Pattern CHANNEL_IN_NAME =
      Pattern.compile("(?:.* - )?(?<name>.*?) ?\\[(?<id>\\d{1,19})].*");

  private final char separator;

  public ChatExporterCsv(char separator) {
    this.separator = separator;
  }

  @Override
  public void read(InputStream in, ReadSettings settings, Consumer<RawEvent> sink)
      throws IOException {
    long line = 1;
    long rows = 0;
    try (CsvReader<CsvRecord> records = CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter('"')
        .commentStrategy(CommentStrategy.NONE)
        .skipEmptyLines(true)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Reading reading = new Reading(settings, sink);
      for (CsvRecord record : records) {
        line = record.getStartingLineNumber();
        if (rows++ > 0) {
          reading.row(record);
        }
      }
      reading.finish();
    } catch (RefusedInput e) {
      throw e.at("line " + line);
    } catch (CsvParseException e) {
      throw new RefusedInput(
          "after line " + line,
          "a cell is not closed by a quotation mark: the file was cut off, or is not the CSV that"
              + " its first line says");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The channel that the exporter's own file name names: {@code Guild - Category - name [id].csv}. */
  static @Nullable Long channelIn(String fileName) {
    Matcher matcher = CHANNEL_IN_NAME.matcher(fileName);
    return matcher.matches() ? DiscordIds.parse(matcher.group("id")) : null;
  }

  /** One file while it is read. */
  private final class Reading {
    private final FoundMessage message = new FoundMessage();
    private final ExportEvents events;
    private final CsvTimes times;
    private final CsvMessageIds ids;

    Reading(ReadSettings settings, Consumer<RawEvent> sink) {
      ExportedChannel channel = channel(settings);
      MemberKeyring keys = settings.keyrings().apply(channel.place().guildId());
      this.events = new ExportEvents(settings, channel, null, sink);
      this.times = new CsvTimes(settings.zone());
      this.ids = new CsvMessageIds(keys);
      message.lookFor(settings.keywords().apply(channel.place().guildId()));
    }

    void row(CsvRecord row) {
      int cells = row.getFieldCount();
      boolean hasTail = cells == COLUMNS.size() + 1 && row.getField(cells - 1).isEmpty();
      if (cells != COLUMNS.size() && !hasTail) {
        throw new RefusedInput("a row has " + cells + " cells instead of " + COLUMNS.size()
            + ": it was cut off, or is not separated by '" + separator + "' like the first line");
      }
      String text = row.getField(CONTENT);
      CsvTimes.Time time = times.read(row.getField(DATE));
      var day = time.at().atOffset(ZoneOffset.UTC);
      message.clear();
      message.authorId = DiscordIds.parse(row.getField(AUTHOR));
      message.hasAuthor = true;
      message.at = time.at();
      message.id = ids.next(
          time.at(),
          time.precision(),
          day.getYear() * 100 + day.getMonthValue(),
          message.authorId,
          text);
      message.kind = SYSTEM_TEXTS.getOrDefault(text, message.kind);
      char[] characters = text.toCharArray();
      message.text(characters, 0, characters.length);
      message.attachments = links(row.getField(ATTACHMENTS));
      reactions(row.getField(REACTIONS));
      events.message(message, 0);
    }

    void finish() {
      events.finish(null, null);
    }

    /** Links stand one after the other, with a comma between; files kept beside it are paths. */
    private static int links(String cell) {
      return cell.isEmpty() ? 0 : cell.split(",(?=.)").length;
    }

    private void reactions(String cell) {
      if (cell.isEmpty()) {
        return;
      }
      Matcher matcher = REACTION.matcher(cell);
      int end = 0;
      while (end < cell.length()) {
        if (!matcher.find() || matcher.start() != end) {
          throw new RefusedInput("a reaction is not an emoji with its count, like 👍 (3)");
        }
        message.reactions.add(new FoundMessage.Reactions(
            matcher.group(1), Integer.parseInt(matcher.group(2)), List.of()));
        end = matcher.end();
      }
    }

    private static ExportedChannel channel(ReadSettings settings) {
      Long guildId = settings.guildId();
      Long channelId =
          settings.channelId() == null ? channelIn(settings.fileName()) : settings.channelId();
      if (guildId == null) {
        throw new RefusedInput("CSV does not say which guild it is of: give its id with --guild");
      }
      if (channelId == null) {
        throw new RefusedInput("CSV does not say which channel it is of: give its id with"
            + " --channel, or keep the exporter's file name with the id in brackets");
      }
      Matcher name = CHANNEL_IN_NAME.matcher(settings.fileName());
      return new ExportedChannel(
          new FoundPlace(guildId, channelId, 0, 0),
          null,
          name.matches() ? name.group("name") : null,
          null);
    }
  }
}
