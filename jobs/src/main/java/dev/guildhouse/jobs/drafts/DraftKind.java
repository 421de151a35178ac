package dev.guildhouse.jobs.drafts;

import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.DraftSettings;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A post that follows from what was measured, for moderators to approve or refuse. To add one, write
 * a class and list it in {@link DraftKinds}: configuration, schedule and buttons know it by that.
 */
public interface DraftKind {
  /** Names it in the configuration: lower case and underscores. */
  String name();

  /** What people call it. */
  String title();

  /** What is posted, in one sentence. */
  String doc();

  /** The calendar period that it is drafted about. */
  default Period period() {
    return Period.WEEK;
  }

  /**
   * The name of the thread that is opened under the post, for answers; empty for none.
   *
   * @param period what was drafted about
   */
  default Optional<String> thread(DayRange period) {
    return Optional.empty();
  }

  /** Whether it also goes to the members who asked for it, each by a direct message of their own. */
  default boolean isDirect() {
    return false;
  }

  /** What is proposed. */
  Proposal propose(DraftInputs inputs);

  /** What the guild configured of it. */
  default DraftSettings.Kind settings(ReportRequest request) {
    return request.settings().drafts().kind(name());
  }

  /**
   * What is posted under the title of this kind, with the note that the guild has under all of them.
   *
   * @param notes what a reader must know
   */
  default ReportDocument post(
      ReportRequest request, List<Figure> figures, List<Section> sections, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    Optional.ofNullable(settings(request).note()).ifPresent(all::add);
    String days = new ReportPeriod(request.period()).text();
    return new ReportDocument(
        title(),
        request.guildName() + " · " + days,
        request.guildId(),
        days,
        figures,
        sections,
        all,
        null,
        List.of());
  }
}
