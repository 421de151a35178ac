package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Asker;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Erasures;
import dev.guildhouse.schedules.queries.QueryRun;
import dev.guildhouse.schedules.queries.QueryRun.Sides;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.People.Reason;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What every member may ask about what is kept of them. Answers are for that member's eyes alone. */
final class PrivacyCommands {
  private static final int SHOWN_DAYS = 30;
  private static final String YES = "yes, delete it";

  private PrivacyCommands() {}

  static List<SlashCommand> of(Office office) {
    return List.of(
        new PrivacyCommand(
            "privacy what-you-keep",
            "What is kept of you here, and for how long.",
            List.of(),
            asked -> kept(office, asked)),
        new PrivacyCommand(
            "privacy opt-out",
            "From now on nothing you do here is taken; or is again, with undo.",
            List.of(QueryOption.choice("what", "Which way.", "opt out", "undo")),
            asked -> office.entered(asked, "", () -> optOut(office, asked))),
        new PrivacyCommand(
            "privacy delete",
            "Deletes what is kept of you here, and counts everything anew without it.",
            List.of(QueryOption.choice("sure", "It cannot be undone.", "no", YES)),
            asked -> delete(office, asked)));
  }

  private record PrivacyCommand(
      String name, String doc, List<QueryOption> options, Function<Asked, Answer> work)
      implements SlashCommand {
    @Override
    public Rank rank() {
      return Rank.MEMBER;
    }

    @Override
    public Visibility visibility() {
      return Visibility.PERSONAL;
    }

    @Override
    public Answer answer(Asked asked) {
      return work.apply(asked);
    }
  }

  private static Answer optOut(Office office, Asked asked) {
    Asker asker = asked.asker();
    People people = People.of(office.home(), secrets(office));
    if (asked.option("what").filter("undo"::equals).isPresent()) {
      people.remove(asker.guildId(), asker.userId(), Reason.OPTED_OUT);
      return Answer.Told.of("You are counted again", "What you do from now on is taken.");
    }
    people.add(asker.guildId(), asker.userId(), Reason.OPTED_OUT, office.clock().instant());
    new Subscribers(secrets(office)).remove(asker.guildId(), asker.userId());
    return Answer.Told.of(
        "You opted out",
        "Nothing you do in this server is taken from now on.",
        "What was taken before stays until you ask for it to be deleted: /privacy delete");
  }

  private static Answer delete(Office office, Asked asked) {
    if (asked.option("sure").filter(YES::equals).isEmpty()) {
      return Answer.Told.of(
          "Nothing was deleted",
          "Everything of you in this server's open months would go, and every number would be"
              + " counted anew without you. It cannot be undone.",
          "Give it again with sure: " + YES,
          "Months that are sealed know nobody any more, so there is nothing of you in them.",
          "What you do afterwards is taken again, unless you opt out: /privacy opt-out");
    }
    return office.entered(asked, "", () -> {
      Asker asker = asked.asker();
      new Erasures(office.home(), office.clock(), office.database())
          .ask(asker.guildId(), asker.userId(), secrets(office));
      return Answer.Told.of(
          "It will be deleted",
          "Recorded. It is done at the latest with the next night, with a certificate for the"
              + " server's owner that nothing is left; backups follow within "
              + office.config().backup().retentionDays() + " days.",
          "What you do from now on is taken again, unless you opt out: /privacy opt-out");
    });
  }

  private static Answer kept(Office office, Asked asked) {
    Asker asker = asked.asker();
    GuildSettings settings = office.config().guild(asker.guildId());
    List<String> notes = new ArrayList<>();
    notes.add("Your id and name are never stored. What you do stands under a key that only this"
        + " server's secret can make of your id. Texts of messages are not stored.");
    notes.add(
        settings.privacy().mode() == PrivacyMode.ANONYMOUS
            ? "Each month has a secret of its own. Three days after its end it is destroyed, and"
                + " nobody can tell any more which numbers were yours."
            : "After " + settings.privacy().windowDays() + " days a month is sealed: your key in it"
                + " is replaced by a random one, and nobody can tell any more which numbers were"
                + " yours.");
    if (new Subscribers(secrets(office)).of(asker.guildId()).containsKey(asker.userId())) {
      notes.add(
          "You asked for practice plans, so your id is kept, encrypted, to write to you. To end"
              + " that: /practice-plan with what: stop.");
    }
    notes.add("To be left out: /privacy opt-out. To have it deleted: /privacy delete.");
    Query activity = Queries.named("activity analyze member");
    DayRange days = new DayRange(office.today().minusDays(SHOWN_DAYS), office.today());
    try {
      ReportContent content = new QueryRun(office.home(), office.config(), office.clock())
          .answer(
              office.runs(),
              RunTrigger.DISCORD,
              activity,
              QueryArguments.of(activity, Map.of("member", Long.toString(asker.userId()))),
              asker.guildId(),
              days,
              Audience.MODERATORS,
              Sides.TABLES);
      for (String note : notes) {
        content = content.with(note);
      }
      return new Answer.Numbers(content, days);
    } catch (WarehouseException nothing) {
      if (nothing.code() == WarehouseException.Code.FAILED) {
        throw nothing;
      }
      // Nothing folded yet, nothing of this member, or a month that can no longer be looked into.
      notes.add(0, "Of the last " + SHOWN_DAYS + " days nothing can be shown that is yours.");
      return new Answer.Told("What is kept of you", List.of(), List.of(), notes);
    }
  }

  private static SecretStore secrets(Office office) {
    return SecretStore.of(office.home(), office.config().master());
  }
}
