package dev.guildhouse.schedules.operations.drafts;

import dev.guildhouse.schedules.operations.Row;
import dev.guildhouse.schema.time.DayRange;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A draft as it stands.
 *
 * @param id 16 hexadecimal digits
 * @param channelId where the post goes once it is approved
 * @param manifestPath of the post, below the folder of reports, with slashes
 * @param postAt when the post is due if it is approved before; null for at once
 * @param decidedAt when it was approved, refused, or expired; null while it waits
 */
public record StoredDraft(
    String id,
    long guildId,
    String kind,
    DayRange period,
    DraftState state,
    long channelId,
    String manifestPath,
    @Nullable Instant postAt,
    Instant draftedAt,
    Instant expiresAt,
    @Nullable Instant decidedAt) {

  static StoredDraft read(Row row) throws SQLException {
    return new StoredDraft(
        row.text("draft_id"),
        row.number("guild_id"),
        row.text("kind"),
        new DayRange(row.date("from_date"), row.date("until_date")),
        DraftState.ofText(row.text("state")),
        row.number("channel_id"),
        row.text("manifest_path"),
        row.instantOrNull("post_at"),
        row.instant("drafted_at"),
        row.instant("expires_at"),
        row.instantOrNull("decided_at"));
  }
}
