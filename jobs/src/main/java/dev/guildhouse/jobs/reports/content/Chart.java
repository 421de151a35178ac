package dev.guildhouse.jobs.reports.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * A picture of one of a report's tables. Its title stands above it, without the name of a guild or
 * channel, as the font may lack it. A cell without a value is a gap. JSON tells the kinds apart by
 * their fields.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Chart.Days.class),
  @JsonSubTypes.Type(Chart.HeatMap.class),
  @JsonSubTypes.Type(Chart.Lines.class),
  @JsonSubTypes.Type(Chart.Triangle.class),
  @JsonSubTypes.Type(Chart.Flow.class)
})
public sealed interface Chart {

  String title();

  /** The name of the table. */
  String table();

  /** The headers of the columns that are drawn. */
  List<String> headers();

  /**
   * Days, each a row: bars by one column, a line by another.
   *
   * @param days header of the column of days
   * @param bars header of the column drawn as bars
   * @param line header of the column drawn as a line, against an axis of its own
   * @param coverage header of the column that says how much of the day was watched, in percent
   */
  record Days(String title, String table, String days, String bars, String line, String coverage)
      implements Chart {
    @Override
    public List<String> headers() {
      return List.of(days, bars, line, coverage);
    }
  }

  /**
   * Cells shaded by their number. The picture lies on its side: each row of the table is a column.
   *
   * @param steps header of the column that names the rows
   * @param bands headers of the columns that are shaded
   * @param unit what the numbers count
   */
  record HeatMap(String title, String table, String steps, List<String> bands, String unit)
      implements Chart {
    public HeatMap {
      bands = List.copyOf(bands);
    }

    @Override
    public List<String> headers() {
      return Stream.concat(Stream.of(steps), bands.stream()).toList();
    }
  }

  /**
   * Lines over the rows of the table, all against one axis.
   *
   * @param steps header of the column that names the rows
   * @param lines headers of the columns drawn, the most important first
   */
  record Lines(String title, String table, String steps, List<String> lines) implements Chart {
    public Lines {
      lines = List.copyOf(lines);
    }

    @Override
    public List<String> headers() {
      return Stream.concat(Stream.of(steps), lines.stream()).toList();
    }
  }

  /**
   * Cohorts, each a row, shaded by the share of them that is still there after so many weeks. What is
   * to come stays white, what is not known has the grey of a gap.
   *
   * @param cohorts header of the column that names a cohort by its first day
   * @param sizes header of the column that says how many belong to it
   * @param weeks headers of the columns of shares in percent, the first week first
   */
  record Triangle(String title, String table, String cohorts, String sizes, List<String> weeks)
      implements Chart {
    public Triangle {
      weeks = List.copyOf(weeks);
    }

    @Override
    public List<String> headers() {
      return Stream.concat(Stream.of(cohorts, sizes), weeks.stream()).toList();
    }
  }

  /**
   * How many went from where to where, as bands between two columns of bars.
   *
   * @param from header of the column that says where they were
   * @param to header of the column that says where they are
   * @param count header of the column that says how many
   */
  record Flow(String title, String table, String from, String to, String count) implements Chart {
    @Override
    public List<String> headers() {
      return List.of(from, to, count);
    }
  }
}
