package dev.guildhouse.collector.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.events.EventType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what landed with a recount of the JSON as trees, which shares nothing with the import but
 * the files.
 */
class SampleImportIT {
  /** Names a folder with more of the sample, which is then imported too. */
  private static final String MORE = "guildhouse.sample.dir";

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{Alpha}]+");
  private static final Set<String> OWN_WORDS = Set.of("attachments", "attributes");
  private static final long GUILD = 700_000_000_000_000_000L;

  @TempDir
  Path folder;

  @Test
  void landedEventsEqualARecountOfTheFiles() throws Exception {
    String more = System.getProperty(MORE, "");
    Path sample = more.isEmpty() ? ImportHome.SAMPLE : Path.of(more);
    ImportHome home = new ImportHome(folder);
    ImportReport report = home.run(sample);
    List<JsonNode> told = messages(sample);
    Function<JsonNode, Long> key = keyOf(home);

    assertThat(report.hasRefusals()).isFalse();
    assertThat(
            report.of(ImportResult.Skipped.class).map(skipped -> skipped.path().getFileName()))
        .allMatch(name -> name.toString().endsWith(".md"));
    List<JsonNode> joinsTold = told.stream().filter(SampleImportIT::isJoin).toList();
    List<JsonNode> messagesTold =
        told.stream().filter(Predicate.not(SampleImportIT::isJoin)).toList();
    assertThat(report.total().messages()).isEqualTo(messagesTold.size()).isPositive();
    assertThat(report.total().joins()).isEqualTo(joinsTold.size()).isPositive();

    List<Map<String, Object>> creates = home.events(EventType.MESSAGE_CREATE);
    assertThat(ids(creates)).isEqualTo(idsTold(messagesTold));
    assertThat(ids(home.events(EventType.MEMBER_JOIN))).isEqualTo(idsTold(joinsTold));
    assertThat(perHour(creates)).isEqualTo(perHourTold(messagesTold));
    assertThat(authorsPerDay(creates)).isEqualTo(authorsPerDayTold(messagesTold, key));
    assertThat(count(creates, "is_reply"))
        .isEqualTo(messagesTold.stream().filter(SampleImportIT::isReply).count());
    assertThat(count(creates, "is_bot"))
        .isEqualTo(messagesTold.stream()
            .filter(message -> message.at("/author/isBot").asBoolean())
            .count());
    assertThat(count(creates, "is_question"))
        .isEqualTo(messagesTold.stream()
            .filter(message -> message.get("content").asText().strip().endsWith("?"))
            .count());
    assertThat(
            creates.stream().mapToInt(create -> (int) create.get("text_length")).sum())
        .isEqualTo(messagesTold.stream()
            .mapToInt(message -> {
              String text = message.get("content").asText();
              return text.codePointCount(0, text.length());
            })
            .sum());
    assertThat(targets(creates)).isEqualTo(targetsTold(sample, key));
  }

  @Test
  void coverageGoesFromTheFirstToTheLastMessageOfEachFile() throws IOException {
    ImportHome home = new ImportHome(folder);
    home.run(ImportHome.SAMPLE);

    List<Map<String, Object>> watched = home.events(EventType.COLLECTOR_HEARTBEAT);
    List<List<Long>> spans = watched.stream()
        .map(heartbeat -> List.of(
            (Long) heartbeat.get("event_at") / 1_000_000, (Long) heartbeat.get("amount") / 10_000))
        .sorted((one, other) -> Long.compare(one.get(0), other.get(0)))
        .toList();
    List<List<Long>> told = new ArrayList<>();
    for (Path file : files(ImportHome.SAMPLE)) {
      List<Long> seconds = tree(file).get("messages").findValuesAsText("timestamp").stream()
          .map(text -> OffsetDateTime.parse(text).toEpochSecond())
          .sorted()
          .toList();
      long first = seconds.get(0);
      told.add(List.of(first, seconds.get(seconds.size() - 1) - first + 1));
    }
    assertThat(spans).isEqualTo(told);
    assertThat(watched)
        .allSatisfy(heartbeat -> assertThat(heartbeat.get("attributes"))
            .isEqualTo(Map.of("families", "messages,members")));
  }

  @Test
  void nothingOnTheDiskNamesAPersonOrRepeatsWhatTheySaid() throws IOException {
    ImportHome home = new ImportHome(folder);
    home.run(ImportHome.SAMPLE);
    Set<String> people = new HashSet<>();
    Set<String> words = new HashSet<>();
    for (JsonNode message : messages(ImportHome.SAMPLE)) {
      people.add(message.at("/author/id").asText());
      people.add(message.at("/author/name").asText());
      words.addAll(longWords(message.get("content").asText()));
    }
    people.removeIf(name -> name.length() < 7);
    StringBuilder disk = new StringBuilder(home.events().toString());
    for (String file : home.files()) {
      disk.append('\n').append(file).append('\n');
      disk.append(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
    }
    String all = disk.toString();

    assertThat(people).hasSizeGreaterThan(300).noneMatch(all::contains);
    assertThat(words).hasSizeGreaterThan(300).doesNotContainAnyElementsOf(longWords(all));
  }

  /** Long enough that chance, or the program's own words, do not bring them forth. */
  private static Set<String> longWords(String text) {
    return NO_LETTERS
        .splitAsStream(text)
        .filter(word -> word.length() > 8 && !OWN_WORDS.contains(word))
        .collect(Collectors.toSet());
  }

  private static Function<JsonNode, Long> keyOf(ImportHome home) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(home.secrets().ofGuild(GUILD), "HmacSHA256"));
    return message -> {
      byte[] input = ByteBuffer.allocate(16)
          .putLong(GUILD)
          .putLong(message.at("/author/id").asLong())
          .array();
      return ByteBuffer.wrap(mac.doFinal(input)).getLong();
    };
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static JsonNode tree(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static List<JsonNode> messages(Path folder) throws IOException {
    List<JsonNode> messages = new ArrayList<>();
    for (Path file : files(folder)) {
      tree(file).get("messages").forEach(messages::add);
    }
    return messages;
  }

  private static boolean isJoin(JsonNode message) {
    return message.get("type").asText().equals("GuildMemberJoin");
  }

  private static boolean isReply(JsonNode message) {
    return message.get("type").asText().equals("Reply");
  }

  private static Set<Long> ids(Collection<Map<String, Object>> events) {
    return events.stream().map(event -> (Long) event.get("subject_id")).collect(Collectors.toSet());
  }

  private static Set<Long> idsTold(List<JsonNode> messages) {
    return messages.stream().map(message -> message.get("id").asLong()).collect(Collectors.toSet());
  }

  private static Map<String, Long> perHour(List<Map<String, Object>> events) {
    return events.stream()
        .collect(Collectors.groupingBy(
            event -> hour(Instant.ofEpochSecond((Long) event.get("event_at") / 1_000_000)
                .atOffset(ZoneOffset.UTC)),
            TreeMap::new,
            Collectors.counting()));
  }

  private static Map<String, Long> perHourTold(List<JsonNode> messages) {
    return messages.stream()
        .collect(Collectors.groupingBy(
            message -> hour(OffsetDateTime.parse(message.get("timestamp").asText())),
            TreeMap::new,
            Collectors.counting()));
  }

  private static String hour(OffsetDateTime at) {
    return at.truncatedTo(ChronoUnit.HOURS).toString();
  }

  private static Map<String, Set<Long>> authorsPerDay(List<Map<String, Object>> events) {
    return events.stream()
        .collect(Collectors.groupingBy(
            event -> LocalDate.ofEpochDay((Long) event.get("event_at") / 86_400_000_000L)
                .toString(),
            TreeMap::new,
            Collectors.mapping(event -> (Long) event.get("member_key"), Collectors.toSet())));
  }

  private static Map<String, Set<Long>> authorsPerDayTold(
      List<JsonNode> messages, Function<JsonNode, Long> key) {
    return messages.stream()
        .collect(Collectors.groupingBy(
            message -> message.get("timestamp").asText().substring(0, 10),
            TreeMap::new,
            Collectors.mapping(key, Collectors.toSet())));
  }

  private static long count(List<Map<String, Object>> events, String flag) {
    return events.stream().filter(event -> Boolean.TRUE.equals(event.get(flag))).count();
  }

  private static Map<Long, Long> targets(List<Map<String, Object>> creates) {
    return creates.stream()
        .filter(create -> (Long) create.get("target_key") != 0)
        .collect(Collectors.toMap(
            create -> (Long) create.get("subject_id"), create -> (Long) create.get("target_key")));
  }

  /** Whom replies answer, where the file holds the earlier message. */
  private static Map<Long, Long> targetsTold(Path folder, Function<JsonNode, Long> key)
      throws IOException {
    Map<Long, Long> targets = new HashMap<>();
    for (Path file : files(folder)) {
      Map<String, JsonNode> earlier = new HashMap<>();
      for (JsonNode message : tree(file).get("messages")) {
        JsonNode answered = earlier.get(message.at("/reference/messageId").asText());
        if (isReply(message) && answered != null) {
          targets.put(message.get("id").asLong(), key.apply(answered));
        }
        earlier.put(message.get("id").asText(), message);
      }
    }
    return targets;
  }
}
