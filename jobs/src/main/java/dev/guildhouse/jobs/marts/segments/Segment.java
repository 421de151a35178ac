package dev.guildhouse.jobs.marts.segments;

import java.util.Locale;
import java.util.Optional;

/** The segments in the order in which the first that holds is a member's own. */
public enum Segment {
  NEVER_ACTIVE("is_never_active", "no activity ever seen"),
  DORMANT("is_dormant", "active once, not within the last 30 days (config)"),
  AT_RISK("is_at_risk", "activity improbably far below the member's own habit"),
  NEW_USERS("is_new_user", "joined within the last 7 days (config)"),
  WHALES("is_whale", "top 5 % of earners by reward over 30 days (config)"),
  POWER_USERS("is_power_user", "active on 6 of 7 days and in the top quarter by messages (config)"),
  VOICE_REGULARS("is_voice_regular", "5 voice sessions or more in 7 days (config)"),
  REGULAR(null, "none of the others"),
  /** Too little was watched to tell. */
  UNKNOWN(null, "too little was watched to tell");

  /** What moves call a member who is not present. */
  public static final String ABSENT = "absent";

  private final String flag;
  private final String rule;

  Segment(@org.jspecify.annotations.Nullable String flag, String rule) {
    this.flag = flag == null ? "" : flag;
    this.rule = rule;
  }

  /** The column that says whether its rule holds; empty for what is left over. */
  public Optional<String> flag() {
    return Optional.of(flag).filter(name -> !name.isEmpty());
  }

  public String rule() {
    return rule;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
