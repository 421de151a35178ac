package dev.guildhouse.collector.discord;

import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.restaction.pagination.MessagePaginationAction;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with Discord for posting. It reads no event but the list of guilds and channels, so that
 * a channel or permission that is missing is named before anything is sent. Discord grants 1,000
 * logins a day: open one only when there is something to post.
 */
public final class DiscordConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiscordConnection.class);

  /** The largest file that every guild takes. */
  public static final long FILE_BYTES = 10L << 20;

  /** The largest message that Discord takes, with all its files. */
  public static final long REQUEST_BYTES = 25L << 20;

  /** Files on one message. */
  public static final int FILES = 10;

  /** JDA waits out rate limits by itself, up to this long. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** The last part of an address, without what follows it. */
  private static final Pattern FILE_NAME = Pattern.compile("^.*/([^/?#]*).*$");

  /** What Discord answers where it lets us not write to a person. */
  private static final Set<ErrorResponse> UNREACHABLE = Set.of(
      ErrorResponse.CANNOT_SEND_TO_USER,
      ErrorResponse.NO_MUTUAL_GUILDS,
      ErrorResponse.UNKNOWN_USER);

  private final JDA jda;
  private final RestCalls rest;

  private DiscordConnection(JDA jda) {
    this.jda = jda;
    this.rest = new RestCalls(jda);
  }

  /** Logs in; throws what a person can act on if that is not possible. */
  public static DiscordConnection open(Config.Discord settings) {
    return new DiscordConnection(Login.with(settings));
  }

  /**
   * Posts a message that can mention nobody but its one role. If Discord remembers its nonce, nothing is posted and
   * the earlier message is the answer.
   */
  public PostedMessage post(Post post) throws PostFailure {
    GuildMessageChannel channel = channel(post.channelId());
    List<FileUpload> files =
        post.files().stream().map(DiscordConnection::upload).toList();
    MessageCreateBuilder written = new MessageCreateBuilder()
        .setEmbeds(post.embed())
        .setFiles(files)
        .setComponents(post.controls())
        .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class));
    if (post.role() != null) {
      written = written.setContent("<@&" + post.role() + ">").mentionRoles(post.role());
    }
    try (MessageCreateData message = written.build()) {
      return posted(channel
          .sendMessage(message)
          .setNonce(post.nonce())
          .timeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
          .submit()
          .join());
    } catch (CompletionException e) {
      throw PostFailures.of(post.channelId(), e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      throw PostFailures.of(post.channelId(), e);
    }
  }

  /** Opens a thread under a message; nothing happens when there is one already. */
  public void openThread(long channelId, long messageId, String name) throws PostFailure {
    if (!(channel(channelId) instanceof IThreadContainer container)) {
      throw new PostFailure(
          PostFailure.Kind.REFUSED,
          "NoThreads",
          "channel " + channelId + " takes no threads; name a text channel");
    }
    try {
      container
          .createThreadChannel(name, messageId)
          .timeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
          .submit()
          .join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof ErrorResponseException answer
          && answer.getErrorResponse() == ErrorResponse.THREAD_WITH_THIS_MESSAGE_ALREADY_EXISTS)) {
        throw PostFailures.of(channelId, e.getCause() == null ? e : e.getCause());
      }
    } catch (RuntimeException e) {
      throw PostFailures.of(channelId, e);
    }
  }

  /**
   * Writes to a person by a direct message, which can mention nobody. If we did so already, nothing is
   * sent.
   *
   * @param embed whose footer is looked for among what we wrote to the person
   * @param nonce of this person alone, since Discord knows nonces by who writes, not by the channel
   * @param since no earlier message can have it; null if none was sent at all
   * @return false if Discord lets us not write to the person
   */
  public boolean tell(long userId, MessageEmbed embed, String nonce, @Nullable Instant since)
      throws PostFailure {
    try {
      PrivateChannel channel = jda.openPrivateChannelById(userId)
          .timeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
          .submit()
          .join();
      if (since == null || !stands(channel, embed, Snowflake.of(since, 0))) {
        channel
            .sendMessageEmbeds(embed)
            .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
            .setNonce(nonce)
            .timeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
            .submit()
            .join();
      }
      return true;
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof ErrorResponseException answer
          && UNREACHABLE.contains(answer.getErrorResponse())) {
        return false;
      }
      // Under 0 no channel is named: which one it was is nobody's business.
      throw PostFailures.of(0, cause);
    } catch (RuntimeException e) {
      throw PostFailures.of(0, e);
    }
  }

  private boolean stands(PrivateChannel channel, MessageEmbed embed, long oldest) {
    MessagePaginationAction history = channel
        .getIterableHistory()
        .cache(false)
        .timeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    String footer = footer(List.of(embed));
    for (Message message : history) {
      if (message.getIdLong() < oldest) {
        return false;
      }
      if (message.getAuthor().getIdLong() == jda.getSelfUser().getIdLong()
          && footer(message.getEmbeds()).equals(footer)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Our own messages in a channel, newest first.
   *
   * @param since none is older than this
   */
  public List<PostedMessage> ownMessages(long channelId, Instant since) throws PostFailure {
    GuildMessageChannel channel = channel(channelId);
    long oldest = Snowflake.of(since, 0);
    List<PostedMessage> own = new ArrayList<>();
    try {
      MessagePaginationAction history = channel
          .getIterableHistory()
          .cache(false)
          .timeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
      for (Message message : history) {
        if (message.getIdLong() < oldest) {
          break;
        }
        if (message.getAuthor().getIdLong() == jda.getSelfUser().getIdLong()) {
          own.add(posted(message));
        }
      }
      return own;
    } catch (RuntimeException e) {
      throw PostFailures.of(channelId, e);
    }
  }

  /** The largest file that a channel's guild takes, in bytes; boosts raise it. */
  public long fileLimit(long channelId) throws PostFailure {
    return Math.max(FILE_BYTES, channel(channelId).getGuild().getMaxFileSize());
  }

  /** Why reports of a guild cannot be posted to a channel; nothing if they can. */
  public Optional<String> whyNotPost(long guildId, long channelId) {
    Guild guild = jda.getGuildById(guildId);
    return guild == null
        ? Optional.of("the bot is not in guild " + guildId)
        : PostingRights.whyNotPost(guild, channelId);
  }

  /** Asks Discord by REST, within the limits that the connection shares; always the same. */
  public RestCalls rest() {
    return rest;
  }

  /**
   * Offers commands in every guild, in place of those that were offered before, and hears them.
   *
   * @param desk is told of every command and press
   */
  public void offer(List<CommandData> commands, EventListener desk) {
    jda.addEventListener(desk);
    jda.updateCommands()
        .addCommands(commands)
        .queue(
            done -> {}, why -> LOG.error("Discord did not take the commands: {}", why.toString()));
  }

  /** Tells nobody of commands any more. */
  public void hearNoMore() {
    jda.removeEventListener(jda.getRegisteredListeners().toArray());
  }

  public boolean isConnected() {
    return jda.getStatus() == JDA.Status.CONNECTED;
  }

  /** Whether it ended for good, so that a new login is needed; breaks mend by themselves. */
  public boolean isOver() {
    return switch (jda.getStatus()) {
      case SHUTTING_DOWN, SHUTDOWN, FAILED_TO_LOGIN -> true;
      default -> false;
    };
  }

  @Override
  public void close() {
    Login.end(jda);
  }

  private GuildMessageChannel channel(long channelId) throws PostFailure {
    GuildMessageChannel channel = jda.getChannelById(GuildMessageChannel.class, channelId);
    if (channel != null) {
      return channel;
    }
    // Without a session, or with a guild that Discord could not load, the list is not whole.
    boolean isListWhole =
        jda.getStatus() == JDA.Status.CONNECTED && jda.getUnavailableGuilds().isEmpty();
    throw isListWhole ? PostFailures.unknownChannel(channelId) : PostFailures.notListed(channelId);
  }

  private static PostedMessage posted(Message message) {
    String footer = footer(message.getEmbeds());
    Stream<String> listed = message.getAttachments().stream().map(Message.Attachment::getFileName);
    // A file that an embed shows is left out of the list of attachments.
    Stream<String> shown = message.getEmbeds().stream()
        .map(MessageEmbed::getImage)
        .filter(image -> image != null && image.getUrl() != null)
        .map(image -> FILE_NAME.matcher(image.getUrl()).replaceFirst("$1"));
    return new PostedMessage(
        message.getIdLong(), footer, Stream.concat(shown, listed).distinct().toList());
  }

  private static String footer(List<MessageEmbed> embeds) {
    return embeds.stream()
        .map(MessageEmbed::getFooter)
        .filter(present -> present != null && present.getText() != null)
        .map(MessageEmbed.Footer::getText)
        .findFirst()
        .orElse("");
  }

  /** A file that is read anew for every attempt. */
  private static FileUpload upload(PostFile file) {
    return FileUpload.fromStreamSupplier(file.name(), () -> open(file));
  }

  private static InputStream open(PostFile file) {
    try {
      return file.content().open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
