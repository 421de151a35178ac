package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.AnswerFile;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Asker;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.commands.actions.SlashCommands;
import dev.guildhouse.schedules.commands.desk.Control.Press;
import dev.guildhouse.schedules.drafts.DraftButtons;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.modals.Modal;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands and presses. Each is acknowledged before anything is looked up, because Discord
 * waits three seconds; the work is done by others.
 */
final class CommandDesk extends ListenerAdapter {
  private static final int RANGE_LENGTH = 100;

  private final Office office;
  private final SlashCommands commands;
  private final Gate gate;
  private final OpenAnswers open;
  private final Clerks clerks;

  CommandDesk(Office office, SlashCommands commands, Clerks clerks, OpenAnswers open) {
    this.office = office;
    this.commands = commands;
    this.gate = new Gate(office.config());
    this.open = open;
    this.clerks = clerks;
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    Map<String, String> options = new LinkedHashMap<>();
    event.getOptions().forEach(option -> options.put(option.getName(), option.getAsString()));
    String range = options.remove(CommandTree.RANGE);
    give(event, event.getMessageChannel(), event.getFullCommandName(), options, range);
  }

  /** A command, whether it was typed or stands behind a button. */
  private void give(
      IReplyCallback event,
      MessageChannel channel,
      String name,
      Map<String, String> options,
      @Nullable String range) {
    Optional<SlashCommand> command = commands.named(name);
    Member member = event.getMember();
    if (command.isEmpty() || member == null || !event.isFromAttachedGuild()) {
      refuse(event, "That can only be asked in a server, and it is no longer a command here.");
      return;
    }
    Asker asker = gate.asker(member, channel);
    Optional<String> refusal = Gate.refusal(command.get(), asker);
    if (refusal.isPresent()) {
      refuse(event, refusal.get());
      return;
    }
    Asked asked = new Asked(command.get(), asker, options, range, new SeenRooms(member));
    if (isUnclear(event, asked)) {
      return;
    }
    event.deferReply(Gate.isForOneselfAlone(command.get(), asker)).queue();
    clerks.answer(event.getHook(), channel, asked);
  }

  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    Member member = event.getMember();
    Optional<SlashCommand> command = commands.named(event.getFullCommandName());
    boolean mayAsk = member != null
        && event.isFromAttachedGuild()
        && event.getChannel() != null
        && command.isPresent()
        && gate.asker(member, event.getChannel()).rank().reaches(command.get().rank());
    event
        .replyChoices(
            mayAsk
                ? Suggestions.of(
                    command.get(),
                    event.getFocusedOption().getName(),
                    event.getFocusedOption().getValue(),
                    member,
                    office)
                : List.of())
        .queue();
  }

  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    Optional<DraftButtons.Press> decision = DraftButtons.read(event.getComponentId());
    if (decision.isPresent()) {
      give(
          event,
          event.getMessageChannel(),
          decision.get().command(),
          Map.of("draft", decision.get().draftId()),
          null);
      return;
    }
    pressed(event, event.getComponentId(), event.getMember(), event.getChannel())
        .ifPresent(press -> press(event, press.answer(), press.control()));
  }

  @Override
  public void onStringSelectInteraction(StringSelectInteractionEvent event) {
    Optional<Pressed> press =
        pressed(event, event.getComponentId(), event.getMember(), event.getChannel());
    if (press.isEmpty()) {
      return;
    }
    String place = event.getValues().isEmpty() ? "" : event.getValues().get(0);
    int tables = press.get().answer().tables().size();
    if (!place.matches("\\d{1,2}") || Integer.parseInt(place) >= tables) {
      refuse(event, "There is no such table.");
      return;
    }
    event.deferEdit().queue();
    clerks.show(event.getHook(), press.get().answer().at(Integer.parseInt(place), 0));
  }

  @Override
  public void onModalInteraction(ModalInteractionEvent event) {
    Optional<Pressed> press =
        pressed(event, event.getModalId(), event.getMember(), event.getChannel());
    if (press.isEmpty()) {
      return;
    }
    OpenAnswer answer = press.get().answer();
    String days = event.getValue(CommandTree.RANGE) == null
        ? ""
        : event.getValue(CommandTree.RANGE).getAsString();
    Asked asked = answer.asked().withRange(days);
    if (!isUnclear(event, asked)) {
      event.deferEdit().queue();
      clerks.again(event.getHook(), event.getMessageChannel(), answer, asked);
    }
  }

  /** A control of an answer that is open, pressed by whoever may. */
  private record Pressed(OpenAnswer answer, Control control) {}

  /** The same for buttons, menus and forms, so that none is let through that another is not. */
  private Optional<Pressed> pressed(
      IReplyCallback event, String id, @Nullable Member member, @Nullable Channel channel) {
    Optional<Press> press = Control.read(id);
    Optional<OpenAnswer> answer = press.flatMap(found -> open.find(found.answerId()));
    if (answer.isEmpty() || member == null || channel == null) {
      refuse(event, expired());
      return Optional.empty();
    }
    if (isForeign(answer.get(), member)) {
      refuse(
          event,
          "Only whoever asked can leaf through the answer. Ask for yourself: /"
              + answer.get().asked().command().name());
      return Optional.empty();
    }
    Asker now = gate.asker(member, channel);
    Optional<String> refusal = Gate.refusal(answer.get().asked().command(), now);
    if (refusal.isPresent()) {
      refuse(event, refusal.get());
      return Optional.empty();
    }
    return Optional.of(new Pressed(answer.get(), press.get().control()));
  }

  private static boolean isForeign(OpenAnswer answer, Member member) {
    Asker asker = answer.asked().asker();
    return asker.userId() != member.getIdLong()
        || asker.guildId() != member.getGuild().getIdLong();
  }

  private void press(ButtonInteractionEvent event, OpenAnswer answer, Control control) {
    switch (control) {
      case PREVIOUS_ROWS -> leaf(event, answer, -AnswerMessage.ROWS);
      case NEXT_ROWS -> leaf(event, answer, AnswerMessage.rowsShown(answer));
      case EARLIER -> ask(event, answer, CommandDesk::earlier);
      case LATER -> ask(event, answer, CommandDesk::later);
      case OTHER_DAYS -> event.replyModal(otherDays(answer)).queue();
      case FILES -> files(event, answer);
      case TABLE -> refuse(event, expired());
    }
  }

  private void leaf(ButtonInteractionEvent event, OpenAnswer answer, int by) {
    event.deferEdit().queue();
    int last = answer.tables().get(answer.table()).rows().size() - 1;
    int row = Math.max(0, Math.min(last, answer.row() + by));
    clerks.show(event.getHook(), answer.at(answer.table(), row));
  }

  private void ask(
      ButtonInteractionEvent event, OpenAnswer answer, Function<DayRange, DayRange> move) {
    DayRange days = move.apply(answer.numbers().days());
    if (days.from().isAfter(office.today())) {
      refuse(event, "These days are still to come.");
      return;
    }
    Asked asked = answer.asked().withRange(days.from() + " to " + days.to());
    if (!isUnclear(event, asked)) {
      event.deferEdit().queue();
      clerks.again(event.getHook(), event.getMessageChannel(), answer, asked);
    }
  }

  private void files(ButtonInteractionEvent event, OpenAnswer answer) {
    Asker asker = answer.asked().asker();
    SlashCommand command = answer.asked().command();
    if (!Gate.mayTakeFiles(command, asker)) {
      refuse(event, "Files of it are given out in moderators' channels alone.");
      return;
    }
    event.deferReply(Gate.isForOneselfAlone(command, asker)).queue();
    List<ReportTable> tables = answer.tables();
    String stem =
        command.name().replace(' ', '-') + "-" + answer.numbers().days().from();
    clerks.send(
        event.getHook(),
        new Answer.Files(
            answer.numbers().content().title(),
            tables.stream()
                .limit(Clerks.FILES)
                .map(table -> AnswerFile.csv(stem, table))
                .toList(),
            List.of(new ReportPeriod(answer.numbers().content().period()).text())));
  }

  /** As many days before, or the calendar's week or month before where it is one. */
  private static DayRange earlier(DayRange days) {
    return new ReportPeriod(days)
        .calendar()
        .map(period -> period.holding(days.from().minusDays(1)))
        .orElseGet(days::previous);
  }

  private static DayRange later(DayRange days) {
    return new ReportPeriod(days)
        .calendar()
        .map((Period period) -> period.holding(days.to()))
        .orElseGet(() -> new DayRange(days.to(), days.to().plusDays(days.length())));
  }

  private static Modal otherDays(OpenAnswer answer) {
    TextInput days = TextInput.create(CommandTree.RANGE, TextInputStyle.SHORT)
        .setPlaceholder("2026-03-01 to 2026-03-15")
        .setMaxLength(RANGE_LENGTH)
        .build();
    return Modal.create(Control.OTHER_DAYS.id(answer), "Other days")
        .addComponents(Label.of("UTC days", "yesterday, last 30 days, 2026-W10, A to B", days))
        .build();
  }

  /** Tells at once, before any work, what cannot be understood. */
  private boolean isUnclear(IReplyCallback event, Asked asked) {
    try {
      asked.check(office.today());
      return false;
    } catch (WarehouseException unclear) {
      refuse(event, String.valueOf(unclear.getMessage()));
      return true;
    }
  }

  private static String expired() {
    return "These controls have ended. Ask again.";
  }

  private static void refuse(IReplyCallback event, String why) {
    event.reply(Clerks.plain(why)).setEphemeral(true).queue();
  }
}
