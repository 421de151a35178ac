package dev.guildhouse.schema.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guilds that belong together.
 *
 * @param id a positive number; 0 stands for no organization wherever one is expected
 * @param name for people to read
 * @param guilds Discord ids
 */
public record Organization(long id, @Nullable String name, List<Long> guilds) {
  public Organization {
    guilds = List.copyOf(guilds);
  }
}
