package dev.guildhouse.collector.live.mapping;

/** Whether Discord shows the bot what others write. */
public enum ContentAccess {
  GRANTED,
  /** Text, embeds, attachments, components and polls of others come empty. */
  WITHHELD
}
