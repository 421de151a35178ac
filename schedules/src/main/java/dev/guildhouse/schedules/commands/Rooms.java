package dev.guildhouse.schedules.commands;

import java.util.Optional;

/** The channels of the guild that a command is about, as Discord shows them at this moment. */
public interface Rooms {
  /** A guild of which nobody can see the channels. */
  Rooms UNSEEN = new Rooms() {
    @Override
    public Optional<String> whyNotPost(long channelId) {
      return Optional.of("nobody can look whether it is one of the guild's");
    }

    @Override
    public String name(long channelId) {
      return Long.toString(channelId);
    }
  };

  /**
   * Why reports cannot be posted to a channel, to complete "Cannot …:"; nothing if they can. Of a
   * channel that whoever asks cannot see it says the same as of one that there is not.
   */
  Optional<String> whyNotPost(long channelId);

  /** What people call a channel, as {@code #lounge}; its id where nobody can tell. */
  String name(long channelId);
}
