package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.drafts.PracticePlanDraft;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Asker;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildPeople.Verdict;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.time.Instant;
import java.util.List;

/** By which a member asks for a practice plan by direct message, or for no more of them. */
final class PracticePlanCommand implements SlashCommand {
  private static final String STOP = "stop";

  private final Office office;

  PracticePlanCommand(Office office) {
    this.office = office;
  }

  @Override
  public String name() {
    return "practice-plan";
  }

  @Override
  public String doc() {
    return "A practice plan for you by direct message, with a check-in every week; or no more of it.";
  }

  @Override
  public Rank rank() {
    return Rank.MEMBER;
  }

  @Override
  public Visibility visibility() {
    return Visibility.PERSONAL;
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.choice("what", "Which way.", "send it", STOP));
  }

  @Override
  public Answer answer(Asked asked) {
    SecretStore secrets = SecretStore.of(office.home(), office.config().master());
    Asker asker = asked.asker();
    if (asked.option("what").filter(STOP::equals).isPresent()) {
      return office.entered(asked, "", () -> {
        new Subscribers(secrets).remove(asker.guildId(), asker.userId());
        return Answer.Told.of("No more practice plans", "Your id is no longer kept.");
      });
    }
    GuildSettings guild = office.config().guild(asker.guildId());
    if (guild.privacy().mode() == PrivacyMode.ANONYMOUS) {
      throw refused("NOT_AVAILABLE: in anonymous mode nobody can be followed from one month to the"
          + " next");
    }
    if (guild.drafts().channel() == null
        || guild.drafts().kind(PracticePlanDraft.NAME).channel() == null) {
      throw refused("this server offers none");
    }
    Instant now = office.clock().instant();
    requireCounted(asker, secrets, now);
    return office.entered(asked, "", () -> {
      Subscribers subscribers = new Subscribers(secrets);
      subscribers.add(asker.guildId(), asker.userId(), now);
      try {
        requireCounted(asker, secrets, now);
      } catch (WarehouseException left) {
        // Whoever opted out in between had no id there to take away.
        subscribers.remove(asker.guildId(), asker.userId());
        throw left;
      }
      return Answer.Told.of(
          "Practice plans for you",
          "Once a week, when moderators approve it, the bot writes to you what you did in this"
              + " server and what to do next. Nobody else is sent it; moderators see the numbers.",
          "To write to you your id is kept, encrypted, until you stop it: /practice-plan with what:"
              + " stop. /privacy opt-out and /privacy delete end it, too.");
    });
  }

  private void requireCounted(Asker asker, SecretStore secrets, Instant now) {
    GuildPeople people = People.of(office.home(), secrets).of(asker.guildId());
    if (people.verdict(people.key(asker.userId()), now) != Verdict.KEEP) {
      throw refused("nothing you do here is counted, because you opted out");
    }
  }

  private static WarehouseException refused(String why) {
    return WarehouseException.usage(
        "send practice plans", why, "Ask the moderators of this server.");
  }
}
