package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week of a guild from raw events to answers: Monday 2 March 2026 has two posts, Tuesday one that
 * waits for approval, Wednesday one that was deleted at once. Later one of Monday is deleted, that of
 * Tuesday approved, that of Wednesday put back.
 */
@Tag("acceptance")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngagementIT {
  private static final String MONDAY = "2026-03-02";
  private static final String TUESDAY = "2026-03-03";
  private static final String WEDNESDAY = "2026-03-04";
  private static final long CHAT = 701;
  private static final long FORUM = 702;
  private static final int ANN = 101;
  private static final int BEN = 102;

  @TempDir
  private static Path home;

  private static int files;

  @BeforeAll
  static void takeInTheFirstDays() throws IOException {
    long post = id(MONDAY, "09:00");
    take(
        watched(MONDAY),
        watched(TUESDAY),
        watched(WEDNESDAY),
        "{'event_type':'channel_update','id':'c1','event_at':'2026-03-02T00:00:00Z',"
            + "'channel_id':702,'attributes':{'name':'help','type':'forum'}}",
        message(MONDAY, "10:00", CHAT, ANN, ""),
        message(MONDAY, "11:00", CHAT, BEN, ""),
        message(TUESDAY, "10:00", CHAT, ANN, ",'is_pending':true"),
        message(WEDNESDAY, "10:00", CHAT, ANN, ""),
        state("message_delete", WEDNESDAY, "10:00", "2026-03-04T10:01:00Z"),
        "{'event_type':'thread_create','thread_id':%d,'channel_id':%d,'user_id':%d,"
                .formatted(post, FORUM, ANN)
            + "'event_at':'2026-03-02T09:00:00Z'}",
        thread(post, ANN, post),
        thread(post, BEN, id(MONDAY, "09:30")),
        "{'event_type':'reaction_add','message_id':%d,'channel_id':%d,'thread_id':%d,"
                .formatted(id(MONDAY, "09:30"), FORUM, post)
            + "'user_id':101,'target_user_id':102,'emoji':'✅','event_at':'2026-03-02T09:40:00Z'}",
        "{'event_type':'thread_update','thread_id':%d,'channel_id':%d,".formatted(post, FORUM)
            + "'attributes':{'solved':'true'},'event_at':'2026-03-02T10:00:00Z'}",
        "{'event_type':'flag','id':'f1','event_at':'2026-03-02T12:00:00Z','channel_id':701,"
            + "'message_id':%d,'user_id':101,'target_user_id':102}".formatted(id(MONDAY, "11:00")),
        "{'event_type':'moderator_action','id':'a1','event_at':'2026-03-02T14:00:00Z',"
            + "'user_id':103,'target_user_id':102}");
    fill("2026-03-05");
  }

  @Test
  @Order(1)
  void aPostThatWaitsOrIsDeletedDoesNotCount() throws IOException {
    assertThat(posts()).containsExactly("2026-03-02,3", "2026-03-03,0", "2026-03-04,0");
    JsonNode overview = answer("overview");
    assertThat(figure(overview, "Total Posts")).isEqualTo("3");
    assertThat(figure(overview, "Total Replies")).isEqualTo("1");
    assertThat(figure(overview, "Active Members")).isEqualTo("2");
  }

  @Test
  @Order(2)
  void theSolvedThreadItsAnswerAndTheFlagAreTold() throws IOException {
    JsonNode metrics = answer("engagement metrics");
    assertThat(figure(metrics, "Avg. Replies per Post")).isEqualTo("0.33");
    assertThat(figure(metrics, "Accepted Rate %")).isEqualTo("100.00");
    JsonNode moderation = answer("moderation stats");
    assertThat(figure(moderation, "Median Moderator Response, hours")).isEqualTo("2.00");
    JsonNode support = answer("support signals");
    assertThat(figure(support, "Median First Response, hours")).isEqualTo("0.50");
    assertThat(figure(support, "Accepted Answers")).isEqualTo("1");
    List<String> contributors = csv("engagement top-contributors", "Top contributors");
    assertThat(contributors).hasSize(3);
    assertThat(contributors.get(1)).startsWith("1,").endsWith(",1,1,1,3");
    assertThat(contributors.get(2)).startsWith("2,").endsWith(",2,0,0,2");
  }

  /** The file has the headers of the screen, and all rows. */
  @Test
  @Order(3)
  void whatIsShownAndWhatIsWrittenAgree() throws IOException {
    for (String question : List.of("engagement top-spaces", "support signals")) {
      for (JsonNode table : answer(question).path("tables")) {
        List<String> file = csv(question, table.path("name").asText());
        assertThat(String.join(
                ",",
                StreamSupport.stream(table.path("columns").spliterator(), false)
                    .map(column -> quoted(column.path("header").asText()))
                    .toList()))
            .isEqualTo(file.get(0));
        assertThat(file).as(question).hasSize(1 + table.path("rows").size());
      }
    }
  }

  @Test
  @Order(4)
  void whatHappensLaterCountsOnTheDayOfTheMessage() throws IOException {
    take(
        state("message_delete", MONDAY, "11:00", "2026-03-06T08:00:00Z"),
        state("message_approve", TUESDAY, "10:00", "2026-03-05T08:00:00Z"),
        state("message_restore", WEDNESDAY, "10:00", "2026-03-07T08:00:00Z"));
    fill("2026-03-09");

    assertThat(posts()).containsExactly("2026-03-02,2", "2026-03-03,1", "2026-03-04,1");
    assertThat(csv("restatements list", "Restatements").stream()
            .filter(line -> line.contains(",guild_daily,,posts,"))
            .map(line -> line.replaceAll(",2026-[^,]*,[0-9]+$", "")))
        .containsExactly(
            "2026-03-02,guild_daily,,posts,3,2,delete",
            "2026-03-03,guild_daily,,posts,0,1,late",
            "2026-03-04,guild_daily,,posts,0,1,late");
  }

  /** Ann wrote every post that stands; Ben's answer stays. */
  @Test
  @Order(5)
  void aMemberWhoIsIgnoredIsInNoNumber() throws IOException {
    run("privacy", "ignore", "--guild", "700", "--user", Integer.toString(ANN));

    assertThat(posts()).containsExactly("2026-03-02,0", "2026-03-03,0", "2026-03-04,0");
    assertThat(figure(answer("overview"), "Total Replies")).isEqualTo("1");
    assertThat(figure(answer("overview"), "Active Members")).isEqualTo("1");
    assertThat(csv("restatements list", "Restatements").stream()
            .filter(line -> line.contains(",guild_daily,,posts,") && line.contains("definition")))
        .hasSize(3)
        .allMatch(line -> line.contains(",withheld,withheld,definition,"));
    assertThat(take(message(MONDAY, "10:00", CHAT, ANN, "")).out())
        .containsPattern("left_out\\W+1");
    run("verify", "--guild", "700", "--range", "2026-03-02 to 2026-03-05");
  }

  /** Day and posts of the first three days. */
  private static List<String> posts() throws IOException {
    return csv("overview", "Daily").stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> cells[0] + "," + cells[1])
        .toList();
  }

  private static JsonNode answer(String question) throws IOException {
    return new ObjectMapper().readTree(ask(question, "--json").out());
  }

  private static String figure(JsonNode answer, String label) {
    for (JsonNode figure : answer.path("figures")) {
      if (figure.path("label").asText().equals(label)) {
        return figure.path("value").elements().next().asText();
      }
    }
    throw new AssertionError(label + " is not in " + answer);
  }

  private static List<String> csv(String question, String table) throws IOException {
    return ask(question, "--format", "csv", "--table", table)
        .out()
        .replace("\uFEFF", "")
        .lines()
        .toList();
  }

  private static String quoted(String header) {
    return header.contains(",") ? '"' + header + '"' : header;
  }

  private static CommandRun ask(String question, String... more) {
    List<String> arguments = new ArrayList<>(List.of(question.split(" ")));
    arguments.addAll(List.of("--guild", "700", "--range", "2026-03-02 to 2026-03-05"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private static CommandRun take(String... events) throws IOException {
    Path file = home.resolve("events-" + ++files + ".jsonl");
    Files.writeString(file, String.join("\n", events).replace('\'', '"') + "\n");
    return run("import", file.toString(), "--guild", "700");
  }

  private static void fill(String until) {
    run("backfill", "--from", MONDAY, "--to", until);
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = CommandRun.at(home.resolve("home"), Instant.parse("2026-03-09T12:00:00Z"))
        .of(arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run;
  }

  private static long id(String day, String time) {
    return Snowflake.of(Instant.parse(day + "T" + time + ":00Z"), 0);
  }

  private static String message(String day, String time, long channel, int user, String more) {
    return "{'event_type':'message_create','message_id':%d,'channel_id':%d,'user_id':%d%s}"
        .formatted(id(day, time), channel, user, more);
  }

  private static String thread(long thread, int user, long id) {
    return "{'event_type':'message_create','message_id':%d,'channel_id':%d,'thread_id':%d,"
            .formatted(id, FORUM, thread)
        + "'user_id':" + user + ",'is_thread_starter':" + (id == thread) + "}";
  }

  private static String watched(String day) {
    return "{'event_type':'collector_heartbeat','id':'%1$s','event_at':'%1$sT00:00:00Z',"
            .formatted(day)
        + "'amount':86400,'attributes':{'families':'messages,reactions'}}";
  }

  private static String state(String type, String day, String time, String at) {
    return "{'event_type':'%s','message_id':%d,'channel_id':%d,'event_at':'%s'}"
        .formatted(type, id(day, time), CHAT, at);
  }
}
