package dev.guildhouse.schedules.commands;

import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.export.ExportFormat;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.time.DayRange;
import java.util.List;

/** What a command says. */
public sealed interface Answer {

  /**
   * Numbers of some days, with tables to leaf through.
   *
   * @param days which they are
   */
  record Numbers(ReportContent content, DayRange days) implements Answer {}

  /** What was done, or what is known, in short. */
  record Told(
      String title, List<Figure> figures, List<ReportDocument.Section> sections, List<String> notes)
      implements Answer {
    public Told {
      figures = List.copyOf(figures);
      sections = List.copyOf(sections);
      notes = List.copyOf(notes);
    }

    public static Told of(String title, String... notes) {
      return new Told(title, List.of(), List.of(), List.of(notes));
    }
  }

  /**
   * A list to take away as a file, made when it is sent.
   *
   * @param stem names the file, without its ending
   * @param days which it is about
   * @param notes what a reader must know
   */
  record Listing(
      String title,
      String stem,
      ReportTable table,
      ExportFormat format,
      DayRange days,
      List<String> notes)
      implements Answer {
    public Listing {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Files to take away.
   *
   * @param title one line
   * @param notes what a reader must know
   */
  record Files(String title, List<AnswerFile> files, List<String> notes) implements Answer {
    public Files {
      files = List.copyOf(files);
      notes = List.copyOf(notes);
    }
  }
}
