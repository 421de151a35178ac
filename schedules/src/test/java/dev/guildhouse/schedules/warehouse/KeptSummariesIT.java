package dev.guildhouse.schedules.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.summary.KeptSummaries;
import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.tables.SummaryTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nights told stays as it was told, until somebody in it is erased. */
class KeptSummariesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  private Path folder;

  private long run;

  @Test
  void anErasureTakesBackWhatWasToldFromItsFirstDayOn() throws IOException {
    Lake lake = TestWarehouse.of(new Home(folder).prepare()).lake();
    List<SummaryDocument> told = List.of(
        summary("7", "2026-03-01"),
        summary("7", "2026-03-02"),
        summary("7", "2026-03-03"),
        summary("8", "2026-03-03"));
    write(lake, summaries -> summaries.keep(told));
    assertThat(kept(lake))
        .containsExactly("7 2026-03-01", "7 2026-03-02", "7 2026-03-03", "8 2026-03-03");

    write(lake, summaries -> summaries.keep(told.subList(1, 2)));
    assertThat(kept(lake)).as("told again, a night replaces itself").hasSize(4);

    write(
        lake,
        summaries -> summaries.withdraw(Slice.of(List.of(7L), List.of(LocalDate.of(2026, 3, 2)))));
    assertThat(kept(lake)).containsExactly("7 2026-03-01", "8 2026-03-03");

    write(lake, summaries -> summaries.withdraw(Slice.EMPTY));
    assertThat(kept(lake)).hasSize(2);
  }

  /** The summary of a simulated guild, as if it were of a day of another guild. */
  private static SummaryDocument summary(String guild, String day) throws IOException {
    try (InputStream golden = Objects.requireNonNull(
        KeptSummariesIT.class.getResourceAsStream("/dev/guildhouse/schedules/cli/summary.json"))) {
      ObjectNode summary = (ObjectNode) JSON.readTree(golden);
      summary.put("guildId", guild);
      ((ObjectNode) summary.get("window"))
          .put("from", day)
          .put("to", LocalDate.parse(day).plusDays(1).toString());
      return JSON.treeToValue(summary, SummaryDocument.class);
    }
  }

  private void write(Lake lake, Consumer<KeptSummaries> change) {
    try (LakeWriter writer = lake.writer(TestWarehouse.LEASE, ++run)) {
      change.accept(new KeptSummaries(writer, lake.spark()));
      writer.publish();
    }
  }

  private static List<String> kept(Lake lake) {
    return lake.reader().table(SummaryTables.SUMMARIES).collectAsList().stream()
        .map(row -> row.getAs("guild_id") + " " + row.getAs("as_of_date"))
        .sorted()
        .toList();
  }
}
