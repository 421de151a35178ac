package dev.guildhouse.jobs.drafts.digest;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.time.DayRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnouncementDraftTest {
  private static final AnnouncementDraft DRAFT = new AnnouncementDraft();
  private static final DayRange FOUR_WEEKS =
      new DayRange(LocalDate.of(2026, 2, 9), LocalDate.of(2026, 3, 9));

  private static final String EVENTS = ", annotations: [{date: 2026-03-14, title: Quiz night,"
      + " channels: [10]}, {date: 2026-03-09, title: New rules}, {date: 2026-03-16, title: Later},"
      + " {date: 2026-03-08, title: Over}]";

  private static Figure figure(String label, Cell value) {
    return new Figure(label, Format.COUNT, value, Cell.NONE, Cell.NONE, Cell.NONE, Cell.NONE);
  }

  @Test
  void tellsWhatComesAndWhatEverybodyMayKnowAtTheHourOfMostMessages() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(EVENTS + ", drafts: {kinds: {announcement: {note: Be kind.}}}"),
        List.of(
            figure("Messages", Cell.of(1234)),
            figure("Authors", Cell.of(17)),
            figure("Voice hours", new Cell.Absent("withheld"))),
        List.of(
            new PeakHour(DayOfWeek.MONDAY, 18, ZoneId.of("Europe/Vienna"), 4.5),
            new PeakHour(DayOfWeek.TUESDAY, 8, ZoneOffset.UTC, 4)),
        id -> "#channel" + id);
    assertThat(rows(proposal.post().sections(), "Coming up"))
        .containsExactly(
            "Mon 9 Mar 2026, UTC: New rules", "Sat 14 Mar 2026, UTC: Quiz night in #channel10");
    assertThat(proposal.post().figures())
        .containsExactly(
            new ReportDocument.Figure("Messages", "1,234", ""),
            new ReportDocument.Figure("Authors", "17", ""));
    assertThat(proposal.opening().sentences())
        .containsExactly(Sentence.of("17 members wrote 1,234 messages in the week that ended."));
    assertThat(proposal.post().notes()).endsWith("Be kind.");
    // On the first day of the week something begins already.
    assertThat(proposal.postAt()).isNull();
    assertThat(proposal.evidence().notes()).singleElement().asString().startsWith("None of these");
    assertThat(proposal.closesAt()).isEqualTo(Instant.parse("2026-03-16T00:00:00Z"));
    assertThat(rows(proposal.evidence().sections(), "Hours at which"))
        .containsExactly("Monday at 18:00 (Europe/Vienna) | 4.50", "Tuesday at 08:00 (Z) | 4.00");
  }

  /**
   * Drafted on Monday the 9th with a day of notice, so that Monday's hour would come when the week is
   * over. In Vienna it is an hour later than in UTC.
   */
  @Test
  void isPostedAtTheBestHourThatComesBeforeWhatItAnnounces() {
    PeakHour monday = new PeakHour(DayOfWeek.MONDAY, 18, ZoneOffset.UTC, 9);
    PeakHour friday = new PeakHour(DayOfWeek.FRIDAY, 18, ZoneId.of("Europe/Vienna"), 8);
    PeakHour tuesday = new PeakHour(DayOfWeek.TUESDAY, 8, ZoneOffset.UTC, 7);
    List<PeakHour> peaks = List.of(monday, friday, tuesday);
    assertThat(announced("", peaks).postAt()).isEqualTo(Instant.parse("2026-03-13T17:00:00Z"));
    assertThat(announced(event("2026-03-14"), peaks).postAt())
        .isEqualTo(Instant.parse("2026-03-13T17:00:00Z"));
    assertThat(announced(event("2026-03-13"), peaks).postAt())
        .isEqualTo(Instant.parse("2026-03-10T08:00:00Z"));
    assertThat(announced(event("2026-03-10"), peaks).postAt()).isNull();
    assertThat(announced("", List.of(monday)).postAt()).isNull();
  }

  private static Proposal.Post announced(String settings, List<PeakHour> peaks) {
    return (Proposal.Post) DRAFT.compose(
        week(settings), List.of(figure("Active members", Cell.of(42))), peaks, id -> "");
  }

  private static String event(String day) {
    return ", annotations: [{date: " + day + ", title: Quiz night}]";
  }

  @Test
  void withoutAGoodHourItIsPostedAtOnceAndWithoutAnythingNotAtAll() {
    Proposal.Post proposal =
        (Proposal.Post) DRAFT.compose(week(EVENTS), List.of(), List.of(), id -> "");
    assertThat(proposal.postAt()).isNull();
    assertThat(proposal.opening()).isEqualTo(Proposal.Opening.NONE);
    Proposal active = DRAFT.compose(
        week(EVENTS), List.of(figure("Active members", Cell.of(42))), List.of(), id -> "");
    assertThat(((Proposal.Post) active).opening().sentences())
        .containsExactly(Sentence.of("42 members were active in the week that ended."));
    assertThat(proposal.evidence().notes()).singleElement().asString().startsWith("Too little");
    assertThat(DRAFT.compose(
            week(""), List.of(figure("Messages", Cell.NOT_WATCHED)), List.of(), id -> ""))
        .isEqualTo(
            new Proposal.TooLittle("Nothing is announced for ISO week 2026-W11: Mon 9 Mar 2026"
                + " to Sun 15 Mar 2026, UTC among the annotations of the guild, and nothing of the week"
                + " before may be told."));
  }

  /** 60 messages at Wednesday 20:00 in one week of four that was watched, 160 on Fridays in all. */
  @Test
  void bestHourIsThatOfMostMessagesForEachHourThatWasWatched() {
    Map<Long, Double> counts = new HashMap<>();
    long wednesday = hour("2026-02-11T20:00:00Z");
    counts.put(wednesday, 60.0);
    for (long week = 0; week < 4; week++) {
      counts.put(hour("2026-02-13T09:00:00Z") + week * HeatMap.HOURS, 40.0);
    }
    HeatMap map = new HeatMap(
        FOUR_WEEKS,
        ZoneOffset.UTC,
        counts,
        hour -> hour == wednesday || hour % 24 == 9 ? 3_600 : 0);
    assertThat(PeakHour.best(map, ZoneOffset.UTC))
        .containsExactly(
            new PeakHour(DayOfWeek.WEDNESDAY, 20, ZoneOffset.UTC, 60),
            new PeakHour(DayOfWeek.FRIDAY, 9, ZoneOffset.UTC, 40));
    counts.put(wednesday, 39.0);
    assertThat(PeakHour.best(
            new HeatMap(FOUR_WEEKS, ZoneOffset.UTC, counts, hour -> 3_600), ZoneOffset.UTC))
        .isEmpty();
  }

  private static long hour(String at) {
    return Instant.parse(at).getEpochSecond() / 3_600;
  }
}
