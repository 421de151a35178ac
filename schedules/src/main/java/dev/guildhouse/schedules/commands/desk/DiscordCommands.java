package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.actions.SlashCommands;
import dev.guildhouse.schedules.names.NameBook;
import java.time.Duration;

/** Guildhouse's commands in Discord, for as long as this is open. */
public final class DiscordCommands implements AutoCloseable {
  private final DiscordConnection connection;
  private final Clerks clerks;

  private DiscordCommands(DiscordConnection connection, Clerks clerks) {
    this.connection = connection;
    this.clerks = clerks;
  }

  /**
   * Logs in, offers the commands in every guild, and answers them.
   *
   * @throws dev.guildhouse.schema.WarehouseException if it is not possible to log in
   */
  public static DiscordCommands open(Office office) {
    return open(office, OpenAnswers.LIFE);
  }

  /** The same with controls that end sooner. */
  static DiscordCommands open(Office office, Duration life) {
    SlashCommands commands = SlashCommands.of(office);
    OpenAnswers answers = new OpenAnswers(office.clock(), life);
    DiscordConnection connection = DiscordConnection.open(office.config().discord());
    NameBook names =
        new NameBook(office.home(), office.config(), office.clock(), connection.rest());
    Clerks clerks = new Clerks(office, answers, names);
    connection.offer(
        CommandTree.of(commands.all()), new CommandDesk(office, commands, clerks, answers));
    return new DiscordCommands(connection, clerks);
  }

  /** Whether Discord can be heard at this moment. */
  public boolean isConnected() {
    return connection.isConnected();
  }

  /** Whether Discord ended the connection for good, so that it is to be opened anew. */
  public boolean isOver() {
    return connection.isOver();
  }

  /** Takes no more commands, and lets those that are being answered end. */
  @Override
  public void close() {
    connection.hearNoMore();
    clerks.close();
    connection.close();
  }
}
