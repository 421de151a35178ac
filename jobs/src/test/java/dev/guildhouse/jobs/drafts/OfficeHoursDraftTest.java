package dev.guildhouse.jobs.drafts;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.OfficeHoursDraft.Busiest;
import dev.guildhouse.jobs.drafts.challenge.WeeklyChallengeDraft;
import dev.guildhouse.jobs.queries.support.OfficeHours.Slot;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.tables.Marts;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The week is that of Monday 2 March 2026; its drafts come on Monday the 9th. */
class OfficeHoursDraftTest {
  private static final OfficeHoursDraft DRAFT = new OfficeHoursDraft();
  private static final String ROOM =
      ", time_zone: Europe/Berlin," + " drafts: {kinds: {office_hours: {channel: 77, room: 78}}}";

  @Test
  void announcesTheBusiestHoursWithWhatIsUnanswered() {
    Proposal.Post proposal = propose(
        ROOM,
        new Slot(DayOfWeek.THURSDAY, 18, 21, 2.625),
        List.of(new OpenCase(
            "thread",
            1,
            10,
            "#help",
            LocalDate.of(2026, 3, 3),
            "https://discord.com/channels/7/1")),
        List.of(new Topic("login", 30), new Topic("billing", 12)));
    assertThat(proposal.post().figures())
        .containsExactly(
            new Figure("Begins", "Thu 12 Mar 2026, 18:00", ""),
            new Figure("Ends", "20:00", ""),
            new Figure("Time zone", "Europe/Berlin", ""),
            new Figure("Where", "#stage", ""));
    assertThat(proposal.opening().heading()).isEqualTo("Agenda");
    assertThat(proposal.opening().sentences())
        .extracting(Sentence::measured)
        .containsExactly(
            "1 question or thread is unanswered.",
            "30 messages of the week were about login.",
            "12 messages of the week were about billing.");
    assertThat(rows(proposal.post().sections(), "To be answered"))
        .containsExactly("thread | #help | 2026-03-03 | https://discord.com/channels/7/1");
    assertThat(rows(proposal.evidence().sections(), "Busiest"))
        .containsExactly("Thursday | 18:00 | 21 | 2.63");
    // 18:00 in Berlin is 17:00 UTC in winter.
    assertThat(proposal.memo())
        .isEqualTo(
            Map.of("from", "2026-03-12T17:00:00Z", "until", "2026-03-12T19:00:00Z", "room", "78"));
    assertThat(proposal.closesAt()).isEqualTo(Instant.parse("2026-03-12T17:00:00Z"));
  }

  /** Wednesday the 11th at 00:00 UTC is the earliest, which is 01:00 in Berlin. */
  @Test
  void leavesTwoDaysToDecideAndRead() {
    assertThat(begins(DayOfWeek.WEDNESDAY, 1)).isEqualTo("2026-03-11T00:00:00Z");
    assertThat(begins(DayOfWeek.WEDNESDAY, 0)).isEqualTo("2026-03-17T23:00:00Z");
    assertThat(begins(DayOfWeek.MONDAY, 20)).isEqualTo("2026-03-16T19:00:00Z");
    assertThat(begins(DayOfWeek.TUESDAY, 23)).isEqualTo("2026-03-17T22:00:00Z");
  }

  @Test
  void withoutAnythingUnansweredItIsAnOpenFloor() {
    Proposal.Post proposal =
        propose("", new Slot(DayOfWeek.FRIDAY, 9, 30, 3), List.of(), List.of());
    assertThat(proposal.opening().sentences())
        .containsExactly(Sentence.of("Nothing is unanswered: bring what you want to know."));
    assertThat(proposal.post().sections()).isEmpty();
  }

  @Test
  void fewMessagesTellOfNoHour() {
    assertThat(DRAFT.compose(
            week(ROOM),
            new Busiest(List.of(), "Messages"),
            List.of(),
            List.of(),
            "#stage",
            Optional.empty()))
        .isInstanceOf(Proposal.TooLittle.class);
  }

  /**
   * Channel 900 is one of moderators, and the rows of the whole guild hold it. Nobody configures
   * "retired" any more. The 1 March is of the week before.
   */
  @Test
  void topicsAreOfChannelsThatEverybodyMayKnowAndOfTheSourcesAlone() {
    TablesInMemory tables = new TablesInMemory(TablesInMemory.session())
        .with(
            Marts.KEYWORD_DAILY,
            keyword("02", 0, "login", 60),
            keyword("02", 900, "login", 40),
            keyword("02", 10, "login", 8),
            keyword("03", 11, "login", 7),
            keyword("03", 10, "billing", 9),
            keyword("03", 900, "payout", 50),
            keyword("03", 10, "retired", 70),
            keyword("01", 10, "billing", 90));
    String words = ", support: {keywords: {login: [log in], billing: [bill], payout: [paid]}}";
    ReportRequest request = week(words);
    assertThat(Topic.read(DRAFT, request, tables))
        .containsExactly(new Topic("login", 15), new Topic("billing", 9));
    assertThat(Topic.read(
            new WeeklyChallengeDraft(),
            week(words + ", drafts: {kinds: {weekly_challenge: {channel: 77, sources: [11]}}}"),
            tables))
        .containsExactly(new Topic("login", 7));
    assertThat(Topic.read(DRAFT, week(""), tables)).isEmpty();
  }

  private static String keyword(String day, long channel, String keyword, long messages) {
    return ("{\"keyword_date\":\"2026-03-%s\",\"guild_id\":7,\"channel_id\":%d,\"keyword\":\"%s\","
            + "\"messages\":%d,\"members\":5}")
        .formatted(day, channel, keyword, messages);
  }

  private static String begins(DayOfWeek day, int hour) {
    return propose(ROOM, new Slot(day, hour, 30, 3), List.of(), List.of())
        .memo()
        .get("from");
  }

  private static Proposal.Post propose(
      String settings, Slot slot, List<OpenCase> open, List<Topic> topics) {
    return (Proposal.Post) DRAFT.compose(
        week(settings),
        new Busiest(List.of(slot), "Questions"),
        open,
        topics,
        "#stage",
        Optional.empty());
  }
}
