package dev.guildhouse.jobs.drafts;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.StreaksDraft.Streak;
import dev.guildhouse.jobs.reports.TablesInMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreaksDraftTest {
  private static final StreaksDraft DRAFT = new StreaksDraft();
  private static final String MILESTONES = ", drafts: {kinds: {streaks: {channel: 77, milestones:"
      + " [{days: 30, amount: 20, role: 5004}, {days: 7, amount: 2.5}, {days: 10}]}}}";

  /**
   * At the end of a week of which all 7 days were watched: 36 was 29 before it, 30 was 23, 29 is too
   * short and was beyond 10, 10 was 3, 7 was 0, 6 is too short.
   */
  @Test
  void proposesGrantsForMilestonesThatWereReachedInTheWeek() {
    Proposal.Post proposal = (Proposal.Post)
        DRAFT.compose(week(MILESTONES), streaks(6, 36, 37, 30, 29, 10, 7), 7, List.of());
    assertThat(rows(proposal.evidence().sections(), "Leaderboard"))
        .containsExactly(
            "m37 | 37", "m36 | 36", "m30 | 30", "m29 | 29", "m10 | 10", "m7 | 7", "m6 | 6");
    assertThat(rows(proposal.evidence().sections(), "Roles to grant"))
        .containsExactly("m36 | 30 | 5004", "m30 | 30 | 5004");
    assertThat(proposal.evidence().files().get(StreaksDraft.REWARDS).lines())
        .containsExactly(
            line("streak_30", "m36", "20"),
            line("streak_30", "m30", "20"),
            line("streak_7", "m10", "2.5"),
            line("streak_7", "m7", "2.5"));
  }

  /** A table of so many is cut where it is shown; the file is whole. */
  @Test
  void fileHoldsEveryRoleToGrant() {
    List<Streak> alive =
        IntStream.range(0, 40).mapToObj(i -> new Streak("m" + (10 + i), 30)).toList();
    assertThat(((Proposal.Post) DRAFT.compose(week(MILESTONES), alive, 7, List.of()))
            .evidence()
            .files()
            .get(StreaksDraft.ROLES)
            .lines())
        .hasSize(40)
        .startsWith("{\"user_id\":\"m10\",\"days\":30,\"role_id\":\"5004\"}")
        .endsWith("{\"user_id\":\"m49\",\"days\":30,\"role_id\":\"5004\"}");
    assertThat(((Proposal.Post)
                DRAFT.compose(week(MILESTONES), streaks(11, 12, 3, 3, 3), 5, List.of()))
            .evidence()
            .files())
        .doesNotContainKey(StreaksDraft.ROLES);
  }

  /** Of 5 watched days: 11 was 6 before and reached 7 and 10; 12 was 7, so it reached 10 alone. */
  @Test
  void daysThatNobodyWatchedReachNothing() {
    Proposal.Post proposal =
        (Proposal.Post) DRAFT.compose(week(MILESTONES), streaks(11, 12, 3, 3, 3), 5, List.of());
    assertThat(proposal.evidence().files().get(StreaksDraft.REWARDS).lines())
        .containsExactly(line("streak_7", "m11", "2.5"));
  }

  /**
   * Of 20 members 3 have 3 to 6 days, 2 have 7 to 9, 6 have 10 to 13, 5 have 14 to 29 and 4 have 30:
   * 7 or more would tell of the 3 that are shorter; 10 or more leaves out 5; 14 leaves out 6 of these;
   * 30 is fewer than five.
   */
  @Test
  void communityIsToldOnlyWhatTellsOfAtLeastFive() {
    List<Streak> alive = new ArrayList<>();
    int[][] groups = {{3, 3}, {2, 8}, {6, 12}, {5, 20}, {4, 40}};
    for (int[] group : groups) {
      IntStream.range(0, group[0])
          .forEach(i -> alive.add(new Streak("s" + group[1] + i, group[1])));
    }
    Proposal.Post proposal =
        (Proposal.Post) DRAFT.compose(week(MILESTONES), alive, 7, List.of("A note."));
    assertThat(rows(proposal.post().sections(), "Streaks that are alive"))
        .containsExactly("3 | 20", "10 | 15", "14 | 9");
    assertThat(proposal.opening().sentences())
        .extracting(Sentence::measured)
        .containsExactly(
            "20 members were active on 3 days in a row or more.",
            "9 of them were active on 14 days or more.");
    assertThat(proposal.post().toJson()).doesNotContain("s40", "s20");
    assertThat(proposal.evidence().notes()).startsWith("A note.");
  }

  @Test
  void fewStreaksAreNoPost() {
    assertThat(DRAFT.compose(week(MILESTONES), streaks(40, 30, 20, 10), 7, List.of()))
        .isEqualTo(new Proposal.TooLittle("Fewer than 5 members have a streak of 3 days or more."));
  }

  @Test
  void nothingIsKnownOfStreaksInAnonymousMode() {
    assertThat(DRAFT.propose(new DraftInputs(
            week(", privacy: {mode: anonymous}"),
            new TablesInMemory(TablesInMemory.session()),
            List.of())))
        .isEqualTo(new Proposal.TooLittle("NOT_AVAILABLE: in anonymous mode nobody can be followed"
            + " from one month to the next."));
  }

  /**
   * Two days before the last folded one. All days watched: active on every day, 9 then are 7; missed
   * yesterday, the three before count; without any miss among the 62 kept days nobody can tell. With
   * the day 3 unwatched, that day neither breaks nor counts.
   */
  @Test
  void streakOfAnEarlierDayFollowsFromTheDaysThatAreKept() {
    StreakDays allWatched = new StreakDays(2, -1);
    assertThat(allWatched.of(0b1_1111_1111, 9)).isEqualTo(OptionalLong.of(7));
    assertThat(allWatched.of(0b1_1101, 1)).isEqualTo(OptionalLong.of(3));
    assertThat(allWatched.of(0b1_1001, 1)).isEqualTo(OptionalLong.of(0));
    assertThat(allWatched.of(~0b10L, 1)).isEmpty();
    assertThat(new StreakDays(2, ~0b1000L).of(0b1_0101, 1)).isEqualTo(OptionalLong.of(2));
    assertThat(new StreakDays(0, -1).of(0b11, 2)).isEqualTo(OptionalLong.of(2));
  }

  private static List<Streak> streaks(int... days) {
    return IntStream.of(days)
        .mapToObj(length -> new Streak("m" + length, length))
        .toList();
  }

  private static String line(String trigger, String member, String amount) {
    return "{\"guild_id\":\"7\",\"event_type\":\"reward_grant\",\"id\":\"" + trigger + "-2026-W10-"
        + member + "\",\"event_at\":\"2026-03-09T00:00:00Z\",\"user_id\":\"" + member
        + "\",\"amount\":\"" + amount + "\",\"reward_trigger\":\"" + trigger
        + "\",\"reward_status\":\"completed\"}";
  }
}
