package dev.guildhouse.schema.metrics;

/** The places where facts fall in the activity cube. */
final class Placements {
  static final Placement WRITTEN =
      Placement.of("messages", "created_at", "created_date").where("is_counted");
  static final Placement LEFT_OUT = Placement.of("messages", "created_at", "created_date")
      .where("NOT is_counted AND is_live")
      .byNobody();
  static final Placement REMOVED =
      Placement.of("removals", "removed_at", "removed_date").where("is_counted");
  static final Placement REACTED =
      Placement.of("reactions", "added_at", "added_date").where("is_counted");
  static final Placement RECEIVED = REACTED.by("target_key");
  static final Placement VOTED =
      Placement.of("polls", "voted_at", "voted_date").where("is_counted");
  static final Placement THREAD = Placement.of("threads", "changed_at", "changed_date");
  static final Placement THREAD_BY_MEMBER = THREAD.where("is_counted");
  static final Placement VOICE =
      Placement.of("voice_sessions", "started_at", "voice_date").where("is_counted");
  static final Placement MEMBERSHIP = Placement.of("memberships", "changed_at", "changed_date")
      .where("is_counted")
      .inNoChannel();
  static final Placement REWARDED =
      Placement.of("rewards", "granted_at", "granted_date").where("reward_status = 'completed'");
  static final Placement MODERATED =
      Placement.of("moderation", "happened_at", "happened_date").where("is_counted");
  static final Placement OCCASION = Placement.of("occasions", "happened_at", "happened_date");

  private Placements() {}
}
