package dev.guildhouse.jobs.queries;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a question can be asked with.
 *
 * @param name in lower case, words joined by {@code -}
 * @param kind what its values are
 * @param doc what it does, in one sentence
 * @param choices all values of a choice; empty for other kinds
 * @param usual the value when none is given; null when there is none
 * @param isPositional whether its value may also stand by itself, right after the question
 */
public record QueryOption(
    String name,
    Kind kind,
    String doc,
    List<String> choices,
    @Nullable String usual,
    boolean isPositional) {

  /** What values can be. */
  public enum Kind {
    /** A channel by its id or as {@code #name}. */
    CHANNEL,
    /** A member by Discord id, which becomes a key in memory. */
    MEMBER,
    /** One of some words. */
    CHOICE,
    /** A whole number from 1. */
    NUMBER,
    TEXT
  }

  public QueryOption {
    choices = List.copyOf(choices);
    if ((kind == Kind.CHOICE) == choices.isEmpty()) {
      throw new IllegalArgumentException(name + " has the choices " + choices);
    }
    if (kind == Kind.CHOICE && usual != null && !choices.contains(usual)) {
      throw new IllegalArgumentException(name + " has no choice " + usual);
    }
  }

  public static QueryOption channel(String name, String doc) {
    return new QueryOption(name, Kind.CHANNEL, doc, List.of(), null, false);
  }

  public static QueryOption member(String name, String doc) {
    return new QueryOption(name, Kind.MEMBER, doc, List.of(), null, false);
  }

  public static QueryOption number(String name, String doc, @Nullable Integer usual) {
    return new QueryOption(
        name, Kind.NUMBER, doc, List.of(), usual == null ? null : usual.toString(), false);
  }

  public static QueryOption text(String name, String doc) {
    return new QueryOption(name, Kind.TEXT, doc, List.of(), null, false);
  }

  /** One of some words; the first is meant when none is given. */
  public static QueryOption choice(String name, String doc, String... choices) {
    return new QueryOption(name, Kind.CHOICE, doc, List.of(choices), choices[0], false);
  }

  /** The same, and its value may also stand by itself. */
  public QueryOption positional() {
    return new QueryOption(name, kind, doc, choices, usual, true);
  }
}
