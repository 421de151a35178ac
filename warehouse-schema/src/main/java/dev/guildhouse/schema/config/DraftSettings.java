package dev.guildhouse.schema.config;

import java.time.Duration;
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
   * One kind of draft.
   *
   * @param channel Discord id of the channel that the approved post goes to; null when none of this
   *     kind is drafted
   * @param sources Discord ids of the channels that it is drawn from; none for all
   * @param note what stands under every post of this kind; null for nothing
   */
  public record Kind(
      @Nullable Long channel, List<Long> sources, @Nullable String note) {
    /** What holds for a kind that the configuration does not name. */
    public static final Kind NONE = new Kind(null, List.of(), null);

    public Kind {
      sources = List.copyOf(sources);
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
