package dev.guildhouse.schedules.notebooks.cells;

import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.Query.Access;
import dev.guildhouse.jobs.queries.QueryOption.Kind;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks in a notebook what commands ask: the same questions, answered from the tables of the session. */
final class Questions {
  private static final int SECRET_BYTES = 32;

  private final Config config;
  private final ExportPseudonyms pseudonyms;

  /** Members of answers bear pseudonyms of this session, which no file of the warehouse has. */
  Questions(Config config) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    this.config = config;
    this.pseudonyms = new ExportPseudonyms((guild, month) -> secret);
  }

  /** Every question, with what it answers and which options it has. */
  static Html all() {
    return Html.of(
        List.of("question", "what it answers", "options"),
        Queries.ALL.stream()
            .map(query -> List.of(
                query.name(),
                query.doc(),
                String.join(
                    ", ", query.options().stream().map(option -> option.name()).toList())))
            .toList());
  }

  /**
   * Asks one.
   *
   * @param options names and values by turns
   */
  ReportContent ask(
      TableReader tables, String question, long guild, DayRange days, String... options) {
    Query query = Queries.named(question);
    Map<String, String> given = pairs(query, options);
    GuildSettings settings = config.guild(guild);
    ReportRequest report = new ReportRequest(
        guild,
        settings.name() == null ? Long.toString(guild) : settings.name(),
        days,
        Audience.MODERATORS,
        settings,
        pseudonyms);
    QueryRequest request = QueryRequest.of(query, report, given);
    query.check(request);
    return query.answer(
        request, query.access() == Access.OPERATORS ? tables : new GuildTables(tables, guild));
  }

  private static Map<String, String> pairs(Query query, String... options) {
    if (options.length % 2 == 1) {
      throw WarehouseException.usage(
          "ask " + query.name(),
          "the option " + options[options.length - 1] + " has no value",
          "Give options as \"name\", \"value\", and so on.");
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (int place = 0; place < options.length; place += 2) {
      given.put(options[place], options[place + 1]);
    }
    query.options().stream()
        .filter(option -> option.kind() == Kind.MEMBER && given.containsKey(option.name()))
        .findFirst()
        .ifPresent(option -> {
          throw WarehouseException.usage(
              "ask " + query.name() + " about a member",
              "in a notebook nobody can be found by id",
              "Ask on the command line: guildhouse " + query.name() + " --help");
        });
    return given;
  }
}
