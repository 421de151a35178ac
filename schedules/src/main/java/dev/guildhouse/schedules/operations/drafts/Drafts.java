package dev.guildhouse.schedules.operations.drafts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.drafts.PostedDraft;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Transaction;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Snowflake;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The drafts of one guild: one of each kind and period, decided once by whoever is first. */
public final class Drafts {
  private static final int MOST = 20;

  /** More than anybody looks back on: of ten kinds half a year. */
  private static final int MOST_POSTED = 260;

  private static final int MEMO_CHARACTERS = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

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
   * A draft that is written.
   *
   * @param toModerators by whose id the draft is known
   * @param post what is posted once it is approved
   * @param memo what later drafts have to know of the post
   * @param postAt when it is due if it is approved before; null for at once
   * @param expiresAt from when on it cannot be approved any more
   */
  public record NewDraft(
      String kind,
      DayRange period,
      NewDelivery toModerators,
      NewDelivery post,
      Map<String, String> memo,
      @Nullable Instant postAt,
      Instant expiresAt) {}

  /** Notes a draft, and queues what tells moderators of it; nothing if there is one already. */
  public void enter(NewDraft draft) {
    Instant now = database.clock().instant();
    database.transaction("enter the draft " + draft.kind(), transaction -> {
      if (find(transaction, draft.toModerators().id()).isPresent()) {
        return false;
      }
      transaction.update(
          "INSERT INTO drafts (draft_id, guild_id, kind, from_date, until_date, state, channel_id,"
              + " post_id, manifest_path, memo, post_at, drafted_at, expires_at)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          draft.toModerators().id(),
          guildId,
          draft.kind(),
          draft.period().from(),
          draft.period().to(),
          DraftState.DRAFTED.text(),
          draft.post().channelId(),
          draft.post().id(),
          draft.post().manifestPath(),
          json(draft.memo()),
          draft.postAt(),
          now,
          draft.expiresAt());
      return Deliveries.enqueue(
          transaction, draft.toModerators(), now, draft.period().endsAt());
    });
  }

  /** The approved posts that Discord has taken, the newest first. */
  public List<PostedDraft> posted() {
    return database.transaction(
        "read the posts of guild " + guildId,
        transaction -> transaction.list(
            "SELECT drafts.kind, drafts.from_date, drafts.until_date, drafts.memo,"
                + " deliveries.channel_id, deliveries.message_id"
                + " FROM drafts JOIN deliveries ON deliveries.delivery_id = drafts.post_id"
                + " WHERE drafts.guild_id = ? AND drafts.state = 'approved'"
                + " AND deliveries.state = 'delivered' AND deliveries.message_id IS NOT NULL"
                + " ORDER BY deliveries.message_id DESC"
                + " FETCH FIRST ? ROWS ONLY",
            row -> new PostedDraft(
                row.text("kind"),
                new DayRange(row.date("from_date"), row.date("until_date")),
                row.number("channel_id"),
                row.number("message_id"),
                // A delivery may learn long after that its message stands.
                Snowflake.instant(row.number("message_id")),
                memo(row.text("memo"))),
            guildId,
            MOST_POSTED));
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

  /**
   * Approves a draft that waits, and queues its post with it, to be posted when it is due. No post
   * about a period is earlier than its end; from there on it is looked for, as a database that was
   * restored or begun anew may not know of one that stands.
   */
  public Decided approve(StoredDraft draft, NewDelivery post) {
    return decide(draft, DraftState.APPROVED, (transaction, now) -> {
      Instant at = draft.postAt();
      Instant due = at == null || at.isBefore(now) ? now : at;
      Deliveries.enqueue(transaction, post, now, due, draft.period().endsAt());
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
        "SELECT * FROM drafts WHERE draft_id = ? AND guild_id = ?", StoredDraft::read, id, guildId);
  }

  private static String json(Map<String, String> memo) {
    String text = JSON.valueToTree(new TreeMap<>(memo)).toString();
    if (text.length() > MEMO_CHARACTERS) {
      throw new IllegalArgumentException(
          "a memo of " + text.length() + " characters is longer than " + MEMO_CHARACTERS);
    }
    return text;
  }

  private static Map<String, String> memo(String text) {
    try {
      return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a memo of a draft is no JSON", e);
    }
  }
}
