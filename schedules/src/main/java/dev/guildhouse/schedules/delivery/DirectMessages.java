package dev.guildhouse.schedules.delivery;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.discord.PostFailure;
import dev.guildhouse.schedules.drafts.DirectReader;
import dev.guildhouse.schedules.drafts.DirectTexts;
import dev.guildhouse.schedules.operations.queue.ClaimedDelivery;
import dev.guildhouse.schedules.operations.queue.Delivery;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.reports.ReportFolder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Brings the direct messages of an approved post to the members who asked for them, each once. The
 * file beside the post knows them by pseudonyms; who is meant is found in memory among those who ask
 * for messages now, so that nobody who stopped it is written to.
 */
final class DirectMessages {
  private final Home home;
  private final Config config;
  private final InstantSource clock;

  DirectMessages(Home home, Config config, InstantSource clock) {
    this.home = home;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Sends what is not there yet: nothing where the guild is anonymous by now.
   *
   * @throws PostFailure once all were tried: the first one that another attempt may mend, if any is
   */
  void send(
      DiscordConnection session, ClaimedDelivery claimed, ReportDocument post, ReportFolder folder)
      throws PostFailure {
    NewDelivery request = claimed.delivery().request();
    if (config.guild(request.guildId()).privacy().mode() == PrivacyMode.ANONYMOUS) {
      return;
    }
    Map<String, List<String>> sentences = DirectTexts.beside(folder).sentences();
    if (sentences.isEmpty()) {
      return;
    }
    SecretStore store = SecretStore.of(home, config.master());
    ExportPseudonyms pseudonyms = new ExportPseudonyms(new GuildSecrets(store));
    YearMonth month = YearMonth.from(request.period().from());
    PostFailure failure = null;
    for (DirectReader reader : DirectReader.of(home, config, request.guildId(), clock.instant())) {
      List<String> own = sentences.get(pseudonyms.of(request.guildId(), month, reader.key()));
      if (own == null) {
        continue;
      }
      claimed.sending();
      try {
        if (!tell(session, claimed.delivery(), reader.userId(), message(post, own))) {
          // Discord lets the bot write to this member no more, so there is no use for the id.
          new Subscribers(store).remove(request.guildId(), reader.userId());
        }
      } catch (PostFailure e) {
        if (failure == null || failure.kind() == PostFailure.Kind.REFUSED) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static boolean tell(
      DiscordConnection session, Delivery delivery, long user, ReportDocument message)
      throws PostFailure {
    Instant since = delivery.maybeSentSince();
    return session.tell(
        user,
        ReportEmbed.of(message, delivery.id()),
        nonce(delivery.id(), user),
        since == null ? null : since.minus(ReportPost.CLOCK_ERROR));
  }

  /** Another one for each person, in the 25 characters that Discord takes. */
  private static String nonce(String deliveryId, long user) {
    return deliveryId + "-" + HexFormat.of().toHexDigits(Long.hashCode(user));
  }

  private static ReportDocument message(ReportDocument post, List<String> sentences) {
    return new ReportDocument(
        "Your practice plan",
        post.subtitle(),
        post.guildId(),
        post.period(),
        List.of(),
        List.of(new Section(
            post.period(),
            new Table(List.of("Sentence"), sentences.stream().map(List::of).toList()))),
        List.of("You asked for it. To end it, in the server: /practice-plan with what: stop."),
        null,
        List.of());
  }
}
