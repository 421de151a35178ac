package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.export.AnswerExport;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.AnswerFile;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Asker;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand.Visibility;
import dev.guildhouse.schedules.commands.TemporaryFile;
import dev.guildhouse.schedules.embeds.PlainText;
import dev.guildhouse.schedules.names.MemberNames;
import dev.guildhouse.schedules.names.NameBook;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.WarehouseException.Code;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work out answers and bring them to Discord, a few at a time, beside whatever jobs run. An answer
 * that took longer than Discord's permission lasts is posted as an ordinary message where others may
 * read it, and else is said to be ready.
 */
final class Clerks implements AutoCloseable {
  /** Files on one message. */
  static final int FILES = 10;

  private static final Set<ErrorResponse> TOO_LATE = Set.of(
      ErrorResponse.INVALID_WEBHOOK_TOKEN,
      ErrorResponse.UNKNOWN_WEBHOOK,
      ErrorResponse.UNKNOWN_INTERACTION);

  private static final Logger LOG = LoggerFactory.getLogger(Clerks.class);
  private static final int THREADS = 3;
  private static final int WAITING = 50;
  private static final int MESSAGE = 1_900;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Office office;
  private final OpenAnswers open;
  private final NameBook names;
  private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
      THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
        Thread thread = new Thread(task, "command");
        thread.setDaemon(true);
        return thread;
      });
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "command-expiry");
        thread.setDaemon(true);
        return thread;
      });

  Clerks(Office office, OpenAnswers open, NameBook names) {
    this.office = office;
    this.open = open;
    this.names = names;
  }

  /** Works out an answer. The command was acknowledged already. */
  void answer(InteractionHook hook, MessageChannel channel, Asked asked) {
    submit(hook, channel, asked, () -> bring(hook, channel, asked, null));
  }

  /** Asks again with other days, in place of an answer that stands. */
  void again(InteractionHook hook, MessageChannel channel, OpenAnswer old, Asked asked) {
    submit(hook, channel, asked, () -> bring(hook, channel, asked, old));
  }

  /** Shows another part of an answer. */
  void show(InteractionHook hook, OpenAnswer answer) {
    OpenAnswer renewed = open.renew(answer);
    edit(hook, message(renewed), renewed, Clerks::undelivered);
  }

  /** Sends what is worked out already. */
  void send(InteractionHook hook, Answer.Files files) {
    edit(hook, AnswerMessage.of(files), null, Clerks::undelivered);
  }

  private void bring(
      InteractionHook hook, MessageChannel channel, Asked asked, @Nullable OpenAnswer old) {
    Answer answer = asked.command().answer(asked);
    OpenAnswer shown = null;
    AnswerMessage message;
    if (answer instanceof Answer.Numbers numbers) {
      shown = open.open(asked, named(asked, numbers));
      if (old != null) {
        open.close(old.id());
      }
      message = message(shown);
    } else if (answer instanceof Answer.Listing listing) {
      message = AnswerMessage.of(file(asked, listing));
    } else if (answer instanceof Answer.Files files) {
      message = AnswerMessage.of(files);
    } else {
      message = AnswerMessage.of((Answer.Told) answer);
    }
    if (hook.isExpired()) {
      post(channel, asked, message);
    } else {
      edit(hook, message, shown, why -> {
        if (isTooLate(why)) {
          post(channel, asked, message);
        } else {
          undelivered(why);
        }
      });
    }
  }

  /** Whether Discord's permission ended, whatever time this machine thinks it is. */
  private static boolean isTooLate(Throwable why) {
    return why instanceof ErrorResponseException refusal
        && TOO_LATE.contains(refusal.getErrorResponse());
  }

  private Answer.Numbers named(Asked asked, Answer.Numbers numbers) {
    ReportContent content = numbers.content();
    return new Answer.Numbers(
        names(asked, content.tables(), content.period()).in(content), numbers.days());
  }

  /** Names stand in what is made in memory alone. */
  private Answer.Files file(Asked asked, Answer.Listing listing) {
    String name = listing.stem() + "." + listing.format().text();
    List<String> notes = new ArrayList<>(listing.notes());
    byte[] bytes;
    if (listing.format().isStream()) {
      MemberNames found = names(asked, List.of(listing.table()), listing.days());
      found.note().ifPresent(notes::add);
      bytes = AnswerExport.bytes(found.in(listing.table()), listing.format());
    } else {
      try (TemporaryFile file = TemporaryFile.in(office.home(), name)) {
        AnswerExport.write(listing.table(), listing.format(), file.path());
        bytes = file.bytes();
      }
    }
    return new Answer.Files(listing.title(), List.of(new AnswerFile(name, bytes)), notes);
  }

  /** For moderators among themselves; whatever else is told stands under pseudonyms. */
  private MemberNames names(Asked asked, List<ReportTable> tables, DayRange days) {
    Asker asker = asked.asker();
    boolean isForModerators = asker.isAmongModerators()
        && asker.rank().reaches(Rank.MODERATOR)
        && asked.command().visibility() != Visibility.PERSONAL;
    return isForModerators ? names.of(asker.guildId(), tables, days) : MemberNames.NOBODY;
  }

  private static AnswerMessage message(OpenAnswer answer) {
    return AnswerMessage.of(
        answer, Gate.mayTakeFiles(answer.asked().command(), answer.asked().asker()));
  }

  private void edit(
      InteractionHook hook,
      AnswerMessage message,
      @Nullable OpenAnswer shown,
      Consumer<Throwable> failed) {
    hook.editOriginalEmbeds(message.embed())
        .setFiles(message.files().stream().map(AnswerFile::upload).toList())
        .setComponents(message.rows())
        .queue(done -> endLater(hook, message, shown), failed);
  }

  /** Greys the controls out before Discord's permission to change the message ends. */
  private void endLater(InteractionHook hook, AnswerMessage message, @Nullable OpenAnswer shown) {
    if (shown == null || message.rows().isEmpty() || later.isShutdown()) {
      return;
    }
    Duration left = Duration.between(office.clock().instant(), shown.until());
    var unused = later.schedule(
        () -> {
          if (open.find(shown.id())
              .filter(now -> now.until().isAfter(shown.until()))
              .isEmpty()) {
            open.close(shown.id());
            hook.editOriginalComponents(
                    message.rows().stream().map(ActionRow::asDisabled).toList())
                .queue(done -> {}, Clerks::undelivered);
          }
        },
        left.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void post(MessageChannel channel, Asked asked, AnswerMessage message) {
    if (Gate.isForOneselfAlone(asked.command(), asked.asker())) {
      channel
          .sendMessage("The answer to /" + asked.command().name()
              + " took longer than Discord waits. Ask again: it is quicker now.")
          .queue(done -> {}, Clerks::undelivered);
    } else {
      channel
          .sendMessageEmbeds(message.embed())
          .setFiles(message.files().stream().map(AnswerFile::upload).toList())
          .queue(done -> {}, Clerks::undelivered);
    }
  }

  private void submit(InteractionHook hook, MessageChannel channel, Asked asked, Runnable work) {
    try {
      threads.execute(() -> guarded(hook, channel, asked, work));
    } catch (RejectedExecutionException busy) {
      tell(hook, channel, asked, "Too much is being asked at this moment. Ask again in a minute.");
    }
  }

  private void guarded(InteractionHook hook, MessageChannel channel, Asked asked, Runnable work) {
    try {
      work.run();
    } catch (WarehouseException e) {
      // What failed inside may name files of the machine; what was asked wrongly does not.
      if (e.code() == Code.FAILED) {
        LOG.warn("/{} failed: {}", asked.command().name(), e.getMessage());
        tell(hook, channel, asked, failed(asked));
      } else {
        tell(hook, channel, asked, String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException e) {
      LOG.error("/{} failed", asked.command().name(), e);
      tell(hook, channel, asked, failed(asked));
    }
  }

  private static String failed(Asked asked) {
    return "/" + asked.command().name() + " failed. The operator finds why in the run history:"
        + " guildhouse runs";
  }

  /** An error is for whoever asked alone, even where the answer would have been for all. */
  private static void tell(InteractionHook hook, MessageChannel channel, Asked asked, String text) {
    if (hook.isExpired()) {
      channel
          .sendMessage("/" + asked.command().name()
              + " could not be answered in the time that Discord waits. Ask again to see why.")
          .queue(done -> {}, Clerks::undelivered);
    } else if (Gate.isForOneselfAlone(asked.command(), asked.asker())) {
      hook.editOriginal(plain(text)).queue(done -> {}, Clerks::undelivered);
    } else {
      hook.deleteOriginal()
          .flatMap(gone -> hook.setEphemeral(true).sendMessage(plain(text)))
          .queue(done -> {}, Clerks::undelivered);
    }
  }

  /** Lines in which nothing is markup, a link or a mention. */
  static String plain(String text) {
    return PlainText.cut(
        text.lines().map(PlainText::escaped).collect(Collectors.joining("\n")), MESSAGE);
  }

  private static void undelivered(Throwable why) {
    LOG.warn("Discord did not take an answer: {}", why.toString());
  }

  /** Lets what is being worked out end, for a while. */
  @Override
  public void close() {
    later.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
