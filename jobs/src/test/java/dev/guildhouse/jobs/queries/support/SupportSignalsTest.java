package dev.guildhouse.jobs.queries.support;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static dev.guildhouse.jobs.queries.Asked.pseudonym;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("acceptance")
class SupportSignalsTest {
  private static final long ANN = 11;
  private static final long BEN = 12;
  private static final long CAT = 13;
  private static final int FORUM = 30;
  private static final int TEXT = 31;

  private final SparkSession spark = TablesInMemory.session();

  @TempDir
  private Path folder;

  private TablesInMemory tables;
  private long lastId = 1_000;

  @BeforeEach
  void tables() {
    tables = new TablesInMemory(spark);
    for (int day = 1; day <= 31; day++) {
      add(
          Rollups.of(Entity.GUILD, Period.DAY),
          "'period_start_date':'2026-03-%02d','messages_coverage':1,'threads_coverage':1"
              .formatted(day));
    }
  }

  @Test
  void aThreadIsAnsweredByTheFirstMessageOfAnotherMember() {
    thread(501, "10 08:00", ANN);
    in(501, "10 08:00", ANN, "?");
    in(501, "10 08:30", ANN, "");
    in(501, "10 09:00", BEN, "");
    in(501, "10 09:01", CAT, "");
    thread(502, "10 08:00", BEN);
    in(502, "10 08:01", BEN, "");
    thread(503, "10 08:00", 0);
    thread(504, "10 08:00", CAT);
    change(504, "10 08:02", "deleted", 0);
    assertThat(cases())
        .containsExactly(
            "question 1001 11 2026-03-10 08:00 -> 2026-03-10 09:00 12",
            "thread 501 11 2026-03-10 08:00 -> 2026-03-10 09:00 12",
            "thread 502 12 2026-03-10 08:00 ->");
  }

  /** The first message of a forum post has the thread's own id, and waits as the thread alone. */
  @Test
  void aQuestionThatStartsAThreadWaitsOnce() {
    thread(501, "10 08:00", ANN);
    message(501, "10 08:00", FORUM, 501, ANN, 0, "?");
    thread(502, "10 08:10", ANN);
    message(502, "10 08:05", TEXT, 0, ANN, 0, "?");
    assertThat(cases())
        .containsExactly("thread 501 11 2026-03-10 08:00 ->", "thread 502 11 2026-03-10 08:10 ->");
  }

  @Test
  void aQuestionInAChannelIsAnsweredByAReplyToWhoAsked() {
    message(601, "10 08:00", TEXT, 0, ANN, 0, "?");
    message(602, "10 08:10", TEXT, 0, BEN, 0, "");
    message(603, "10 08:15", TEXT, 0, ANN, ANN, "");
    message(604, "10 08:20", 99, 0, BEN, ANN, "");
    message(605, "10 08:40", TEXT, 0, CAT, ANN, "");
    message(606, "10 09:00", TEXT, 0, ANN, 0, "?");
    message(607, "10 07:00", TEXT, 0, BEN, ANN, "");
    assertThat(cases())
        .containsExactly(
            "question 601 11 2026-03-10 08:00 -> 2026-03-10 08:40 13",
            "question 606 11 2026-03-10 09:00 ->");
  }

  @Test
  void aQuestionInAThreadIsAnsweredByWhateverAnotherWritesNext() {
    thread(501, "10 08:00", ANN);
    in(501, "10 08:10", BEN, "?");
    in(501, "10 08:20", BEN, "");
    in(501, "10 08:30", ANN, "?");
    assertThat(cases())
        .containsExactly(
            "question 1001 12 2026-03-10 08:10 -> 2026-03-10 08:30 11",
            "question 1003 11 2026-03-10 08:30 ->",
            "thread 501 11 2026-03-10 08:00 -> 2026-03-10 08:10 12");
  }

  /**
   * Of 10 to 12 March. 501 after 1 h; 502 after 25 h, which is too late; 503 never; 504 on the 12th is
   * too young to be judged. By Kaplan and Meier over 1 h, 25 h, and 64 h and 20 h open: at 1 h 3/4, at
   * 25 h one of two is left, 3/8.
   */
  @Test
  void judgesEachWhenItsTimeIsUp() {
    answered(501, "10 08:00", "10 09:00");
    answered(502, "10 08:00", "11 09:00");
    thread(503, "10 08:00", ANN);
    thread(504, "12 04:00", ANN);
    message(601, "10 08:00", TEXT, 0, ANN, 0, "?");
    ReportContent content = ask("");
    assertThat(line(content, "Unanswered Threads")).isEqualTo("2 | 0 | (new)");
    assertThat(line(content, "Unanswered Questions")).isEqualTo("1 | 0 | (new)");
    assertThat(line(content, "Unanswered Rate %"))
        .isEqualTo("75.00 | (not available) | (not available)");
    assertThat(line(content, "Threads and Questions still open")).startsWith("3 | 0");
    assertThat(lines(content, "Unanswered"))
        .containsExactly(
            "thread | #30 | 2026-03-10 | 2026-03-11 | https://discord.com/channels/7/502",
            "thread | #30 | 2026-03-10 | () | https://discord.com/channels/7/503",
            "question | #31 | 2026-03-10 | () | https://discord.com/channels/7/31/601");
    assertThat(line(ask("support: {unanswered_hours: 26}"), "Unanswered Threads"))
        .startsWith("1 |");
  }

  @Test
  void openCasesMakeTheMedianLonger() {
    answered(501, "10 08:00", "10 09:00");
    answered(502, "10 08:00", "11 09:00");
    assertThat(line(ask(""), "Median First Response, hours")).startsWith("1.00 |");
    thread(503, "10 08:00", ANN);
    thread(504, "12 04:00", ANN);
    assertThat(line(ask(""), "Median First Response, hours")).startsWith("25.00 |");
    thread(505, "10 08:00", ANN);
    thread(506, "10 08:00", ANN);
    assertThat(line(ask(""), "Median First Response, hours"))
        .startsWith("(more than half are open) |");
  }

  @Test
  void escalationsAreTagsOfThreadsAndPingsThatStand() {
    change(501, "10 08:00", "escalated", 0);
    change(501, "10 09:00", "deescalated", 0);
    change(501, "10 10:00", "escalated", 0);
    ping(601, "11 08:00", "'is_counted':true");
    message(601, "11 08:00", TEXT, 0, ANN, 0, "");
    ping(602, "11 08:00", "'is_counted':false");
    message(602, "11 08:00", TEXT, 0, ANN, 0, "");
    ping(603, "11 09:00", "'is_counted':true");
    add(Facts.MESSAGES, "'created_date':'2026-03-11','message_id':603,'is_live':false");
    ReportContent content = ask("");
    assertThat(line(content, "Escalations")).startsWith("2 | 0");
    assertThat(lines(content, "Escalations"))
        .containsExactly(
            "2026-03-10 | tag | #30 | https://discord.com/channels/7/501",
            "2026-03-11 | ping | #31 | https://discord.com/channels/7/31/601");
  }

  /** Of two marked the later; not the owner's own, not one marked after, not one marked by others. */
  @Test
  void theAcceptedAnswerIsTheLatestThatTheOwnerMarkedBeforeTheSolution() {
    thread(501, "10 08:00", ANN);
    message(701, "10 09:00", FORUM, 501, BEN, 0, "");
    message(702, "10 10:00", FORUM, 501, CAT, 0, "");
    message(703, "10 10:30", FORUM, 501, ANN, 0, "");
    message(704, "10 10:40", FORUM, 501, BEN, 0, "");
    message(705, "10 10:50", FORUM, 501, BEN, 0, "");
    mark(701, "10 11:05", "✅", ANN);
    mark(702, "10 11:00", "✅", ANN);
    mark(703, "10 11:00", "✅", ANN);
    mark(704, "10 12:01", "✅", ANN);
    mark(705, "10 11:00", "✅", CAT);
    mark(705, "10 11:00", "👍", ANN);
    change(501, "10 12:00", "solved", 0);
    assertThat(AcceptedAnswers.of(
                tables.table(Facts.THREADS),
                tables.table(Facts.REACTIONS).where("emoji = '✅'"),
                tables.table(Facts.MESSAGES))
            .selectExpr("concat_ws(' ', thread_id, channel_id, message_id, member_key)")
            .as(org.apache.spark.sql.Encoders.STRING())
            .collectAsList())
        .containsExactly("501 30 702 13");
    assertThat(line(ask(""), "Accepted Answers")).startsWith("1 | 0");
    assertThat(line(ask("support: {accepted_emoji: [👍]}"), "Accepted Answers"))
        .startsWith("1 | 0");
    change(501, "10 13:00", "unsolved", 0);
    assertThat(line(ask(""), "Accepted Answers")).startsWith("0 | 0");
  }

  /**
   * Ben answers five threads of Ann after 1 h and writes 20 more replies, Cat answers five after 2 h
   * with 25 replies but no praise, Ann replies once. By replies Ben and Cat share the middle of the
   * upper two thirds (66.67), by praise Ben has 83.33 and by speed 75: 75 on average.
   */
  @Test
  void aMentorRepliesMuchIsPraisedAndFast() {
    for (int thread = 0; thread < 5; thread++) {
      thread(501 + thread, "10 08:00", ANN);
      in(501 + thread, "10 09:00", BEN, "");
      thread(551 + thread, "10 08:00", ANN);
      in(551 + thread, "10 10:00", CAT, "");
    }
    for (int reply = 0; reply < 20; reply++) {
      message(700 + reply, "11 08:00", TEXT, 0, BEN, ANN, "");
      message(800 + reply, "11 08:00", TEXT, 0, CAT, ANN, "");
      message(900 + reply, "11 08:00", TEXT, 0, BEN, BEN, "");
    }
    message(690, "11 08:00", TEXT, 0, ANN, BEN, "");
    mark(700, "11 09:00", "🎉", ANN);
    mark(701, "11 09:00", "🎉", BEN);
    mark(702, "11 09:00", "👎", ANN);
    assertThat(lines(ask(""), "Mentor candidates"))
        .containsExactly(
            pseudonym(folder, YearMonth.of(2026, 3), BEN) + " | 25 | 1 | 5 | 1.00 | 75.00");
  }

  @Test
  void nobodyIsAMentorWithFewerThanTwentyReplies() {
    assertThat(MentorCandidates.among(List.of(
            new MentorCandidates.Helper(BEN, 19, 50, 9, 60),
            new MentorCandidates.Helper(CAT, 10, 0, 0, 0))))
        .isEmpty();
    assertThat(MentorCandidates.among(List.of(
            new MentorCandidates.Helper(BEN, 20, 50, 5, 60),
            new MentorCandidates.Helper(CAT, 10, 0, 0, 0))))
        .hasSize(1);
    assertThat(MentorCandidates.among(List.of(new MentorCandidates.Helper(BEN, 20, 50, 4, 60))))
        .isEmpty();
    assertThat(MentorCandidates.among(List.of())).isEmpty();
  }

  @Test
  void saysWhyNothingIsKnownAcrossMonthsInAnonymousMode() {
    ReportContent content = Asked.of(tables, folder)
        .under("privacy: {mode: anonymous}")
        .answer(new SupportSignalsQuery(), "2026-02-20", "2026-03-10");
    assertThat(line(content, "Unanswered Threads")).startsWith("(not available)");
    assertThat(content.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE"));
  }

  private ReportContent ask(String settings) {
    return Asked.of(tables, folder)
        .under(settings)
        .answer(new SupportSignalsQuery(), "2026-03-10", "2026-03-13");
  }

  private List<String> cases() {
    return HelpCases.read(
            tables, 7, new DayRange(LocalDate.of(2026, 3, 10), LocalDate.of(2026, 3, 13)))
        .orderBy("kind", "case_id")
        .selectExpr("concat_ws(' ', kind, case_id, member_key,"
            + " date_format(asked_at, 'yyyy-MM-dd HH:mm'), '->',"
            + " date_format(answered_at, 'yyyy-MM-dd HH:mm'), answered_by)")
        .as(org.apache.spark.sql.Encoders.STRING())
        .collectAsList();
  }

  /** Ten and six on two days for the guild; in the forum alone were five members on one of them. */
  @Test
  void tellsWhichKeywordsWereCommon() {
    String row = "'keyword_date':'2026-03-%s','channel_id':%d,'keyword':'%s','messages':%d,"
        + "'members':%d";
    add(Marts.KEYWORD_DAILY, row.formatted("10", 0, "crash", 10, 7));
    add(Marts.KEYWORD_DAILY, row.formatted("11", 0, "crash", 6, 6));
    add(Marts.KEYWORD_DAILY, row.formatted("11", 0, "login", 17, 5));
    add(Marts.KEYWORD_DAILY, row.formatted("10", FORUM, "crash", 8, 5));
    add(Marts.KEYWORD_DAILY, row.formatted("13", 0, "crash", 99, 9));
    ReportContent content = Asked.of(tables, folder)
        .under("support: {keywords: {crash: [crash], login: [login, sign in]}}")
        .answer(new SupportSignalsQuery(), "2026-03-10", "2026-03-13");
    assertThat(lines(content, "Keywords"))
        .containsExactly("login | 17 | 1 | 5", "crash | 16 | 2 | 7");
    assertThat(lines(content, "Keywords by channel"))
        .containsExactly("2026-03-10 | #30 | crash | 8 | 5");
    assertThat(Asked.of(tables, folder)
            .answer(new SupportSignalsQuery(), "2026-03-10", "2026-03-13")
            .tables())
        .noneMatch(table -> table.name().startsWith("Keywords"));
  }

  private void answered(long id, String asked, String answered) {
    thread(id, asked, ANN);
    in(id, answered, BEN, "");
  }

  private void thread(long id, String at, long owner) {
    change(id, at, "created", owner);
  }

  private void change(long id, String at, String change, long member) {
    add(
        Facts.THREADS,
        "'changed_date':'%s','thread_id':%d,'channel_id':30,'changed_at':'%s','change':'%s',"
                .formatted(day(at), id, instant(at), change)
            + "'member_key':" + member + ",'is_counted':true");
  }

  private void in(long thread, String at, long author, String text) {
    message(++lastId, at, FORUM, thread, author, 0, text);
  }

  private void message(
      long id, String at, int channel, long thread, long author, long to, String text) {
    add(
        Facts.MESSAGES,
        "'created_date':'%s','message_id':%d,'created_at':'%s','channel_id':%d,'thread_id':%d,"
                .formatted(day(at), id, instant(at), channel, thread)
            + "'member_key':%d,'target_key':%d,'is_question':%s,'is_topic':%s,"
                .formatted(author, to, text.endsWith("?"), thread == 0 && to == 0)
            + "'is_counted':true,'is_live':true");
  }

  private void mark(long message, String at, String emoji, long by) {
    add(
        Facts.REACTIONS,
        "'added_date':'%s','message_id':%d,'emoji':'%s','member_key':%d,'added_at':'%s',"
                .formatted(day(at), message, emoji, by, instant(at))
            + "'reactions':1,'is_counted':true");
  }

  private void ping(long message, String at, String isCounted) {
    add(
        Facts.MODERATION,
        "'happened_date':'%s','case_id':%d,'message_id':%2$d,'kind':'escalation',"
                .formatted(day(at), message)
            + "'happened_at':'" + instant(at) + "'," + isCounted);
  }

  private static String day(String at) {
    return "2026-03-" + at.substring(0, 2);
  }

  private static String instant(String at) {
    return day(at) + "T" + at.substring(3) + ":00Z";
  }

  private void add(TableDef table, String fields) {
    tables.with(table, ("{'guild_id':7," + fields + "}").replace('\'', '"'));
  }
}
