package dev.guildhouse.collector.imports.exporter;

import dev.guildhouse.collector.found.FoundPlace;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channel or thread that an export holds.
 *
 * @param guildName null when unknown
 * @param channelName name of the channel, for a thread of its parent; null when unknown
 * @param channelType as events write it, of the same; null when unknown
 */
record ExportedChannel(
    FoundPlace place,
    @Nullable String guildName,
    @Nullable String channelName,
    @Nullable String channelType) {

  private static final Set<String> THREADS =
      Set.of("GuildNewsThread", "GuildPublicThread", "GuildPrivateThread", "10", "11", "12");
  private static final Set<String> DIRECT = Set.of("DirectTextChat", "DirectGroupTextChat");

  /** The exporter's names of channel types; it writes a number for those it does not know. */
  private static final Map<String, String> TYPES = Map.ofEntries(
      Map.entry("GuildTextChat", "text"),
      Map.entry("GuildVoiceChat", "voice"),
      Map.entry("GuildCategory", "category"),
      Map.entry("GuildNews", "announcement"),
      Map.entry("GuildStageVoice", "stage"),
      Map.entry("GuildForum", "forum"),
      Map.entry("16", "forum"));

  /**
   * A channel as DiscordChatExporter describes it.
   *
   * @param category id of the category, or of a thread's parent; 0 when none
   * @param categoryName its name
   */
  static ExportedChannel of(
      long guildId,
      @Nullable String guildName,
      long id,
      @Nullable String type,
      @Nullable String name,
      long category,
      @Nullable String categoryName) {
    if (type != null && DIRECT.contains(type)) {
      throw new RefusedInput("it is an export of direct messages, which belong to no guild");
    }
    if (type == null || !THREADS.contains(type)) {
      return new ExportedChannel(
          new FoundPlace(guildId, id, category, 0),
          guildName,
          name,
          type == null ? null : TYPES.get(type));
    }
    if (category == 0) {
      throw new RefusedInput(
          "it is an export of a thread that does not say which channel the thread belongs to");
    }
    // The parent may be a text channel, a forum or an announcement channel: the file does not say.
    return new ExportedChannel(
        new FoundPlace(guildId, category, 0, id), guildName, categoryName, null);
  }
}
