package dev.guildhouse.schedules.drafts;

import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.drafts.Drafts;
import dev.guildhouse.schedules.operations.drafts.Drafts.NewDraft;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.DocumentReport;
import dev.guildhouse.schedules.reports.FilledDays;
import dev.guildhouse.schedules.reports.GuildRequests;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schedules.wording.WordedSummary;
import dev.guildhouse.schedules.wording.WordingRun;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Drafts a post of one kind for a guild, once for each period: what moderators see is queued in the
 * transaction that notes the draft, and what is posted once they approve lies written beside it.
 */
public final class DraftRun {
  private static final Duration TERM = Duration.ofSeconds(60);

  private final Home home;
  private final Config config;
  private final OperationsDatabase database;
  private final Duration patience;

  /**
   * @param patience how long to wait for another one that does the same
   */
  public DraftRun(Home home, Config config, OperationsDatabase database, Duration patience) {
    this.home = home;
    this.config = config;
    this.database = database;
    this.patience = patience;
  }

  /**
   * Drafts it, about its last whole period before a day.
   *
   * @param guildId of a guild with a channel for drafts and one for this kind
   * @return what came of it, for a person
   */
  public String write(
      WarehouseRuns runs, RunTrigger trigger, DraftKind kind, long guildId, LocalDate day) {
    DayRange period = kind.period().lastBefore(day);
    GuildSettings guild = config.guild(guildId);
    long channel = Objects.requireNonNull(guild.drafts().channel());
    if (!guild.moderators().channels().contains(channel)) {
      throw WarehouseException.usage(
          "draft " + kind.name() + " for guild " + guildId,
          "others than moderators may read channel " + channel + ", and a draft names members",
          "Name a channel of moderators.channels as drafts.channel.");
    }
    RunRequest request =
        new RunRequest("draft " + kind.name(), Long.toString(guildId), period, trigger);
    return runs.read(request, warehouse -> {
      new FilledDays(home).requireNight("draft " + kind.name() + " of " + period, guildId, period);
      Drafts drafts = new Drafts(database, guildId);
      try (Lease lease =
          new Leases(database).acquire(drafts.lease(), "drafts " + kind.name(), TERM, patience)) {
        if (drafts.has(kind.name(), period)) {
          return told(kind.name() + " of " + period + " is drafted already");
        }
        ReportRequest asked =
            new GuildRequests(home, config).of(guildId, period, Audience.MODERATORS);
        try (HeldRelease held = warehouse.get().lake().open(request.job())) {
          GuildTables tables = new GuildTables(held, guildId);
          Proposal proposal = kind.propose(
              new DraftInputs(asked, tables, drafts.posted(), subscribers(kind, asked)));
          if (!(proposal instanceof Proposal.Post post)) {
            return told(kind.name() + " is not drafted: " + ((Proposal.TooLittle) proposal).why());
          }
          Instant closesAt = post.closesAt();
          if (closesAt != null && !closesAt.isAfter(database.clock().instant())) {
            return told(kind.name() + " of " + period + " is not drafted: it is too late for it"
                + " since " + closesAt);
          }
          WordedSummary opening = new WordingRun(config, database)
              .word(runs, trigger, post.opening().sentences(), guildId, period);
          lease.check();
          long target = Objects.requireNonNull(kind.settings(asked).channel());
          String name = ChannelNames.read(tables, guildId, period.to()).of(target);
          enter(drafts, kind, period, post, opening, channel, target, name);
          return told("drafted " + kind.name() + " of " + period);
        }
      }
    });
  }

  private void enter(
      Drafts drafts,
      DraftKind kind,
      DayRange period,
      Proposal.Post proposed,
      WordedSummary opening,
      long channel,
      long target,
      String targetName) {
    Instant now = database.clock().instant();
    Instant expiresAt =
        now.plus(config.guild(proposed.post().guildId()).drafts().expiry());
    Instant closesAt = proposed.closesAt();
    if (closesAt != null && closesAt.isBefore(expiresAt)) {
      expiresAt = closesAt;
    }
    ReportDocument approved = opened(proposed, opening);
    ReportDocument shown = shown(proposed, approved, opening.note(), targetName, expiresAt);
    String folder = period.from() + "_" + period.to();
    // What it rests on lies beside it, unsent: whoever erases one of its members finds the post.
    Map<String, String> beside = new HashMap<>(proposed.evidence().files());
    beside.put("evidence.json", shown.toJson());
    if (!proposed.direct().isEmpty()) {
      beside.put(DirectTexts.FILE, new DirectTexts(proposed.direct()).toJson());
    }
    NewDelivery post = new DocumentReport(
            DraftButtons.post(kind), period, Audience.PUBLIC, folder, 1, approved, now)
        .write(home, config, target, beside);
    NewDelivery toModerators = new DocumentReport(
            DraftButtons.report(kind), period, Audience.MODERATORS, folder, 1, shown, now)
        .write(home, config, channel, proposed.evidence().files());
    StopPoint.reached("drafts.written");
    drafts.enter(new NewDraft(
        kind.name(), period, toModerators, post, proposed.memo(), proposed.postAt(), expiresAt));
  }

  /** The whole post as it will be, what speaks for it, and what a decision does. */
  private static ReportDocument shown(
      Proposal.Post proposed,
      ReportDocument post,
      String wording,
      String target,
      Instant expiresAt) {
    Instant postAt = proposed.postAt();
    List<Section> sections = new ArrayList<>(post.sections());
    proposed.evidence().sections().stream()
        .map(section -> new Section("Evidence: " + section.heading(), section.table()))
        .forEach(sections::add);
    List<String> notes = new ArrayList<>();
    notes.add("Approve posts it to " + target + (postAt == null ? "" : " at " + minute(postAt))
        + (post.mention() == null ? "" : " and pings the role " + post.mention())
        + ", down to where the evidence begins; Refuse posts nothing. From " + minute(expiresAt)
        + " on it cannot be approved any more.");
    if (!wording.isEmpty()) {
      notes.add(wording);
    }
    notes.addAll(proposed.evidence().notes());
    post.notes().forEach(note -> notes.add("Posted with it: " + note));
    return new ReportDocument(
        "Draft: " + post.title(),
        post.subtitle(),
        post.guildId(),
        post.period(),
        post.figures(),
        sections,
        notes,
        null,
        proposed.evidence().files().keySet().stream().sorted().toList());
  }

  /** Keys of who asked for direct messages, in memory alone. */
  private Map<Long, Instant> subscribers(DraftKind kind, ReportRequest asked) {
    Map<Long, Instant> keys = new HashMap<>();
    if (kind.isDirect() && asked.privacy() != PrivacyMode.ANONYMOUS) {
      DirectReader.of(home, config, asked.guildId(), database.clock().instant())
          .forEach(reader -> keys.put(reader.key(), reader.since()));
    }
    return keys;
  }

  /** The post with the sentences that it begins with. */
  private static ReportDocument opened(Proposal.Post proposed, WordedSummary opening) {
    ReportDocument post = proposed.post();
    if (opening.sentences().isEmpty()) {
      return post;
    }
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(
        proposed.opening().heading(),
        new Table(
            List.of("Sentence"), opening.sentences().stream().map(List::of).toList())));
    sections.addAll(post.sections());
    return post.with(sections, post.notes(), post.attachments());
  }

  private static Instant minute(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MINUTES);
  }

  private static Answer<String> told(String what) {
    String sentence = Character.toUpperCase(what.charAt(0)) + what.substring(1);
    return new Answer<>(
        what,
        RunEnd.without(RunState.SUCCEEDED, sentence.endsWith(".") ? sentence : sentence + "."));
  }
}
