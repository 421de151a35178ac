package dev.guildhouse.schedules.commands;

/** What somebody may do in a guild, each more than the one before. */
public enum Rank {
  /** Whoever is in the guild. */
  MEMBER("every member"),
  /** Has one of the roles of {@code moderators.roles}, or more. */
  MODERATOR("moderators"),
  /** May manage the server in Discord. */
  ADMIN("those who may manage the server");

  private final String people;

  Rank(String people) {
    this.people = people;
  }

  /** For a sentence: {@code It is for moderators}. */
  public String people() {
    return people;
  }

  public boolean reaches(Rank needed) {
    return compareTo(needed) >= 0;
  }
}
