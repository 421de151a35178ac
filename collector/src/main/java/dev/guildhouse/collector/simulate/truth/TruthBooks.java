package dev.guildhouse.collector.simulate.truth;

import dev.guildhouse.collector.simulate.world.Guild;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The books of all guilds of one simulation, kept at one level of detail. */
public final class TruthBooks {
  private final TruthDetail detail;
  private final List<GuildBook> books = new ArrayList<>();

  public TruthBooks(TruthDetail detail) {
    this.detail = detail;
  }

  public TruthDetail detail() {
    return detail;
  }

  /** A new book for a guild. */
  public Book open(Guild guild) {
    if (detail == TruthDetail.NONE) {
      return Book.NONE;
    }
    GuildBook book = new GuildBook(guild, detail);
    books.add(book);
    return book;
  }

  /** Closes the books one by one, so that only one guild's rows are in memory at a time. */
  public void close(BiConsumer<Long, GuildTruth> taker) {
    books.forEach(book -> taker.accept(book.guild.id(), Accounts.close(book)));
  }

  /** All guilds at once, for small simulations. */
  public Truth close() {
    TreeMap<Long, GuildTruth> guilds = new TreeMap<>();
    close(guilds::put);
    return new Truth(guilds);
  }
}
