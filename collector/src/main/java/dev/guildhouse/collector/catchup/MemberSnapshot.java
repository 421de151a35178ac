package dev.guildhouse.collector.catchup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.found.EventStamp;
import dev.guildhouse.collector.found.MessageEvents;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.requests.Route;

/**
 * Tells who is in a guild, one event for each member, page by page. It says only that they are there:
 * when somebody joined would tell the same person in two months of an anonymous guild.
 */
public final class MemberSnapshot {
  private static final int PAGE = 1_000;
  private static final Route MEMBERS = Route.get("guilds/{guild_id}/members");

  private final RestCalls rest;
  private final EventSink sink;
  private final ReadingSettings settings;

  public MemberSnapshot(RestCalls rest, EventSink sink, ReadingSettings settings) {
    this.rest = rest;
    this.sink = sink;
    this.settings = settings;
  }

  /**
   * Sends it.
   *
   * @return how many members there are, once all are safe; empty when Discord does not tell, for which
   *     the application lacks the intent for members
   */
  public Optional<Long> send(long guildId) throws InterruptedException {
    Instant at = settings.clock().instant();
    int month = MessageEvents.monthOf(at);
    MemberKeyring keys = settings.keyrings().apply(guildId);
    EventStamp stamp = new EventStamp(
        Source.REST,
        settings.organizationOf().applyAsLong(guildId),
        EventHash.start().with(guildId).with(at.toEpochMilli()).value(),
        at,
        settings.clock());
    List<CompletableFuture<?>> safe = new ArrayList<>();
    long members = 0;
    long after = 0;
    int size = PAGE;
    while (size == PAGE) {
      JsonNode page;
      try {
        page = rest.ask(MEMBERS
            .compile(Long.toString(guildId))
            .withQueryParams("limit", Integer.toString(PAGE), "after", Long.toString(after)));
      } catch (RestRefusal e) {
        return Optional.empty();
      }
      List<RawEvent> events = new ArrayList<>(page.size());
      for (JsonNode member : page) {
        long userId = member.path("user").path("id").asLong();
        after = Math.max(after, userId);
        if (keys.isLeftOut(userId, at)) {
          continue;
        }
        long key = keys.key(userId, month);
        events.add(stamp
            .event(EventType.MEMBER_SNAPSHOT, guildId, at)
            .subjectId(key)
            .ordinal(EventHash.ofSequence(stamp.sessionId(), key))
            .memberKey(key)
            .isBot(member.path("user").path("bot").asBoolean())
            .build());
      }
      size = page.size();
      members += size;
      if (!events.isEmpty()) {
        safe.add(sink.take(events).toCompletableFuture());
      }
    }
    sink.flush();
    GuildReader.await(safe);
    return Optional.of(members);
  }
}
