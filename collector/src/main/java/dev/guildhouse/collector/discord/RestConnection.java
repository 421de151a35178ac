package dev.guildhouse.collector.discord;

import dev.guildhouse.schema.config.Config;
import java.util.EnumSet;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.utils.IOUtil;
import net.dv8tion.jda.internal.utils.config.AuthorizationConfig;
import net.dv8tion.jda.internal.utils.config.SessionConfig;
import net.dv8tion.jda.internal.utils.config.ThreadingConfig;
import net.dv8tion.jda.internal.utils.config.flags.ConfigFlag;

/**
 * Discord by REST alone, with JDA's handling of rate limits. It opens no session with the gateway, of
 * which Discord grants 1,000 a day, so that a command can run beside the collector.
 */
public final class RestConnection implements AutoCloseable {
  private static final int LARGE_GUILD = 250;
  private static final int LONGEST_RECONNECT_SECONDS = 900;

  private final JDAImpl jda;

  private RestConnection(JDAImpl jda) {
    this.jda = jda;
  }

  /** Opens it; whether Discord takes the token shows at the first request. */
  public static RestConnection open(Config.Discord settings) {
    return open(settings, new RateLimitCount());
  }

  /**
   * Opens it; whether Discord takes the token shows at the first request.
   *
   * @param limits counts what Discord refuses
   */
  public static RestConnection open(Config.Discord settings, RateLimitCount limits) {
    ThreadingConfig threads = new ThreadingConfig();
    threads.init(() -> "Guildhouse REST");
    SessionConfig session = new SessionConfig(
        null,
        IOUtil.newHttpClientBuilder().addInterceptor(limits).build(),
        null,
        null,
        EnumSet.of(ConfigFlag.RETRY_TIMEOUT, ConfigFlag.USE_RELATIVE_RATELIMIT),
        LONGEST_RECONNECT_SECONDS,
        LARGE_GUILD);
    JDAImpl jda = new JDAImpl(
        new AuthorizationConfig(settings.requireToken().reveal()),
        session,
        threads,
        null,
        new RestConfig().setBaseUrl(settings.restUrl().toString()),
        null);
    jda.initRequester();
    return new RestConnection(jda);
  }

  /** What requests are made with; it knows no guild, channel or member. */
  public JDA jda() {
    return jda;
  }

  /** Ends at once; whoever waits for an answer is told that the connection was closed. */
  @Override
  public void close() {
    jda.shutdownNow();
  }
}
