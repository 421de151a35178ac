package dev.guildhouse.schedules.operations.drafts;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Transaction;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.time.DayRange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The drafts of one guild: one of each kind and period, decided once by whoever is first. */
public final class Drafts {
  private static final int MOST = 20;

  private final OperationsDatabase database;
  private final long guildId;

  public Drafts(OperationsDatabase database, long guildId) {
    this.database = database;
    this.guildId = guildId;
  }

  /** The lease of whoever writes them. */
  public String lease() {
    return "drafts of guild " + guildId;
  }

  /**
   * What a decision came to.
   *
   * @param draft as it stands now
   * @param isNew whether this decision made it so
   */
  public record Decided(StoredDraft draft, boolean isNew) {}

  /** Whether there is one, whatever became of it. */
  public boolean has(String kind, DayRange period) {
    return database.transaction(
        "look for the draft " + kind,
        transaction -> transaction
            .first(
                "SELECT draft_id FROM drafts WHERE guild_id = ? AND kind = ? AND from_date = ?"
                    + " AND until_date = ?",
                row -> row.text("draft_id"),
                guildId,
                kind,
                period.from(),
                period.to())
            .isPresent());
  }

  /**
   * Notes a draft, and queues what tells moderators of it; nothing if there is one already.
   *
   * @param toModerators by whose id the draft is known
   * @param post what is posted once it is approved
   * @param expiresAt from when on it cannot be approved any more
   */
  public void enter(
      String kind, DayRange period, NewDelivery toModerators, NewDelivery post, Instant expiresAt) {
    Instant now = database.clock().instant();
    database.transaction("enter the draft " + kind, transaction -> {
      if (find(transaction, toModerators.id()).isPresent()) {
        return false;
      }
      transaction.update(
          "INSERT INTO drafts (draft_id, guild_id, kind, from_date, until_date, state, channel_id,"
              + " manifest_path, drafted_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          toModerators.id(),
          guildId,
          kind,
          period.from(),
          period.to(),
          DraftState.DRAFTED.text(),
          post.channelId(),
          post.manifestPath(),
          now,
          expiresAt);
      return Deliveries.enqueue(transaction, toModerators, now, null);
    });
  }

  /** The draft of an id, if it is this guild's. */
  public Optional<StoredDraft> find(String id) {
    return database.transaction("read the draft " + id, transaction -> {
      expire(transaction);
      return find(transaction, id);
    });
  }

  /** The newest drafts, those that wait first. */
  public List<StoredDraft> newest() {
    return database.transaction("read the drafts of guild " + guildId, transaction -> {
      expire(transaction);
      return transaction.list(
          "SELECT * FROM drafts WHERE guild_id = ? ORDER BY CASE WHEN state = 'drafted' THEN 0"
              + " ELSE 1 END, drafted_at DESC, draft_id FETCH FIRST ? ROWS ONLY",
          StoredDraft::read,
          guildId,
          MOST);
    });
  }

  /** Approves a draft that waits, and queues its post with it. */
  public Decided approve(StoredDraft draft, NewDelivery post) {
    return decide(draft, DraftState.APPROVED, (transaction, now) -> {
      Deliveries.enqueue(transaction, post, now, null);
    });
  }

  /** Refuses a draft that waits. */
  public Decided refuse(StoredDraft draft) {
    return decide(draft, DraftState.REFUSED, (transaction, now) -> {});
  }

  /** Deletes drafts of all guilds that were written before an instant. */
  public static int deleteBefore(OperationsDatabase database, Instant instant) {
    return database.transaction(
        "forget old drafts",
        transaction -> transaction.update("DELETE FROM drafts WHERE drafted_at < ?", instant));
  }

  /** What is done together with a decision. */
  @FunctionalInterface
  private interface Consequence {
    void follow(Transaction transaction, Instant now) throws SQLException;
  }

  /** The condition on the state lets one of two that decide at once be the first. */
  private Decided decide(StoredDraft draft, DraftState decision, Consequence consequence) {
    Instant now = database.clock().instant();
    return database.transaction("decide the draft " + draft.id(), transaction -> {
      expire(transaction);
      int changed = transaction.update(
          "UPDATE drafts SET state = ?, decided_at = ?"
              + " WHERE draft_id = ? AND guild_id = ? AND state = 'drafted'",
          decision.text(),
          now,
          draft.id(),
          guildId);
      if (changed == 1) {
        consequence.follow(transaction, now);
      }
      return new Decided(find(transaction, draft.id()).orElse(draft), changed == 1);
    });
  }

  private void expire(Transaction transaction) throws SQLException {
    transaction.update(
        "UPDATE drafts SET state = 'expired', decided_at = expires_at"
            + " WHERE guild_id = ? AND state = 'drafted' AND expires_at <= ?",
        guildId,
        database.clock().instant());
  }

  private Optional<StoredDraft> find(Transaction transaction, String id) throws SQLException {
    return transaction.first(
        "SELECT * FROM drafts WHERE draft_id = ? AND guild_id = ?",
        StoredDraft::read,
        id,
        guildId);
  }
}
