package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.drafts.DraftKinds;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.Action;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand.Visibility;
import dev.guildhouse.schedules.operations.drafts.DraftState;
import dev.guildhouse.schedules.operations.drafts.Drafts;
import dev.guildhouse.schedules.operations.drafts.Drafts.Decided;
import dev.guildhouse.schedules.operations.drafts.StoredDraft;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.reports.ReportFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Drafts of posts: which wait, and what moderators decide. The buttons under a draft give these. */
public final class DraftActions {
  public static final List<Action> ALL =
      List.of(new Listing(), new Deciding(DraftState.APPROVED), new Deciding(DraftState.REFUSED));

  private DraftActions() {}

  /** The drafts there are. */
  private record Listing() implements Action {
    @Override
    public String name() {
      return "drafts list";
    }

    @Override
    public String doc() {
      return "Drafts of posts that wait for a moderator, and what became of earlier ones.";
    }

    @Override
    public Rank rank() {
      return Rank.MODERATOR;
    }

    @Override
    public Answer.Told answer(Office office, Asked asked) {
      return office.entered(asked, "", () -> {
        List<List<String>> rows = new Drafts(office.database(), asked.asker().guildId())
            .newest().stream()
                .map(draft -> List.of(
                    draft.kind(),
                    draft.period().toString(),
                    draft.state().text(),
                    asked.rooms().name(draft.channelId()),
                    shown(draft.decidedAt() == null ? draft.expiresAt() : draft.decidedAt()),
                    draft.id()))
                .toList();
        return new Answer.Told(
            "Drafts of this guild",
            List.of(),
            List.of(new Section(
                "Drafts",
                new Table(
                    List.of("Kind", "Days", "State", "For", "Until or since (UTC)", "Draft"),
                    rows))),
            List.of("Nothing of a draft is posted unless a moderator approves it."));
      });
    }
  }

  /** Ends the waiting of a draft. */
  private record Deciding(DraftState decision) implements Action {
    @Override
    public String name() {
      return isApproval() ? "drafts approve" : "drafts refuse";
    }

    @Override
    public String doc() {
      return isApproval()
          ? "Has the post of a draft posted, as the button under it does."
          : "Refuses a draft, as the button under it does: nothing is posted.";
    }

    @Override
    public Rank rank() {
      return Rank.MODERATOR;
    }

    @Override
    public Visibility visibility() {
      return Visibility.MODERATORS_ONLY;
    }

    @Override
    public List<QueryOption> options() {
      return List.of(
          QueryOption.text("draft", "The draft, as /drafts list names it.").positional());
    }

    @Override
    public Answer.Told answer(Office office, Asked asked) {
      String id = asked.required("draft").strip();
      // The history keeps what was asked for, and no free text, which may name a person.
      if (!NewDelivery.isId(id)) {
        throw WarehouseException.usage(
            "do /" + name(), "that is not the id of a draft", "Those there are: /drafts list");
      }
      return office.entered(asked, "--draft " + id, () -> {
        Drafts drafts = new Drafts(office.database(), asked.asker().guildId());
        StoredDraft draft = drafts
            .find(id)
            .orElseThrow(() -> WarehouseException.usage(
                "do /" + name(),
                "this guild has no draft '" + id + "'",
                "Those there are: /drafts list"));
        return told(decided(office, drafts, draft), asked);
      });
    }

    private boolean isApproval() {
      return decision == DraftState.APPROVED;
    }

    private Decided decided(Office office, Drafts drafts, StoredDraft draft) {
      if (draft.state() != DraftState.DRAFTED) {
        return new Decided(draft, false);
      }
      return isApproval() ? drafts.approve(draft, post(office, draft)) : drafts.refuse(draft);
    }

    private NewDelivery post(Office office, StoredDraft draft) {
      Path reports = office.home().reports();
      Path manifest = reports.resolve(draft.manifestPath());
      if (!Files.exists(manifest)) {
        throw WarehouseException.usage(
            "approve the draft " + draft.id(),
            "its post was deleted since: it told of somebody who was erased, or it was too old",
            "Refuse it; the next one comes by schedule.");
      }
      return NewDelivery.to(draft.channelId(), reports, ReportFolder.ofManifest(manifest));
    }

    private static Answer.Told told(Decided decided, Asked asked) {
      StoredDraft draft = decided.draft();
      String what = DraftKinds.title(draft.kind()) + ", " + draft.period();
      String since = shown(draft.decidedAt() == null ? draft.expiresAt() : draft.decidedAt());
      return switch (draft.state()) {
        case APPROVED ->
          Answer.Told.of(
              decided.isNew() ? "Approved: " + what : "Approved already: " + what,
              decided.isNew()
                  ? "It is posted to " + asked.rooms().name(draft.channelId())
                      + (draft.postAt() == null
                          ? "."
                          : " at " + shown(draft.postAt()) + ", or at once if that is over.")
                  : "Since " + since + " it is posted, or waits for Discord. It is posted once.");
        case REFUSED ->
          Answer.Told.of(
              decided.isNew() ? "Refused: " + what : "Refused already: " + what,
              decided.isNew() ? "Nothing is posted." : "At " + since + "; nothing is posted.");
        case EXPIRED ->
          Answer.Told.of(
              "Expired: " + what,
              "Nobody decided before " + since + ", and nothing is posted any more.");
        case DRAFTED -> throw new IllegalStateException(draft.id() + " was decided and waits");
      };
    }
  }

  private static String shown(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
