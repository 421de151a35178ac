package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.schedules.commands.Asker;
import dev.guildhouse.schedules.commands.Asker.Place;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.commands.SlashCommand.Visibility;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.Moderators;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;

/**
 * Who may do what. Discord hides commands from those who may not give them, but the admins of a guild
 * can undo that, so it is decided here anew for every command and every press.
 */
final class Gate {
  private final Config config;

  Gate(Config config) {
    this.config = config;
  }

  /** Whoever gave a command, with what the guild and the configuration let them do now. */
  Asker asker(Member member, Channel channel) {
    long guild = member.getGuild().getIdLong();
    Moderators moderators = config.guild(guild).moderators();
    long room = channel instanceof ThreadChannel thread
        ? thread.getParentChannel().getIdLong()
        : channel.getIdLong();
    return new Asker(
        guild,
        channel.getIdLong(),
        member.getIdLong(),
        rank(member, moderators),
        moderators.channels().contains(room) ? Place.MODERATORS : Place.ANYBODY);
  }

  private static Rank rank(Member member, Moderators moderators) {
    if (member.isOwner() || member.hasPermission(Permission.MANAGE_SERVER)) {
      return Rank.ADMIN;
    }
    boolean isModerator = member.getRoles().stream()
        .map(ISnowflake::getIdLong)
        .anyMatch(moderators.roles()::contains);
    return isModerator ? Rank.MODERATOR : Rank.MEMBER;
  }

  /** Why somebody may not do this here; nothing if they may. */
  static Optional<String> refusal(SlashCommand command, Asker asker) {
    if (!asker.rank().reaches(command.rank())) {
      return Optional.of("/" + command.name() + " is for " + command.rank().people() + ".");
    }
    if (command.visibility() == Visibility.MODERATORS_ONLY && !asker.isAmongModerators()) {
      return Optional.of(
          "/" + command.name() + " is for moderators among themselves, so it answers only in a"
              + " channel that moderators alone read. The operator names those as moderators.channels.");
    }
    return Optional.empty();
  }

  /** Whether only whoever asked sees the answer. */
  static boolean isForOneselfAlone(SlashCommand command, Asker asker) {
    return switch (command.visibility()) {
      case CHANNEL -> false;
      case PERSONAL -> true;
      case MODERATORS, MODERATORS_ONLY -> !asker.isAmongModerators();
    };
  }

  /** Whether files with the answer's numbers may be given out there. */
  static boolean mayTakeFiles(SlashCommand command, Asker asker) {
    return command.rank() == Rank.MEMBER || asker.isAmongModerators();
  }
}
