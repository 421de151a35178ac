package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.Query.Access;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.queries.QueryRun;
import dev.guildhouse.schedules.queries.QueryRun.Sides;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.util.List;

/** A declared question as a command of Discord. */
record QuestionCommand(Query query, Office office) implements SlashCommand {
  /** Its tables and files are of single members. */
  private static final String MEMBER_LEVEL = "userstats ";

  @Override
  public String name() {
    return query.name();
  }

  @Override
  public String doc() {
    return query.doc();
  }

  @Override
  public Rank rank() {
    return query.access() == Access.EVERYBODY ? Rank.MEMBER : Rank.MODERATOR;
  }

  @Override
  public Visibility visibility() {
    if (query.access() == Access.EVERYBODY) {
      return Visibility.CHANNEL;
    }
    return query.name().startsWith(MEMBER_LEVEL)
        ? Visibility.MODERATORS_ONLY
        : Visibility.MODERATORS;
  }

  @Override
  public List<QueryOption> options() {
    return query.options();
  }

  @Override
  public Days days() {
    return Days.RANGE;
  }

  @Override
  public Answer answer(Asked asked) {
    DayRange days = asked.range() == null
        ? query.usualRange(office.today())
        : RangeText.parse(asked.range(), office.today());
    QueryArguments arguments = QueryArguments.of(query, asked.options());
    Audience audience = query.access() == Access.EVERYBODY ? Audience.PUBLIC : Audience.MODERATORS;
    return new Answer.Numbers(
        new QueryRun(office.home(), office.config(), office.clock())
            .answer(
                office.runs(),
                RunTrigger.DISCORD,
                query,
                arguments,
                asked.asker().guildId(),
                days,
                audience,
                Sides.TABLES),
        days);
  }
}
