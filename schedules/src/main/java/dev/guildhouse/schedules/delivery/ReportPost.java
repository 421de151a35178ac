package dev.guildhouse.schedules.delivery;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.discord.Post;
import dev.guildhouse.collector.discord.PostFailure;
import dev.guildhouse.collector.discord.PostedMessage;
import dev.guildhouse.schedules.operations.queue.ClaimedDelivery;
import dev.guildhouse.schema.home.StopPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One attempt to bring a report into its channel, from what already stands there. */
final class ReportPost {
  /** How far the clocks of two machines may differ. */
  static final Duration CLOCK_ERROR = Duration.ofMinutes(5);

  private final DiscordConnection connection;
  private final ClaimedDelivery claimed;
  private final PostPlan plan;
  private final List<PostedMessage> standing = new ArrayList<>();
  private boolean isKnown;

  ReportPost(DiscordConnection connection, ClaimedDelivery claimed, PostPlan plan) {
    this.connection = connection;
    this.claimed = claimed;
    this.plan = plan;
    this.isKnown = claimed.delivery().maybeSentSince() == null;
  }

  /** Posts what is missing; yields the id of the first message. */
  long complete() throws PostFailure {
    lookFirst();
    requireSizes();
    PostPlan.Packing packing = PostPlan.Packing.TIGHT;
    Optional<Post> next = plan.next(standing, packing);
    while (next.isPresent()) {
      claimed.sending();
      try {
        post(next.get());
      } catch (PostFailure e) {
        if (e.kind() != PostFailure.Kind.TOO_LARGE || packing == PostPlan.Packing.SINGLE) {
          throw e;
        }
        packing = PostPlan.Packing.SINGLE;
      }
      next = plan.next(standing, packing);
    }
    return standing.stream()
        .min(Comparator.comparingLong(PostedMessage::id))
        .orElseThrow()
        .id();
  }

  /** True if it is certain that nothing of this report stands in the channel. */
  boolean hasLeftNothing() {
    return isKnown && standing.isEmpty();
  }

  /** What an earlier attempt may have posted is looked for, because nonces live for minutes only. */
  private void lookFirst() throws PostFailure {
    Instant since = claimed.delivery().maybeSentSince();
    if (since == null) {
      return;
    }
    for (PostedMessage message :
        connection.ownMessages(plan.channelId(), since.minus(CLOCK_ERROR))) {
      if (PostPlan.isOf(plan.deliveryId(), message)) {
        standing.add(message);
      }
    }
    isKnown = true;
  }

  private void requireSizes() throws PostFailure {
    long limit = connection.fileLimit(plan.channelId());
    List<String> larger = plan.largerThan(limit);
    if (!larger.isEmpty()) {
      throw new PostFailure(
          PostFailure.Kind.TOO_LARGE,
          "FileTooLarge",
          String.join(", ", larger) + " in " + plan.folder().path() + " is larger than the "
              + (limit >> 20) + " MiB that this guild takes");
    }
  }

  private void post(Post post) throws PostFailure {
    isKnown = false;
    try {
      PostedMessage message = connection.post(post);
      boolean isNew = standing.stream().noneMatch(known -> known.id() == message.id());
      standing.add(message);
      isKnown = true;
      StopPoint.reached("deliver.sent");
      if (!isNew) {
        throw new PostFailure(
            PostFailure.Kind.LATER,
            "NonceTaken",
            "an earlier message with other files has the same nonce, which ends in minutes");
      }
    } catch (PostFailure e) {
      isKnown = isKnown || e.kind() != PostFailure.Kind.UNKNOWN;
      throw e;
    }
  }
}
