package dev.guildhouse.jobs.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InertHeadersTest {
  @TempDir
  private Path folder;

  @Test
  void makesHeadersAndEveryWordInertButNoNumber() throws IOException {
    ReportTable table = new ReportTable(
        "Channels",
        "What people call their channels.",
        List.of(
            ReportColumn.of("=HYPERLINK(\"http://x\")", Format.TEXT),
            ReportColumn.of("@SUM", Format.CHANGE),
            ReportColumn.of("-name", Format.LINK)),
        List.of(List.of(Cell.of("+cmd|'x'!A0"), new Cell.Absent("=1"), new Cell.Link("@x"))),
        null);
    Path file = folder.resolve("t.csv");

    CsvFile.write(table, file);

    assertThat(Files.readString(file).substring(1))
        .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\")\",'@SUM,'-name\r\n'+cmd|'x'!A0,'=1,'@x\r\n");
  }
}
