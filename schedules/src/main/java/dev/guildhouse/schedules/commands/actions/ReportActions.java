package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schedules.commands.Action;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscription;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscriptions;
import dev.guildhouse.schedules.reports.Destinations;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which reports a guild gets on schedule, and in which channels. */
public final class ReportActions {
  public static final Action LIST = new Listing();
  public static final List<Action> ALL = List.of(new Scheduling(), LIST, new Cancelling());

  /** Channels of one report in one guild, at most. */
  private static final int MOST = 10;

  /** An id by itself, or as Discord writes a channel in a message. */
  private static final Pattern CHANNEL = Pattern.compile("<#(\\d{1,19})>|(\\d{1,19})");

  private static final QueryOption REPORT =
      QueryOption.text("type", "The report, such as weekly_community.").positional();

  private ReportActions() {}

  /** Has a report posted to one more channel. */
  private record Scheduling() implements Action {
    @Override
    public String name() {
      return "reports schedule";
    }

    @Override
    public String doc() {
      return "Has a report posted to a channel each time it is written by schedule.";
    }

    @Override
    public Rank rank() {
      return Rank.ADMIN;
    }

    @Override
    public List<QueryOption> options() {
      return List.of(REPORT, QueryOption.channel("channel", "The channel that gets it."));
    }

    @Override
    public Answer.Told answer(Office office, Asked asked) {
      Report report = Reports.of(office.home()).named(asked.required("type"));
      long channel = channel(asked);
      return office.entered(asked, spoken(report.name(), channel), () -> {
        String doing = "schedule " + report.name() + " for channel " + channel;
        long guild = asked.asker().guildId();
        Instant next = next(office, report.name(), guild)
            .orElseThrow(() -> WarehouseException.usage(
                doing,
                "no schedule writes it for this guild",
                "The operator adds one with job: report to schedules.yaml; docs/OPERATIONS.md"
                    + " tells how."));
        asked.rooms().whyNotPost(channel).ifPresent(why -> {
          throw WarehouseException.usage(doing, why, "Give a channel in which it can be posted.");
        });
        GuildSettings settings = office.config().guild(guild);
        Audience audience = Destinations.audience(settings, channel);
        if (!report.audiences().contains(audience)) {
          throw WarehouseException.usage(
              doing,
              "it tells of single members or small numbers, and others than moderators may read"
                  + " that channel",
              "Give a channel that the operator has named as moderators.channels.");
        }
        if (Objects.equals(settings.report(report.name()).channel(), channel)) {
          throw WarehouseException.usage(
              doing, "the configuration has it posted there already", "Give another channel.");
        }
        add(office, doing, guild, report.name(), channel);
        return new Answer.Told(
            "Scheduled: " + report.title(),
            List.of(
                new Figure("Channel", asked.rooms().name(channel), ""),
                new Figure("Next", next.toString(), ""),
                new Figure("Told for", audience.text(), "")),
            List.of(),
            List.of("To end it: /reports cancel"));
      });
    }

    private static void add(Office office, String doing, long guild, String report, long channel) {
      ReportSubscriptions subscriptions = new ReportSubscriptions(office.database());
      long there = subscriptions.ofGuild(guild).stream()
          .filter(known -> known.report().equals(report))
          .count();
      if (there >= MOST) {
        throw WarehouseException.usage(
            doing,
            "it goes to " + there + " channels already, and more are not taken",
            "Cancel one first.");
      }
      if (!subscriptions.add(guild, report, channel)) {
        throw WarehouseException.usage(
            doing, "it is posted there already", "Give another channel.");
      }
    }
  }

  /** Where reports go. */
  private record Listing() implements Action {
    @Override
    public String name() {
      return "reports list";
    }

    @Override
    public String doc() {
      return "Which reports are written when, and in which channels they are posted.";
    }

    @Override
    public Rank rank() {
      return Rank.MODERATOR;
    }

    @Override
    public Answer.Told answer(Office office, Asked asked) {
      return office.entered(asked, "", () -> {
        long guild = asked.asker().guildId();
        List<ReportSubscription> all = new ReportSubscriptions(office.database()).ofGuild(guild);
        List<List<String>> rows = new ArrayList<>();
        for (Report report : Reports.of(office.home()).all()) {
          String channels = Stream.concat(
                  Stream.ofNullable(
                      office.config().guild(guild).report(report.name()).channel()),
                  all.stream()
                      .filter(one -> one.report().equals(report.name()))
                      .map(ReportSubscription::channelId))
              .distinct()
              .map(asked.rooms()::name)
              .collect(Collectors.joining(", "));
          rows.add(List.of(
              report.name(),
              channels.isEmpty() ? "–" : channels,
              next(office, report.name(), guild).map(Instant::toString).orElse("–")));
        }
        return new Answer.Told(
            "Reports of this guild",
            List.of(),
            List.of(new Section(
                "Reports", new Table(List.of("Report", "Channels", "Next (UTC)"), rows))),
            List.of("Of a report without a channel nothing is written."));
      });
    }
  }

  /** Ends what was scheduled. */
  private record Cancelling() implements Action {
    @Override
    public String name() {
      return "reports cancel";
    }

    @Override
    public String doc() {
      return "Ends what was scheduled. What is queued already is still posted.";
    }

    @Override
    public Rank rank() {
      return Rank.ADMIN;
    }

    @Override
    public List<QueryOption> options() {
      return List.of(REPORT, QueryOption.channel("channel", "The channel that gets it no more."));
    }

    @Override
    public Answer.Told answer(Office office, Asked asked) {
      // Neither needs to exist any more: a channel may be deleted, a report of the home's own too.
      String report = asked.required("type").strip();
      long channel = channel(asked);
      long guild = asked.asker().guildId();
      ReportSubscriptions subscriptions = new ReportSubscriptions(office.database());
      List<ReportSubscription> there = subscriptions.ofGuild(guild);
      if (there.stream()
          .noneMatch(one -> one.report().equals(report) && one.channelId() == channel)) {
        throw WarehouseException.usage(
            "cancel that report for channel " + channel,
            "it is not scheduled there",
            there.isEmpty()
                ? "Nothing is scheduled but what the configuration says."
                : "Scheduled: "
                    + there.stream()
                        .map(one -> one.report() + " for " + one.channelId())
                        .collect(Collectors.joining(", ")));
      }
      return office.entered(asked, spoken(report, channel), () -> {
        subscriptions.remove(guild, report, channel);
        return Answer.Told.of(
            "Cancelled: " + report, "It is posted no more to " + asked.rooms().name(channel) + ".");
      });
    }
  }

  private static String spoken(String report, long channel) {
    return "--type " + report + " --channel " + channel;
  }

  private static long channel(Asked asked) {
    String text = asked.required("channel").strip();
    Matcher channel = CHANNEL.matcher(text);
    try {
      if (channel.matches()) {
        return Long.parseLong(channel.group(1) == null ? channel.group(2) : channel.group(1));
      }
    } catch (NumberFormatException tooLarge) {
      // Told like every other text that is no channel.
    }
    throw WarehouseException.usage(
        "do /" + asked.command().name(),
        "'" + text + "' is no channel",
        "Choose one of those that are suggested, or give its id.");
  }

  /** When a schedule writes the report of a guild the next time. */
  private static Optional<Instant> next(Office office, String report, long guild) {
    return ScheduledJobs.schedules(office.home()).timetable().enabled().stream()
        .filter(schedule -> report.equals(schedule.options().report()))
        .filter(schedule ->
            schedule.options().guilds().isEmpty() || schedule.options().guilds().contains(guild))
        .map((Schedule schedule) -> schedule.next(office.clock().instant()))
        .min(Comparator.naturalOrder());
  }
}
