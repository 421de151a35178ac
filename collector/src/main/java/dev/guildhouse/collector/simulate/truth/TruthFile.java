package dev.guildhouse.collector.simulate.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guildhouse.collector.simulate.truth.GuildTruth.Rolling;
import dev.guildhouse.collector.simulate.truth.GuildTruth.TopMessage;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The truth as a JSON file: {@code {"guilds": {"<id>": {"daily": {"2026-10-01": {"messages": 1,
 * …}}, "weekly": …, "monthly": …, "channel_daily": {"<channel>": {"<day>": {…}}}, …,
 * "member_daily": …, "top_content": {"<day>": [[<message>, <score>], …]}, "rolling": {"<day>":
 * {"dau": …, "wau": …, "mau": …}}, "streaks": {"<member>": <days>}}}}}. Members stand in it
 * under the numbers of {@link TruthMember}. Ids are strings, as JSON readers cut long numbers;
 * numbers that are 0 are left out.
 */
public final class TruthFile {
  private static final String CHANNEL = "channel_";
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  private TruthFile() {}

  /** Writes the truth guild by guild; the file appears whole. */
  public static void write(TruthBooks books, Path file) {
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out = Files.newOutputStream(draft);
          JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.writeStartObject();
        json.writeObjectFieldStart("guilds");
        books.close((guildId, truth) -> {
          try {
            write(json, guildId, truth.withoutKeys(guildId));
          } catch (IOException e) {
            throw notWritable(file, e);
          }
        });
        json.writeEndObject();
        json.writeEndObject();
      }
      DurableFiles.publish(draft, file);
    } catch (IOException e) {
      throw notWritable(file, e);
    }
  }

  private static WarehouseException notWritable(Path file, IOException e) {
    return WarehouseException.failed(
        "write " + file,
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "See that the disk has room and the folder can be written, then simulate again.",
        e);
  }

  private static void write(JsonGenerator json, long guildId, GuildTruth truth) throws IOException {
    json.writeObjectFieldStart(Long.toString(guildId));
    for (Period period : Period.values()) {
      json.writeFieldName(period.adjective());
      rows(json, truth.guild().getOrDefault(period, new TreeMap<>()));
      json.writeFieldName(CHANNEL + period.adjective());
      rowsById(json, truth.channels().getOrDefault(period, new TreeMap<>()));
    }
    json.writeFieldName("member_daily");
    rowsById(json, truth.members());
    json.writeObjectFieldStart("top_content");
    for (Map.Entry<LocalDate, List<TopMessage>> day : truth.topContent().entrySet()) {
      json.writeArrayFieldStart(day.getKey().toString());
      for (TopMessage message : day.getValue()) {
        json.writeStartArray();
        json.writeString(Long.toString(message.messageId()));
        json.writeNumber(message.reactionScore());
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("rolling");
    for (Map.Entry<LocalDate, Rolling> day : truth.rolling().entrySet()) {
      json.writeObjectFieldStart(day.getKey().toString());
      json.writeNumberField("dau", day.getValue().dau());
      json.writeNumberField("wau", day.getValue().wau());
      json.writeNumberField("mau", day.getValue().mau());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("streaks");
    for (Map.Entry<Long, Integer> streak : truth.streaks().entrySet()) {
      json.writeNumberField(streak.getKey().toString(), streak.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void rowsById(
      JsonGenerator json, SortedMap<Long, SortedMap<LocalDate, TruthRow>> rows) throws IOException {
    json.writeStartObject();
    for (Map.Entry<Long, SortedMap<LocalDate, TruthRow>> entry : rows.entrySet()) {
      json.writeFieldName(entry.getKey().toString());
      rows(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void rows(JsonGenerator json, SortedMap<LocalDate, TruthRow> rows)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<LocalDate, TruthRow> row : rows.entrySet()) {
      json.writeObjectFieldStart(row.getKey().toString());
      for (Map.Entry<String, BigDecimal> value : row.getValue().values().entrySet()) {
        json.writeNumberField(value.getKey(), value.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Reads what {@link #write} wrote: a truth without keys. */
  public static Truth read(Path file) {
    try {
      JsonNode guilds = JSON.readTree(Files.readAllBytes(file)).path("guilds");
      return new Truth(byKey(guilds, Long::valueOf, TruthFile::guild));
    } catch (IOException e) {
      throw WarehouseException.failed(
          "read the truth " + file,
          String.valueOf(e.getMessage()),
          "Simulate again with the same plan; it gives the same truth.",
          e);
    }
  }

  private static GuildTruth guild(JsonNode guild) {
    Map<Period, SortedMap<LocalDate, TruthRow>> ofGuild = new EnumMap<>(Period.class);
    Map<Period, SortedMap<Long, SortedMap<LocalDate, TruthRow>>> ofChannels =
        new EnumMap<>(Period.class);
    for (Period period : Period.values()) {
      ofGuild.put(period, rows(guild.path(period.adjective())));
      ofChannels.put(period, rowsById(guild.path(CHANNEL + period.adjective())));
    }
    return new GuildTruth(
        ofGuild,
        ofChannels,
        rowsById(guild.path("member_daily")),
        byKey(guild.path("top_content"), LocalDate::parse, TruthFile::top),
        byKey(
            guild.path("rolling"),
            LocalDate::parse,
            day -> new Rolling(
                day.path("dau").intValue(),
                day.path("wau").intValue(),
                day.path("mau").intValue())),
        byKey(guild.path("streaks"), Long::valueOf, JsonNode::intValue));
  }

  private static List<TopMessage> top(JsonNode messages) {
    List<TopMessage> top = new ArrayList<>();
    messages.forEach(message -> top.add(new TopMessage(
        Long.parseLong(message.path(0).textValue()), message.path(1).longValue())));
    return List.copyOf(top);
  }

  private static SortedMap<Long, SortedMap<LocalDate, TruthRow>> rowsById(JsonNode node) {
    return byKey(node, Long::valueOf, TruthFile::rows);
  }

  private static SortedMap<LocalDate, TruthRow> rows(JsonNode node) {
    return byKey(
        node,
        LocalDate::parse,
        row -> new TruthRow(byKey(row, Function.identity(), JsonNode::decimalValue)));
  }

  private static <K, V> SortedMap<K, V> byKey(
      JsonNode object, Function<String, K> key, Function<JsonNode, V> value) {
    SortedMap<K, V> map = new TreeMap<>();
    object
        .properties()
        .forEach(entry -> map.put(key.apply(entry.getKey()), value.apply(entry.getValue())));
    return map;
  }
}
