package dev.guildhouse.schedules.drafts;

import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;

/**
 * The buttons under a draft. Pressing one gives a command, {@code drafts approve} or {@code drafts
 * refuse}, so that whatever holds for commands holds for it. Their ids are {@code
 * guildhouse-draft:<draft>:<word>} and work for as long as the draft waits.
 */
public final class DraftButtons {
  private static final String PREFIX = "guildhouse-draft";
  private static final String APPROVE = "approve";
  private static final String REFUSE = "refuse";

  /** No report of a home's own can be called so, because of the dash. */
  private static final String REPORT = "draft-";

  private static final String APPROVED = "approved-";

  private DraftButtons() {}

  /**
   * A button that was pressed.
   *
   * @param command its name, as {@code drafts approve}
   */
  public record Press(String command, String draftId) {}

  /** The report by which a draft comes to moderators. */
  static String report(DraftKind kind) {
    return REPORT + kind.name();
  }

  /** The report by which its post goes out once it is approved. */
  static String post(DraftKind kind) {
    return APPROVED + kind.name();
  }

  /** Whether a delivery is a draft for moderators. */
  public static boolean isDraft(NewDelivery delivery) {
    return delivery.report().startsWith(REPORT);
  }

  /** Whether a delivery is a post that moderators approved; nothing else may ping anybody. */
  public static boolean isApproved(NewDelivery delivery) {
    return delivery.report().startsWith(APPROVED);
  }

  /** The name of the kind whose approved post a delivery is. */
  static Optional<String> kindOfPost(NewDelivery delivery) {
    return isApproved(delivery)
        ? Optional.of(delivery.report().substring(APPROVED.length()))
        : Optional.empty();
  }

  /** What stands under the post of a delivery; nothing when it is no draft. */
  public static List<ActionRow> under(NewDelivery delivery) {
    return isDraft(delivery)
        ? List.of(ActionRow.of(
            Button.success(id(delivery, APPROVE), "Approve"),
            Button.danger(id(delivery, REFUSE), "Refuse")))
        : List.of();
  }

  /** What an id means; nothing if it is none of a draft. */
  public static Optional<Press> read(String id) {
    String[] parts = id.split(":", -1);
    boolean isOurs =
        parts.length == 3 && parts[0].equals(PREFIX) && List.of(APPROVE, REFUSE).contains(parts[2]);
    return isOurs ? Optional.of(new Press("drafts " + parts[2], parts[1])) : Optional.empty();
  }

  private static String id(NewDelivery delivery, String word) {
    return PREFIX + ":" + delivery.id() + ":" + word;
  }
}
