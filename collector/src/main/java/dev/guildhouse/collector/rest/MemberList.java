package dev.guildhouse.collector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.requests.Method;
import net.dv8tion.jda.api.requests.Route;

/**
 * The present members of a guild with their names. Discord lists them only to a bot whose application
 * has the members intent; the connection itself needs none.
 */
public final class MemberList {
  private static final Route MEMBERS = Route.custom(Method.GET, "guilds/{guild_id}/members");
  private static final int PAGE = 1_000;

  private MemberList() {}

  /**
   * A member.
   *
   * @param id Discord id; for memory alone
   * @param name as others see it in the guild; for memory alone
   */
  public record ListedMember(long id, String name) {
    /** Without either, so that no log and no error can hold them. */
    @Override
    public String toString() {
      return "(a member)";
    }
  }

  /** Asks Discord for all of them, a thousand at a time. */
  public static List<ListedMember> of(RestCalls rest, long guildId)
      throws RestRefusal, InterruptedException {
    List<ListedMember> all = new ArrayList<>();
    long after = 0;
    int found;
    do {
      JsonNode page = rest.ask(MEMBERS
          .compile(Long.toString(guildId))
          .withQueryParams("limit", Integer.toString(PAGE), "after", Long.toString(after)));
      found = page.size();
      for (JsonNode member : page) {
        long id = member.path("user").path("id").asLong();
        all.add(new ListedMember(id, name(member)));
        after = Math.max(after, id);
      }
    } while (found == PAGE);
    return all;
  }

  private static String name(JsonNode member) {
    JsonNode user = member.path("user");
    if (member.hasNonNull("nick")) {
      return member.path("nick").asText();
    }
    return user.hasNonNull("global_name")
        ? user.path("global_name").asText()
        : user.path("username").asText();
  }
}
