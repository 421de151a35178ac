package dev.guildhouse.jobs.drafts;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.ActiveDays;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.DraftSettings.Milestone;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * Streaks at the end of a week: to the community how many members have one of each length, to
 * moderators the leaderboard, and what is to be granted to whom. A milestone is reached in the week
 * when the streak was shorter before it. Rewards come as JSON Lines that can be imported; nothing is
 * granted by the draft itself, nor by its approval.
 */
final class StreaksDraft implements DraftKind {
  static final String REWARDS = "rewards.jsonl";
  static final String ROLES = "roles.jsonl";

  private static final List<Integer> LENGTHS = List.of(3, 7, 14, 30, 60, 100);
  private static final int SHOWN = 20;
  private static final int AMOUNT_DIGITS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A member with a streak that is alive at the end of the last day. */
  record Streak(String pseudonym, long days) {}

  /** Somebody who reached a milestone in the week. */
  private record Grant(Streak streak, Milestone milestone) {}

  @Override
  public String name() {
    return "streaks";
  }

  @Override
  public String title() {
    return "Streaks of the week";
  }

  @Override
  public String doc() {
    return "How many members were active day after day; to moderators also who, and what to grant.";
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    if (request.privacy() == PrivacyMode.ANONYMOUS) {
      return Proposal.TooLittle.ANONYMOUS;
    }
    LocalDate last = request.period().to().minusDays(1);
    List<Row> state = tables
        .table(Marts.MEMBER_STATE)
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("member_key").notEqual(MemberKeys.UNKNOWN))
            .and(col("streak_days").gt(0).or(col("active_days_mask").notEqual(0))))
        .select(
            col("as_of_date").cast("string"),
            col("member_key"),
            col("active_days_mask"),
            col("streak_days").cast("long"))
        .collectAsList();
    if (state.isEmpty()) {
      return new Proposal.TooLittle("Nobody was active.");
    }
    LocalDate asOf = LocalDate.parse(state.get(0).getString(0));
    long ago = ChronoUnit.DAYS.between(last, asOf);
    if (ago < 0 || ago >= ActiveDays.MASK_DAYS) {
      return new Proposal.TooLittle("NOT_AVAILABLE: streaks are known of the "
          + ActiveDays.MASK_DAYS + " days before " + asOf + " alone.");
    }
    StreakDays then = new StreakDays((int) ago, watched(request, tables, asOf));
    YearMonth month = YearMonth.from(request.period().from());
    List<Streak> streaks = new ArrayList<>();
    long unknown = 0;
    for (Row row : state) {
      OptionalLong days = then.of(row.getLong(2), row.getLong(3));
      unknown += days.isEmpty() ? 1 : 0;
      if (days.orElse(0) > 0) {
        streaks.add(new Streak(
            request.pseudonyms().of(request.guildId(), month, row.getLong(1)), days.getAsLong()));
      }
    }
    long watchedDays =
        Long.bitCount(then.watched() >>> ago & (1L << request.period().length()) - 1);
    List<String> notes = new ArrayList<>();
    if (unknown > 0) {
      notes.add("NOT_AVAILABLE: " + unknown + " streaks that began before "
          + asOf.minusDays(ActiveDays.MASK_DAYS - 1L) + " and broke since.");
    }
    LocalDate open = tables.sealed().openFrom(request.guildId());
    if (!open.equals(LocalDate.MIN)) {
      notes.add("Streaks begin on " + open + " or later: what was before is sealed.");
    }
    return compose(request, streaks, watchedDays, notes);
  }

  /**
   * What is proposed.
   *
   * @param alive in no order
   * @param watchedDays days of the period that were watched well enough to count
   * @param notes for moderators
   */
  Proposal compose(
      ReportRequest request, List<Streak> alive, long watchedDays, List<String> notes) {
    List<Streak> ranked = alive.stream()
        .sorted(Comparator.comparingLong(Streak::days).reversed().thenComparing(Streak::pseudonym))
        .toList();
    List<Milestone> milestones = settings(request).milestones();
    Table lengths = lengths(ranked, milestones);
    if (lengths.rows().isEmpty()) {
      return new Proposal.TooLittle("Fewer than " + PublicForm.FEWEST_MEMBERS
          + " members have a streak of " + LENGTHS.get(0) + " days or more.");
    }
    List<Grant> grants = new ArrayList<>();
    for (Streak streak : ranked) {
      milestones.stream()
          .filter(milestone ->
              milestone.days() <= streak.days() && milestone.days() > streak.days() - watchedDays)
          .forEach(milestone -> grants.add(new Grant(streak, milestone)));
    }
    List<Section> evidence = new ArrayList<>();
    evidence.add(new Section(
        "Leaderboard",
        new Table(
            List.of("Member", "Days"),
            ranked.stream()
                .limit(SHOWN)
                .map(streak -> List.of(streak.pseudonym(), Long.toString(streak.days())))
                .toList())));
    List<Grant> roles =
        grants.stream().filter(grant -> grant.milestone().role() != null).toList();
    if (!roles.isEmpty()) {
      evidence.add(new Section(
          "Roles to grant",
          new Table(
              List.of("Member", "Days", "Role"),
              roles.stream()
                  .map(grant -> List.of(
                      grant.streak().pseudonym(),
                      Integer.toString(grant.milestone().days()),
                      String.valueOf(grant.milestone().role())))
                  .toList())));
    }
    Map<String, String> files = new HashMap<>();
    String rewards = rewards(request, grants);
    List<String> all = new ArrayList<>(notes);
    if (!rewards.isEmpty()) {
      files.put(REWARDS, rewards);
      all.add(REWARDS + " holds the rewards of who reached a milestone in these days. Nothing of it"
          + " is granted until somebody imports it: guildhouse import " + REWARDS);
    }
    if (!roles.isEmpty()) {
      files.put(ROLES, roles(roles));
      all.add("Guildhouse grants no role: give them in Discord. " + ROLES + " holds all of them.");
    }
    return new Proposal.Post(
        post(
            request,
            List.of(),
            List.of(new Section("Streaks that are alive", lengths)),
            List.of(
                "A streak is days in a row with a message, a reaction, a thread or time in voice,"
                    + " up to the last day of " + new ReportPeriod(request.period()).text() + ".")),
        new Evidence(evidence, all, files),
        opening(lengths));
  }

  /**
   * How many have a streak of each length. A length is left out when it, or what it tells of those
   * between it and the one before, would be fewer than five.
   */
  private static Table lengths(List<Streak> ranked, List<Milestone> milestones) {
    TreeSet<Integer> all = new TreeSet<>(LENGTHS);
    milestones.forEach(milestone -> all.add(milestone.days()));
    List<List<String>> rows = new ArrayList<>();
    long before = ranked.size();
    for (int length : all) {
      long members = ranked.stream().filter(streak -> streak.days() >= length).count();
      boolean isTold = members >= PublicForm.FEWEST_MEMBERS
          && (rows.isEmpty() || members == before || before - members >= PublicForm.FEWEST_MEMBERS);
      if (isTold) {
        rows.add(List.of(Integer.toString(length), Long.toString(members)));
        before = members;
      }
    }
    return new Table(List.of("Days or more", "Members"), rows);
  }

  private static Opening opening(Table lengths) {
    List<List<String>> rows = lengths.rows();
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(Sentence.of(rows.get(0).get(1) + " members were active on "
        + rows.get(0).get(0) + " days in a row or more."));
    if (rows.size() > 1) {
      List<String> longest = rows.get(rows.size() - 1);
      sentences.add(Sentence.of(
          longest.get(1) + " of them were active on " + longest.get(0) + " days or more."));
    }
    return new Opening("In short", sentences);
  }

  /** What is to be given to whom, one a line, under pseudonyms. */
  private static String roles(List<Grant> grants) {
    StringBuilder lines = new StringBuilder();
    for (Grant grant : grants) {
      lines
          .append(JSON.createObjectNode()
              .put("user_id", grant.streak().pseudonym())
              .put("days", grant.milestone().days())
              .put("role_id", String.valueOf(grant.milestone().role())))
          .append('\n');
    }
    return lines.toString();
  }

  /** One event a line, under pseudonyms; the same grant has the same id whenever it is written. */
  private String rewards(ReportRequest request, List<Grant> grants) {
    StringBuilder lines = new StringBuilder();
    DayRange days = request.period();
    for (Grant grant : grants) {
      if (grant.milestone().amount().signum() > 0) {
        String trigger = "streak_" + grant.milestone().days();
        lines
            .append(JSON.createObjectNode()
                .put("guild_id", Long.toString(request.guildId()))
                .put("event_type", EventType.REWARD_GRANT.text())
                .put(
                    "id",
                    trigger + "-" + new ReportPeriod(days).code() + "-"
                        + grant.streak().pseudonym())
                .put("event_at", days.endsAt().toString())
                .put("user_id", grant.streak().pseudonym())
                .put(
                    "amount",
                    grant
                        .milestone()
                        .amount()
                        .setScale(AMOUNT_DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString())
                .put("reward_trigger", trigger)
                .put("reward_status", "completed"))
            .append('\n');
      }
    }
    return lines.toString();
  }

  /** The watched days of the mask, as bits. */
  private static long watched(ReportRequest request, TableReader tables, LocalDate asOf) {
    long bits = 0;
    for (Row row : ActiveDays.watched(tables
            .table(
                Rollups.of(Entity.GUILD, Period.DAY),
                DayRange.through(asOf.minusDays(ActiveDays.MASK_DAYS - 1L), asOf))
            .where(col("guild_id").equalTo(request.guildId())))
        .select(col("watched_date").cast("string"))
        .collectAsList()) {
      bits |= 1L << ChronoUnit.DAYS.between(LocalDate.parse(row.getString(0)), asOf);
    }
    return bits;
  }
}
