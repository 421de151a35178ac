package dev.guildhouse.schedules.commands;

import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.CsvFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.dv8tion.jda.api.utils.FileUpload;

/** A file of an answer, whole in memory. */
public final class AnswerFile {
  private final String name;
  private final byte[] bytes;

  /**
   * @param name of letters, digits, dot, dash and underscore
   */
  public AnswerFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
  }

  /** A table as CSV. */
  public static AnswerFile csv(String stem, ReportTable table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CsvFile.write(table, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = (stem + "-" + table.name()).replaceAll("[^A-Za-z0-9._-]+", "-");
    return new AnswerFile(name + ".csv", bytes.toByteArray());
  }

  public FileUpload upload() {
    return FileUpload.fromData(bytes, name);
  }
}
