package dev.guildhouse.schedules.delivery;

import dev.guildhouse.schedules.embeds.LinkLines;
import dev.guildhouse.schedules.embeds.PlainText;
import dev.guildhouse.schedules.embeds.TextLines;
import dev.guildhouse.schedules.embeds.TextTable;
import dev.guildhouse.schema.reports.ReportDocument;
import java.util.List;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/**
 * A report as the embed of a message, within Discord's limits. What does not fit is counted and left
 * to the attached files. No text of the report can become markup or a mention.
 */
final class ReportEmbed {
  private static final int TITLE = 256;
  private static final int SUBTITLE = 1_000;
  private static final int FIELDS = 25;
  private static final int FIELD_NAME = 256;
  private static final int FIELD_VALUE = 1_024;
  private static final int ALL_CHARACTERS = 6_000;

  /** As many figures as stand in five rows of three. */
  private static final int FIGURES = 15;

  private static final int FIGURE_NAME = 60;
  private static final int FIGURE_VALUE = 60;

  /** Below this a table shows too little to be worth its place. */
  private static final int SMALLEST_TABLE = 120;

  private static final String WORKBOOK = ".xlsx";
  private static final String ID_PREFIX = "delivery ";

  private ReportEmbed() {}

  /** The first message of a report. */
  static MessageEmbed of(ReportDocument report, String deliveryId) {
    EmbedBuilder embed = new EmbedBuilder()
        .setTitle(PlainText.cut(PlainText.escaped(report.title()), TITLE))
        .setFooter(footer(deliveryId));
    if (!report.subtitle().isBlank()) {
      embed.setDescription(PlainText.cut(PlainText.escaped(report.subtitle()), SUBTITLE));
    }
    if (report.image() != null) {
      embed.setImage("attachment://" + report.image());
    }
    for (ReportDocument.Figure figure :
        report.figures().subList(0, Math.min(FIGURES, report.figures().size()))) {
      embed.addField(
          PlainText.cut(PlainText.escaped(figure.label()), FIGURE_NAME), value(figure), true);
    }
    String notes = notes(report.notes());
    addSections(embed, report, notes);
    if (!notes.isEmpty()) {
      embed.addField("Notes", notes, false);
    }
    return embed.build();
  }

  /** A message that only brings more files of a report. */
  static MessageEmbed ofMoreFiles(ReportDocument report, String deliveryId) {
    return new EmbedBuilder()
        .setDescription("More files of " + PlainText.cut(PlainText.escaped(report.title()), TITLE))
        .setFooter(moreFooter(deliveryId))
        .build();
  }

  /** The footer of the first message, by which it is found again. */
  static String footer(String deliveryId) {
    return ID_PREFIX + deliveryId;
  }

  static String moreFooter(String deliveryId) {
    return ID_PREFIX + deliveryId + " · more files";
  }

  private static String value(ReportDocument.Figure figure) {
    String value = "**" + PlainText.escaped(figure.value()) + "**";
    String change =
        figure.change().isBlank() ? "" : " (" + PlainText.escaped(figure.change()) + ")";
    return PlainText.cut(value, FIGURE_VALUE) + PlainText.cut(change, FIGURE_VALUE);
  }

  private static String notes(List<String> notes) {
    return PlainText.cut(
        notes.stream()
            .map(note -> "• " + PlainText.escaped(note))
            .collect(Collectors.joining("\n")),
        FIELD_VALUE);
  }

  private static void addSections(EmbedBuilder embed, ReportDocument report, String notes) {
    // A draft has no workbook.
    String where = report.attachments().stream().anyMatch(file -> file.endsWith(WORKBOOK))
        ? " in the workbook"
        : "";
    int reserve = notes.isEmpty() ? 0 : notes.length() + "Notes".length();
    int fields = FIELDS - (notes.isEmpty() ? 0 : 1);
    for (ReportDocument.Section section : report.sections()) {
      String heading = PlainText.cut(PlainText.escaped(section.heading()), FIELD_NAME);
      int room = ALL_CHARACTERS - embed.length() - reserve - heading.length();
      if (embed.getFields().size() == fields || room < SMALLEST_TABLE) {
        return;
      }
      int length = Math.min(room, FIELD_VALUE);
      embed.addField(heading, text(section.table(), length, where), false);
    }
  }

  private static String text(ReportDocument.Table table, int length, String where) {
    if (LinkLines.areIn(table)) {
      return LinkLines.of(table, length, where);
    }
    return TextLines.areIn(table)
        ? TextLines.of(table, length)
        : TextTable.of(table, length, where);
  }
}
