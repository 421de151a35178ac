package dev.guildhouse.jobs.drafts;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.OfficeHoursRecapDraft.Attendance;
import dev.guildhouse.jobs.drafts.OfficeHoursRecapDraft.Held;
import dev.guildhouse.jobs.drafts.OfficeHoursRecapDraft.Outcome;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Office hours of Thursday 5 March, announced for the week before. */
class OfficeHoursRecapDraftTest {
  private static final OfficeHoursRecapDraft DRAFT = new OfficeHoursRecapDraft();
  private static final DayRange ANNOUNCED =
      new DayRange(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 3, 2));
  private static final Held HELD = held("2026-03-05T18:00:00Z", "2026-03-05T20:00:00Z");
  private static final OpenCase OPEN = new OpenCase(
      "thread", 1, 10, "#help", LocalDate.of(2026, 3, 3), "https://discord.com/channels/7/1");

  @Test
  void tellsWhoCameWhatWasAnsweredAndWhatIsLeft() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(""),
        HELD,
        new Outcome(Optional.of(new Attendance(9, 6, 11)), 7, 5, 4, 3),
        List.of(OPEN));
    assertThat(sentences(proposal))
        .containsExactly(
            "11 members took part.",
            "7 questions and threads got their first answer in these hours.",
            "1 question or thread is unanswered.");
    assertThat(rows(proposal.post().sections(), "Action items"))
        .containsExactly("thread | #help | 2026-03-03 | https://discord.com/channels/7/1");
    assertThat(rows(proposal.evidence().sections(), "What was counted"))
        .containsExactly(
            "Members in voice | 9",
            "Members who wrote | 6",
            "Members of both | 11",
            "First answers within | 7",
            "Unanswered when announced | 4",
            "Of these answered since | 3");
  }

  @Test
  void fewAreNotCountedInPublicAndUnwatchedHoursAreUnknown() {
    Proposal.Post few = (Proposal.Post) DRAFT.compose(
        week(""), HELD, new Outcome(Optional.of(new Attendance(4, 0, 4)), 6, 4, 0, 0), List.of());
    assertThat(sentences(few))
        .containsExactly(
            "Fewer than 5 members took part.",
            "Fewer than 5 questions and threads got their first answer in these hours.",
            "0 questions and threads are unanswered.");
    Proposal.Post unwatched = (Proposal.Post)
        DRAFT.compose(week(""), HELD, new Outcome(Optional.empty(), 0, 0, 0, 0), List.of());
    assertThat(sentences(unwatched)).startsWith("How many members took part was not watched.");
    assertThat(rows(unwatched.evidence().sections(), "What"))
        .contains("Members of both | not watched");
  }

  @Test
  void isAboutHoursThatWerePostedAndEndedInTheWeek() {
    DayRange week = new DayRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 9));
    PostedDraft midnight = posted("2026-03-08T22:00:00Z", "2026-03-09T00:00:00Z");
    PostedDraft before = posted("2026-03-01T22:30:00Z", "2026-03-02T00:00:00Z");
    PostedDraft after = posted("2026-03-08T22:30:00Z", "2026-03-09T00:30:00Z");
    assertThat(OfficeHoursRecapDraft.held(List.of(after, midnight, before), week))
        .contains(held("2026-03-08T22:00:00Z", "2026-03-09T00:00:00Z"));
    assertThat(OfficeHoursRecapDraft.held(List.of(after, before), week)).isEmpty();
    assertThat(DRAFT.propose(new DraftInputs(
            week(""), new TablesInMemory(TablesInMemory.session()), List.of(before))))
        .isInstanceOf(Proposal.TooLittle.class);
  }

  /**
   * In voice: 11 from before into the hours, 12 within; 13 left as they began, 14 was elsewhere, 15 is
   * a bot. Writing: 12 and 16 within, 17 at the end, which is over. Answered within: the thread 501 of
   * 11, which was unanswered when the week before ended; 502 was answered before, 503 by nobody.
   */
  @Test
  void countsMembersInTheRoomAndAnswersWithinTheHours() {
    TablesInMemory tables = new TablesInMemory(TablesInMemory.session());
    for (String family : List.of("messages", "voice")) {
      for (int hour = 18; hour < 20; hour++) {
        tables.with(
            Facts.COLLECTOR_COVERAGE,
            "{\"covered_date\":\"2026-03-05\",\"guild_id\":7,\"channel_id\":0,\"family\":\""
                + family + "\",\"hour_at\":\"2026-03-05T" + hour
                + ":00:00Z\",\"covered_seconds\":3600}");
      }
    }
    voice(tables, 11, 78, "17:30", "18:10", true);
    voice(tables, 12, 78, "19:00", "19:05", true);
    voice(tables, 13, 78, "17:00", "18:00", true);
    voice(tables, 14, 79, "18:00", "19:00", true);
    voice(tables, 15, 78, "18:00", "19:00", false);
    message(tables, 1, 78, 0, 12, "05T18:30");
    message(tables, 2, 78, 0, 16, "05T19:59");
    message(tables, 3, 78, 0, 17, "05T20:00");
    thread(tables, 501, 11, "2026-02-25");
    message(tables, 4, 30, 501, 12, "05T18:40");
    thread(tables, 502, 11, "2026-02-26");
    message(tables, 5, 30, 502, 12, "03T10:00");
    thread(tables, 503, 11, "2026-02-27");
    Proposal.Post proposal = (Proposal.Post) DRAFT.propose(new DraftInputs(
        week(""), tables, List.of(posted("2026-03-05T18:00:00Z", "2026-03-05T20:00:00Z"))));
    assertThat(rows(proposal.evidence().sections(), "What was counted"))
        .containsExactly(
            "Members in voice | 2",
            "Members who wrote | 2",
            "Members of both | 3",
            "First answers within | 1",
            "Unanswered when announced | 3",
            "Of these answered since | 2");
    assertThat(rows(proposal.post().sections(), "Action items"))
        .containsExactly("thread | #30 | 2026-02-27 | https://discord.com/channels/7/503");
  }

  private static void voice(
      TablesInMemory tables, long member, long channel, String from, String to, boolean isCounted) {
    tables.with(
        Facts.VOICE_SESSIONS,
        ("{\"voice_date\":\"2026-03-05\",\"guild_id\":7,\"channel_id\":%d,\"member_key\":%d,"
                + "\"session_started_at\":\"2026-03-05T%s:00Z\",\"started_at\":\"2026-03-05T%s:00Z\","
                + "\"ended_at\":\"2026-03-05T%s:00Z\",\"is_counted\":%s}")
            .formatted(channel, member, from, from, to, isCounted));
  }

  private static void message(
      TablesInMemory tables, long id, long channel, long thread, long member, String at) {
    tables.with(
        Facts.MESSAGES,
        ("{\"created_date\":\"2026-03-%s\",\"guild_id\":7,\"message_id\":%d,\"channel_id\":%d,"
                + "\"thread_id\":%d,\"member_key\":%d,\"created_at\":\"2026-03-%s:00Z\","
                + "\"is_live\":true,\"is_counted\":true}")
            .formatted(at.substring(0, 2), id, channel, thread, member, at));
  }

  private static void thread(TablesInMemory tables, long id, long owner, String day) {
    tables.with(
        Facts.THREADS,
        ("{\"subject_date\":\"%s\",\"changed_date\":\"%s\",\"guild_id\":7,\"thread_id\":%d,"
                + "\"channel_id\":30,\"changed_at\":\"%sT08:00:00Z\",\"change\":\"created\","
                + "\"member_key\":%d,\"is_counted\":true}")
            .formatted(day, day, id, day, owner));
  }

  private static Held held(String from, String until) {
    return new Held(Instant.parse(from), Instant.parse(until), 78, ANNOUNCED);
  }

  private static PostedDraft posted(String from, String until) {
    return new PostedDraft(
        "office_hours",
        ANNOUNCED,
        77,
        1,
        Instant.parse("2026-03-02T07:00:00Z"),
        Map.of("from", from, "until", until, "room", "78"));
  }

  private static List<String> sentences(Proposal.Post proposal) {
    return proposal.opening().sentences().stream().map(Sentence::measured).toList();
  }
}
