package dev.guildhouse.jobs.queries;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options a question is asked with, checked against its declaration.
 *
 * @param values by the name of the option, the usual ones filled in
 */
public record QueryArguments(Map<String, String> values) {
  private static final int LONGEST = 200;

  /** No channel in particular, as when none is given. */
  private static final String ALL = "all";

  public QueryArguments {
    values = Map.copyOf(values);
  }

  /**
   * Reads what somebody wrote.
   *
   * @throws WarehouseException with code USAGE that names the value, and what it could be
   */
  public static QueryArguments of(Query query, Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (QueryOption option : query.options()) {
      String value = given.get(option.name());
      boolean isAll = option.kind() == QueryOption.Kind.CHANNEL && ALL.equalsIgnoreCase(value);
      if (value != null && !isAll) {
        values.put(option.name(), checked(query, option, value.strip()));
      } else if (option.usual() != null) {
        values.put(option.name(), option.usual());
      }
    }
    List<String> known = query.options().stream().map(QueryOption::name).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw refused(
            query,
            "it has no option " + name,
            Nearest.hint(name, known) + "Options: " + String.join(", ", known));
      }
    }
    return new QueryArguments(values);
  }

  private static String checked(Query query, QueryOption option, String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw refused(
          query,
          option.name() + " has " + value.length() + " characters",
          "Give it 1 to " + LONGEST + ".");
    }
    return switch (option.kind()) {
      case TEXT -> value;
      case CHOICE ->
        option.choices().stream()
            .filter(value::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(() -> refused(
                query,
                option.name() + " is '" + value + "'",
                Nearest.hint(value, option.choices()) + "It can be: "
                    + String.join(", ", option.choices())));
      case NUMBER -> whole(query, option, value);
      case MEMBER -> id(query, option, value, "<@!?(\\d+)>");
      case CHANNEL -> value.startsWith("#") ? value : id(query, option, value, "<#(\\d+)>");
    };
  }

  private static String whole(Query query, QueryOption option, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw refused(
          query, option.name() + " is '" + value + "'", "Give a whole number from 1 to 999999999.");
    }
    return value;
  }

  /** An id as such, or as Discord writes a mention. */
  private static String id(Query query, QueryOption option, String value, String mention) {
    String id = value.replaceFirst("^" + mention + "$", "$1");
    if (!id.matches("[1-9]\\d{0,18}") || isTooLarge(id)) {
      throw refused(
          query,
          option.name() + " is '" + value + "', which is no Discord id",
          option.kind() == QueryOption.Kind.CHANNEL
              ? "Give an id, or a name with its #."
              : "Give an id.");
    }
    return id;
  }

  private static boolean isTooLarge(String id) {
    return new BigInteger(id).bitLength() > 63;
  }

  private static WarehouseException refused(Query query, String why, String next) {
    return WarehouseException.usage("answer " + query.name(), why, next);
  }

  public Optional<String> text(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** The value of an option that has a usual one. */
  public String required(String option) {
    return text(option).orElseThrow(() -> new IllegalArgumentException("no value of " + option));
  }

  public Optional<Integer> number(String option) {
    return text(option).map(Integer::valueOf);
  }

  /** A Discord id; of a channel only when it was not given by name. */
  public Optional<Long> id(String option) {
    return text(option).filter(value -> !value.startsWith("#")).map(Long::valueOf);
  }
}
