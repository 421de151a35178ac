package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.HeavyTail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The emojis of a simulation, by number, the most used first. */
final class Emojis {
  private static final List<String> UP = List.of("👍", "⬆️");
  private static final List<String> DOWN = List.of("👎", "⬇️");
  private static final String[] ALL = {
    "👍",
    "❤️",
    "😂",
    "🔥",
    "⬆️",
    "🎉",
    "👀",
    "👎",
    "✅",
    "😢",
    "⬇️",
    "🚀",
    "🙏",
    "party:1001",
    "pog:1002",
    "🤔"
  };
  private static final HeavyTail POPULARITY = new HeavyTail(ALL.length, 1, 0.9);

  private Emojis() {}

  static int draw(Draws draws) {
    return POPULARITY.rank(draws);
  }

  static String text(int emoji) {
    return ALL[emoji];
  }

  /** The votes that an emoji counts as, by METRICS.md's default sets. */
  static @Nullable Measure vote(int emoji) {
    if (UP.contains(ALL[emoji])) {
      return Measure.VOTES_UP;
    }
    return DOWN.contains(ALL[emoji]) ? Measure.VOTES_DOWN : null;
  }
}
