package dev.guildhouse.collector.discord;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.jspecify.annotations.Nullable;

/** Logs in with no intent but that of guilds and channels, which is all that posting needs. */
final class Login implements EventListener {
  /** A guild that Discord cannot load holds JDA back for 75 s. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private Login() {}

  static JDA with(Config.Discord settings) {
    // JDA's own default lets a message ping everyone it names.
    MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
    Login login = new Login();
    @Nullable JDA jda = null;
    try {
      jda = JDABuilder.createLight(
              settings.requireToken().reveal(), EnumSet.noneOf(GatewayIntent.class))
          .setRestConfig(new RestConfig().setBaseUrl(settings.restUrl().toString()))
          .setSessionController(new GatewayAddress(settings.gatewayUrl().toString()))
          .setEnableShutdownHook(false)
          .addEventListeners(login)
          .build();
      if (login.ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return jda;
      }
      throw failed(settings, "the gateway closed the connection for good", null);
    } catch (InvalidTokenException e) {
      throw WarehouseException.failed(
          "log in to Discord",
          "it does not accept the token",
          "Copy the bot's token anew from the developer portal into GUILDHOUSE_DISCORD_TOKEN.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(jda);
      throw failed(settings, "it was interrupted", e);
    } catch (TimeoutException e) {
      end(jda);
      throw failed(settings, "no session was ready after " + PATIENCE.toSeconds() + " s", e);
    } catch (ErrorResponseException | ExecutionException e) {
      end(jda);
      throw failed(settings, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void onEvent(GenericEvent event) {
    // JDA says that it is ready a moment before it counts as connected.
    if (event instanceof StatusChangeEvent change
        && change.getNewStatus() == JDA.Status.CONNECTED) {
      ready.complete(true);
    } else if (event instanceof ShutdownEvent) {
      ready.complete(false);
    }
  }

  /** Ends a session, letting requests that are under way finish. */
  static void end(@Nullable JDA jda) {
    if (jda == null) {
      return;
    }
    jda.shutdown();
    try {
      if (!jda.awaitShutdown(SHUTDOWN)) {
        jda.shutdownNow();
      }
    } catch (InterruptedException e) {
      jda.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static WarehouseException failed(
      Config.Discord settings, String why, @Nullable Throwable cause) {
    return WarehouseException.failed(
        "log in to Discord at " + settings.restUrl() + " and " + settings.gatewayUrl(),
        why,
        "Check the network and discord.rest_url and discord.gateway_url; what is to be posted stays"
            + " in the queue.",
        cause);
  }
}
