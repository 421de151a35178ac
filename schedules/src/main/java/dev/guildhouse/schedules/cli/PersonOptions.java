package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.WarehouseException;
import picocli.CommandLine.Option;

/** A person in a guild, as privacy commands name one. */
final class PersonOptions {
  @Option(names = "--guild", required = true, paramLabel = "ID", description = "The guild.")
  private long guild;

  @Option(
      names = "--user",
      required = true,
      paramLabel = "ID",
      description = "The person's Discord id; it is not stored.")
  private long user;

  long guild() {
    return guild;
  }

  long user() {
    return user;
  }

  /** Refuses numbers that are no ids, without repeating them. */
  void require(String doing) {
    if (guild <= 0 || user <= 0) {
      throw WarehouseException.usage(
          doing,
          "--guild and --user are not both ids",
          "Copy both ids from Discord, with developer mode on.");
    }
  }
}
