package dev.guildhouse.schedules.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.rest.MemberList.ListedMember;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberNamesTest {
  private static final String ANN = "00112233445566aa";
  private static final String GONE = "00112233445566bb";

  private static final ReportTable TABLE = new ReportTable(
          "Members",
          "All.",
          List.of(
              ReportColumn.of("Rank", Format.COUNT),
              ReportColumn.of("Member", Format.TEXT),
              ReportColumn.of("Segment", Format.TEXT)),
          List.of(
              List.of(Cell.of(1), Cell.of(ANN), Cell.of("whales")),
              List.of(Cell.of(2), Cell.of(GONE), Cell.of("regular"))),
          null)
      .inShort("Members", 1, "Member", "Segment");

  @TempDir
  private Path folder;

  @Test
  void namesStandBesideTheirPseudonymsAndInWhatIsShownInShort() {
    ReportTable named =
        MemberNames.of(Map.of(ANN, new ListedMember(101, "Ann"))).in(TABLE);
    assertThat(named.columns().stream().map(ReportColumn::header))
        .containsExactly("Rank", "Member", "Name", "Segment");
    assertThat(named.rows())
        .containsExactly(
            List.of(Cell.of(1), Cell.of(ANN), Cell.of("Ann"), Cell.of("whales")),
            List.of(Cell.of(2), Cell.of(GONE), Cell.NONE, Cell.of("regular")));
    assertThat(named.digest().headers()).containsExactly("Member", "Name", "Segment");
    assertThat(MemberNames.of(Map.of()).in(TABLE)).isEqualTo(TABLE);
  }

  @Test
  void nobodyIsLookedUpInAnonymousMode() {
    Config config = Config.load(
        folder.resolve("none.yaml"),
        Map.of(
            "GUILDHOUSE_GUILDS", "[{id: 7, privacy: {mode: anonymous}}]",
            "GUILDHOUSE_DISCORD_TOKEN", "no.such.token",
            "GUILDHOUSE_DISCORD_REST_URL", "http://127.0.0.1:1/"));
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-09T12:00:00Z"));
    try (RestConnection unreachable = RestConnection.open(config.discord())) {
      NameBook book =
          new NameBook(new Home(folder), config, clock, new RestCalls(unreachable.jda()));
      MemberNames names = book.of(7, List.of(TABLE), DayRange.of(LocalDate.of(2026, 3, 1)));
      assertThat(names).isSameAs(MemberNames.NOBODY);
    }
  }
}
