package dev.guildhouse.schema.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which posts are drafted for a guild's moderators to decide on, and where they go.
 *
 * @param channel Discord id of the channel that drafts come to; null when none are written
 * @param expiry how long after it was written a draft can be approved
 * @param kinds what is drafted, by name
 */
public record DraftSettings(@Nullable Long channel, Duration expiry, Map<String, Kind> kinds) {

  /**
   * What is proposed for a member whose streak reaches a length.
   *
   * @param days of the streak
   * @param amount of the reward; 0 for none
   * @param role Discord id of the role; null for none
   */
  public record Milestone(
      int days, BigDecimal amount, @Nullable Long role) {}

  /**
   * One kind of draft.
   *
   * @param channel Discord id of the channel that the approved post goes to; null when none of this
   *     kind is drafted
   * @param sources Discord ids of the channels that it is drawn from; none for all
   * @param note what stands under every post of this kind; null for nothing
   * @param role Discord id of the one role that the approved post pings; null for none
   * @param room Discord id of the channel in which what it announces is held; null for that of the
   *     post
   * @param milestones what long streaks are worth, by their days
   * @param rubric how answers to a challenge are judged, a line for each criterion
   */
  public record Kind(
      @Nullable Long channel,
      List<Long> sources,
      @Nullable String note,
      @Nullable Long role,
      @Nullable Long room,
      List<Milestone> milestones,
      List<String> rubric) {
    /** What holds for a kind that the configuration does not name. */
    public static final Kind NONE =
        new Kind(null, List.of(), null, null, null, List.of(), List.of());

    public Kind {
      sources = List.copyOf(sources);
      milestones =
          milestones.stream().sorted(Comparator.comparingInt(Milestone::days)).toList();
      rubric = List.copyOf(rubric);
    }
  }

  public DraftSettings {
    kinds = Map.copyOf(kinds);
  }

  /** What holds for a kind, whether it is named or not. */
  public Kind kind(String name) {
    return kinds.getOrDefault(name, Kind.NONE);
  }
}
