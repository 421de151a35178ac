package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.ChartImage;
import dev.guildhouse.jobs.reports.render.ShortDocument;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.AnswerFile;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.embeds.PlainText;
import dev.guildhouse.schedules.embeds.TextTable;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a message within Discord's limits. No text in it can become markup or a mention.
 *
 * @param files what comes with it
 * @param rows controls; none where there is nothing to leaf through
 */
record AnswerMessage(MessageEmbed embed, List<AnswerFile> files, List<ActionRow> rows) {
  private static final int TITLE = 256;
  private static final int ALL_CHARACTERS = 6_000;
  private static final int DESCRIPTION = 3_000;
  private static final int FIELD_NAME = 256;
  private static final int FIELD_VALUE = 1_024;
  private static final int FIGURES = 15;
  private static final int FIGURE_TEXT = 60;
  private static final int SELECTABLE = 25;
  private static final int OPTION_TEXT = 100;

  /** What stands in a block of code without breaking its lines on a computer's screen. */
  private static final int WIDTH = 80;

  /** Rows that are shown at once, at most. */
  static final int ROWS = 20;

  private static final String CHART = "chart.png";

  /**
   * Numbers with their controls.
   *
   * @param mayTakeFiles whether the place is one for files
   */
  static AnswerMessage of(OpenAnswer answer, boolean mayTakeFiles) {
    ReportContent content = answer.numbers().content();
    ReportDocument document = ShortDocument.of(content, null, List.of());
    EmbedBuilder embed = head(document.title(), document.figures());
    StringBuilder text = new StringBuilder(PlainText.escaped(document.subtitle()));
    List<ReportTable> tables = answer.tables();
    int shown = 0;
    int rows = 0;
    if (!tables.isEmpty()) {
      ReportTable table = tables.get(answer.table());
      rows = table.rows().size();
      text.append("\n\n**").append(PlainText.escaped(table.name())).append("** · ");
      text.append(PlainText.escaped(table.caption())).append('\n');
      shown = add(text, table, answer.row());
    }
    embed.setDescription(text);
    notes(embed, document.notes());
    @Nullable AnswerFile chart = chart(content);
    if (chart != null) {
      embed.setImage("attachment://" + CHART);
    }
    return new AnswerMessage(
        embed.build(),
        chart == null ? List.of() : List.of(chart),
        controls(answer, tables, shown, rows, mayTakeFiles));
  }

  static AnswerMessage of(Answer.Told told) {
    EmbedBuilder embed = head(told.title(), told.figures());
    for (Section section : told.sections()) {
      embed.addField(
          PlainText.cut(PlainText.escaped(section.heading()), FIELD_NAME),
          TextTable.of(section.table(), FIELD_VALUE, ""),
          false);
    }
    notes(embed, told.notes());
    return new AnswerMessage(embed.build(), List.of(), List.of());
  }

  static AnswerMessage of(Answer.Files files) {
    EmbedBuilder embed = head(files.title(), List.of());
    notes(embed, files.notes());
    return new AnswerMessage(embed.build(), files.files(), List.of());
  }

  /** How many rows of the table stand in the message. */
  static int rowsShown(OpenAnswer answer) {
    List<ReportTable> tables = answer.tables();
    return tables.isEmpty()
        ? 0
        : Math.max(1, add(new StringBuilder(), tables.get(answer.table()), answer.row()));
  }

  private static EmbedBuilder head(String title, List<Figure> figures) {
    EmbedBuilder embed =
        new EmbedBuilder().setTitle(PlainText.cut(PlainText.escaped(title), TITLE));
    for (Figure figure : figures.subList(0, Math.min(FIGURES, figures.size()))) {
      String change =
          figure.change().isBlank() ? "" : " (" + PlainText.escaped(figure.change()) + ")";
      embed.addField(
          PlainText.cut(PlainText.escaped(figure.label()), FIGURE_TEXT),
          "**" + PlainText.cut(PlainText.escaped(figure.value()), FIGURE_TEXT) + "**"
              + PlainText.cut(change, FIGURE_TEXT),
          true);
    }
    return embed;
  }

  private static void notes(EmbedBuilder embed, List<String> notes) {
    String text = notes.stream()
        .map(note -> "• " + PlainText.escaped(note))
        .collect(Collectors.joining("\n"));
    int room = Math.min(FIELD_VALUE, ALL_CHARACTERS - embed.length() - "Notes".length());
    if (!text.isEmpty() && room > FIGURE_TEXT) {
      embed.addField("Notes", PlainText.cut(text, room), false);
    }
  }

  /** Adds rows from a place on; yields how many stand there. */
  private static int add(StringBuilder text, ReportTable table, int first) {
    if (table.rows().isEmpty()) {
      text.append("Nothing.");
      return 0;
    }
    Table fitting = fitting(table, first);
    TextTable.Page page = TextTable.page(fitting, DESCRIPTION - text.length());
    text.append(page.text());
    int left = table.columns().size() - fitting.columns().size();
    int last = first + page.rows();
    if (page.rows() < table.rows().size()) {
      text.append("\nRows ").append(first + 1).append(" to ").append(last);
      text.append(" of ").append(table.rows().size()).append('.');
    }
    if (left > 0) {
      text.append("\nThe file holds ")
          .append(left)
          .append(left == 1 ? " more column." : " more columns.");
    }
    return page.rows();
  }

  /** The columns from the left that stand in one line, the ones of the digest where there is one. */
  private static Table fitting(ReportTable table, int first) {
    List<Integer> places = table.digest() == null
        ? IntStream.range(0, table.columns().size()).boxed().toList()
        : table.digest().headers().stream().map(table::place).toList();
    int last = Math.min(table.rows().size(), first + ROWS);
    int columns = places.size();
    Table shown = ShortDocument.printed(table, places, first, last);
    while (columns > 1 && TextTable.width(shown) > WIDTH) {
      columns--;
      shown = ShortDocument.printed(table, places.subList(0, columns), first, last);
    }
    return shown;
  }

  private static @Nullable AnswerFile chart(ReportContent content) {
    Chart chart = content.chart();
    if (chart == null || content.table(chart.table()).rows().isEmpty()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ChartImage.write(chart, content.table(chart.table()), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AnswerFile(CHART, bytes.toByteArray());
  }

  private static List<ActionRow> controls(
      OpenAnswer answer, List<ReportTable> tables, int shown, int rows, boolean mayTakeFiles) {
    List<ActionRow> controls = new ArrayList<>();
    if (tables.size() > 1) {
      StringSelectMenu.Builder menu = StringSelectMenu.create(Control.TABLE.id(answer));
      for (int i = 0; i < Math.min(SELECTABLE, tables.size()); i++) {
        menu.addOption(
            PlainText.cut(tables.get(i).name(), OPTION_TEXT),
            Integer.toString(i),
            PlainText.cut(tables.get(i).caption(), OPTION_TEXT));
      }
      controls.add(
          ActionRow.of(menu.setDefaultValues(Integer.toString(answer.table())).build()));
    }
    if (shown < rows) {
      controls.add(ActionRow.of(
          Button.secondary(Control.PREVIOUS_ROWS.id(answer), "Rows above")
              .withDisabled(answer.row() == 0),
          Button.secondary(Control.NEXT_ROWS.id(answer), "Rows below")
              .withDisabled(answer.row() + shown >= rows)));
    }
    List<Button> days = new ArrayList<>();
    if (answer.asked().command().days() == SlashCommand.Days.RANGE) {
      days.add(Button.primary(Control.EARLIER.id(answer), "◀ Days before"));
      days.add(Button.primary(Control.LATER.id(answer), "Days after ▶"));
      days.add(Button.secondary(Control.OTHER_DAYS.id(answer), "Other days…"));
    }
    if (mayTakeFiles && !tables.isEmpty()) {
      days.add(Button.secondary(Control.FILES.id(answer), "CSV"));
    }
    if (!days.isEmpty()) {
      controls.add(ActionRow.of(days));
    }
    return controls;
  }
}
