package dev.guildhouse.schema.identity;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a secret is for. Its text names the secret's file and is bound into its encryption, so that
 * one file cannot stand in for another.
 *
 * @param month null for a secret that holds for all months
 */
public record SecretName(Kind kind, long guildId, @Nullable YearMonth month) {
  static final Comparator<SecretName> BY_TEXT = Comparator.comparing(SecretName::text);

  private static final Pattern TEXT =
      Pattern.compile("(?<kind>[a-z]+)-(?<guild>\\d{1,19})(-(?<month>\\d{4,}-\\d{2}))?");

  /** What is made of a secret. */
  public enum Kind {
    /** Member keys. */
    GUILD,
    /** Pseudonyms in exported files. */
    EXPORT,
    /** Entries in the list of people. */
    PEOPLE,
    /** The tokens that take the place of a month's keys when it is sealed. */
    MAPPING,
    /** Who was erased, for a restore to erase again. */
    ERASED,
    /** Who asked for direct messages. */
    SUBSCRIBERS;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Member keys of a guild in pseudonymous mode. */
  public static SecretName ofGuild(long guildId) {
    return new SecretName(Kind.GUILD, guildId, null);
  }

  /** Member keys of a guild's month in anonymous mode. */
  public static SecretName ofMonth(long guildId, YearMonth month) {
    return new SecretName(Kind.GUILD, guildId, month);
  }

  /** Export pseudonyms of a guild's month. */
  public static SecretName ofExports(long guildId, YearMonth month) {
    return new SecretName(Kind.EXPORT, guildId, month);
  }

  /** A guild's entries in the list of people. */
  public static SecretName ofPeople(long guildId) {
    return new SecretName(Kind.PEOPLE, guildId, null);
  }

  /** Who was erased from a guild. */
  public static SecretName ofErased(long guildId) {
    return new SecretName(Kind.ERASED, guildId, null);
  }

  /** Who asked for direct messages of a guild. */
  public static SecretName ofSubscribers(long guildId) {
    return new SecretName(Kind.SUBSCRIBERS, guildId, null);
  }

  /** The tokens of a guild's month. */
  public static SecretName ofMapping(long guildId, YearMonth month) {
    return new SecretName(Kind.MAPPING, guildId, month);
  }

  /** The name that a text is; empty if it is none. */
  static Optional<SecretName> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      String month = matcher.group("month");
      return Arrays.stream(Kind.values())
          .filter(kind -> kind.text().equals(matcher.group("kind")))
          .findFirst()
          .map(kind -> new SecretName(
              kind,
              Long.parseLong(matcher.group("guild")),
              month == null ? null : YearMonth.parse(month)));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code guild-5} or {@code export-5-2026-03}. */
  public String text() {
    return kind.text() + "-" + guildId + (month == null ? "" : "-" + month);
  }

  @Override
  public String toString() {
    return text();
  }
}
