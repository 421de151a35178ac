package dev.guildhouse.collector.discord;

import java.util.Set;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.requests.ErrorResponse;

/** Reads what went wrong from what JDA throws. */
final class PostFailures {
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;
  private static final int UNAUTHORIZED = 401;
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  private static final Set<ErrorResponse> LARGE =
      Set.of(ErrorResponse.REQUEST_ENTITY_TOO_LARGE, ErrorResponse.FILE_UPLOAD_MAX_SIZE_EXCEEDED);

  private static final Set<ErrorResponse> NO_ACCESS =
      Set.of(ErrorResponse.MISSING_ACCESS, ErrorResponse.MISSING_PERMISSIONS);

  private PostFailures() {}

  static PostFailure unknownChannel(long channelId) {
    return new PostFailure(
        PostFailure.Kind.REFUSED,
        "UnknownChannel",
        "channel " + channelId
            + " does not exist, is no channel for messages, or is hidden from the"
            + " bot; set another channel for the report, or let the bot see this one");
  }

  static PostFailure notListed(long channelId) {
    return new PostFailure(
        PostFailure.Kind.LATER,
        "ChannelNotListed",
        "channel " + channelId
            + " is not in the list of channels, which is not whole at the moment");
  }

  static PostFailure of(long channelId, Throwable cause) {
    if (cause instanceof InsufficientPermissionException missing) {
      return missingPermission(channelId, missing.getPermission(), cause);
    } else if (cause instanceof RateLimitedException) {
      return later("RateLimited", "Discord asks to come back later", cause);
    } else if (cause instanceof ErrorResponseException answer) {
      return ofAnswer(channelId, answer);
    } else if (cause instanceof TimeoutException) {
      return unknown("Timeout", "Discord did not take it in time", cause);
    }
    return unknown(cause.getClass().getSimpleName(), String.valueOf(cause.getMessage()), cause);
  }

  private static PostFailure ofAnswer(long channelId, ErrorResponseException answer) {
    int status = answer.getResponse().code;
    ErrorResponse error = answer.getErrorResponse();
    String said = "Discord answers " + status + " (" + answer.getErrorCode() + " "
        + answer.getMeaning() + ")";
    if (status < FIRST_CLIENT_ERROR) {
      return unknown("NoAnswer", "the connection broke before Discord answered", answer);
    } else if (status >= FIRST_SERVER_ERROR) {
      // A proxy may say so although the server behind it has taken the message.
      return unknown("ServerError", said, answer);
    } else if (status == TOO_MANY) {
      return later("RateLimited", said, answer);
    } else if (status == UNAUTHORIZED) {
      return later("Unauthorized", said + "; check the bot's token", answer);
    } else if (status == TOO_LARGE || LARGE.contains(error)) {
      return new PostFailure(PostFailure.Kind.TOO_LARGE, "TooLarge", said, answer);
    } else if (error == ErrorResponse.UNKNOWN_CHANNEL) {
      return unknownChannel(channelId);
    } else if (NO_ACCESS.contains(error)) {
      return missingPermission(channelId, Permission.UNKNOWN, answer);
    }
    return new PostFailure(PostFailure.Kind.REFUSED, "Refused", said, answer);
  }

  private static PostFailure missingPermission(
      long channelId, Permission permission, Throwable cause) {
    String what = permission == Permission.UNKNOWN
        ? "to see channel " + channelId + " or to send messages, embeds and files there"
        : "\"" + permission.getName() + "\" in channel " + channelId;
    return new PostFailure(
        PostFailure.Kind.REFUSED,
        "MissingPermission",
        "the bot lacks the permission " + what + "; grant it, then retry",
        cause);
  }

  private static PostFailure later(String type, String message, Throwable cause) {
    return new PostFailure(PostFailure.Kind.LATER, type, message, cause);
  }

  private static PostFailure unknown(String type, String message, Throwable cause) {
    return new PostFailure(PostFailure.Kind.UNKNOWN, type, message, cause);
  }
}
