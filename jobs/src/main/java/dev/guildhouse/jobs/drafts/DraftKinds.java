package dev.guildhouse.jobs.drafts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.jobs.drafts.challenge.ChallengeRecapDraft;
import dev.guildhouse.jobs.drafts.challenge.WeeklyChallengeDraft;
import dev.guildhouse.jobs.drafts.digest.AnnouncementDraft;
import dev.guildhouse.jobs.drafts.digest.TopContentDraft;
import dev.guildhouse.schema.config.Findings;
import dev.guildhouse.schema.config.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every kind of draft. */
public final class DraftKinds {
  // A line for each, so that two can be added side by side.
  public static final List<DraftKind> ALL = List.of(
      new TopContentDraft(), //
      new WeeklyChallengeDraft(), //
      new ChallengeRecapDraft(), //
      new AnnouncementDraft(), //
      new MentorsDraft(), //
      new StreaksDraft(), //
      new OfficeHoursDraft(), //
      new OfficeHoursRecapDraft(), //
      new PracticePlanDraft() //
      );

  private DraftKinds() {}

  /** What people call a kind; its name where it is no longer one. */
  public static String title(String name) {
    return named(name).map(DraftKind::title).orElse(name);
  }

  /** The kind of a name, if it is one still. */
  public static Optional<DraftKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** What is wrong with the drafts of a configuration. */
  public static void check(JsonNode tree, Findings findings) {
    JsonPointer defaults = JsonPointer.compile("/defaults");
    check(tree, defaults, findings);
    JsonPointer guilds = JsonPointer.compile("/guilds");
    for (int guild = 0; guild < tree.at(guilds).size(); guild++) {
      JsonPointer at = guilds.appendIndex(guild);
      check(tree, at, findings);
      readByModerators(tree, at, defaults, findings);
    }
  }

  private static void check(JsonNode tree, JsonPointer section, Findings findings) {
    JsonPointer kinds = section.append(JsonPointer.compile("/drafts/kinds"));
    tree.at(kinds).properties().forEach(entry -> {
      if (ALL.stream().noneMatch(kind -> kind.name().equals(entry.getKey()))) {
        findings.add(
            kinds.appendProperty(entry.getKey()), "unknown kind of draft", hint(entry.getKey()));
      }
    });
  }

  /** A draft names members under pseudonyms, so that only moderators may read it. */
  private static void readByModerators(
      JsonNode tree, JsonPointer guild, JsonPointer defaults, Findings findings) {
    JsonPointer at = guild.append(JsonPointer.compile("/drafts/channel"));
    JsonNode channel = tree.at(at);
    JsonPointer named = JsonPointer.compile("/moderators/channels");
    JsonNode own = tree.at(guild.append(named));
    JsonNode channels = own.isMissingNode() ? tree.at(defaults.append(named)) : own;
    boolean isRead = false;
    for (JsonNode one : channels) {
      isRead |= one.equals(channel);
    }
    if (channel.isIntegralNumber() && !isRead) {
      findings.add(at, channel.asText(), "allowed is a channel of moderators.channels");
    }
  }

  private static String hint(String name) {
    List<String> names = ALL.stream().map(DraftKind::name).toList();
    return Nearest.to(name, names)
        .map(meant -> "did you mean " + meant + "?")
        .orElse("kinds: " + names.stream().sorted().collect(Collectors.joining(", ")));
  }
}
