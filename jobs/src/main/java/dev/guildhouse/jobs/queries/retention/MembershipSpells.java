package dev.guildhouse.jobs.queries.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** When members were there: each stay from joining to leaving, with its length and number. */
public final class MembershipSpells implements Query {
  private static final String MEMBER = "member";
  private static final int DAYS = 90;
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Stay", Format.COUNT),
      ReportColumn.of("Joined", Format.DAY),
      ReportColumn.of("Left", Format.DAY),
      ReportColumn.of("Tenure days", Format.COUNT));

  /**
   * One stay of a member.
   *
   * @param ordinal 1 for the first stay known
   * @param joined null when it began before anything is known
   * @param left null while it lasts, or when nobody saw the leave before the next join
   * @param isOpen whether it lasts
   */
  public record Spell(
      long member,
      int ordinal,
      @Nullable Instant joined,
      @Nullable Instant left,
      boolean isOpen) {

    /** Whole days from joining to leaving, or to an instant while it lasts. */
    public Optional<Long> tenureDays(Instant now) {
      return joined == null || (left == null && !isOpen)
          ? Optional.empty()
          : Optional.of(Duration.between(joined, left == null ? now : left).toDays());
    }
  }

  @Override
  public String name() {
    return "retention spells";
  }

  @Override
  public String doc() {
    return "Stays of members, each with joining, leaving, tenure in days and its number.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.member(MEMBER, "Only the stays of one member."));
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return new DayRange(today.minusDays(DAYS), today);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    Instant until = request.period().endsAt();
    Instant from = request.period().startsAt();
    List<Spell> spells = read(tables, request.guildId(), request.member(MEMBER), until).stream()
        .filter(spell -> spell.isOpen() || spell.left() == null || !spell.left().isBefore(from))
        .toList();
    List<List<Cell>> rows = new ArrayList<>();
    List<Long> atLeaving = new ArrayList<>();
    for (Spell spell : spells) {
      Optional<Long> tenure = spell.tenureDays(until);
      if (spell.left() != null && tenure.isPresent()) {
        atLeaving.add(tenure.get());
      }
      rows.add(List.of(
          Answer.member(request, spell.member()),
          Cell.of(spell.ordinal()),
          day(spell.joined(), "before all that is known"),
          spell.isOpen() ? new Cell.Absent("present") : day(spell.left(), "not seen"),
          tenure.<Cell>map(Cell::of).orElse(Cell.NONE)));
    }
    return Answer.to(this, request, "Stays of members")
        .figure("Stays", Format.COUNT, Cell.of(rows.size()))
        .figure(
            "Left",
            Format.COUNT,
            Cell.of(spells.stream().filter(spell -> spell.left() != null).count()))
        .figure(
            "Median tenure at leaving, days",
            Format.DECIMAL,
            median(atLeaving).<Cell>map(Answer::decimal).orElse(Cell.NONE))
        .table(
            "Stays",
            "Those that had not ended before " + request.period().from() + ".",
            COLUMNS,
            rows)
        .note("Only joins and leaves that somebody saw are told, as far back as members can be"
            + " followed; a stay without a join seen has no tenure.")
        .content();
  }

  private static Cell day(@Nullable Instant instant, String otherwise) {
    return instant == null
        ? new Cell.Absent(otherwise)
        : Cell.of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  /** The stays that had begun before an instant, by member and time. */
  public static List<Spell> read(
      TableReader tables, long guildId, Optional<Long> member, Instant until) {
    List<Spell> spells = new ArrayList<>();
    long of = 0;
    @Nullable Spell open = null;
    int ordinal = 0;
    for (Row row : tables
        .table(Facts.MEMBERSHIPS)
        .where(col("guild_id")
            .equalTo(lit(guildId))
            .and(col("is_counted"))
            .and(col("member_key").notEqual(0))
            .and(col("changed_at").lt(lit(java.sql.Timestamp.from(until)))))
        .where(member.map(key -> col("member_key").equalTo(lit(key))).orElse(lit(true)))
        .select("member_key", "changed_at", "change")
        .orderBy("member_key", "changed_at", "change")
        .collectAsList()) {
      long key = row.getLong(0);
      Instant at = row.getTimestamp(1).toInstant();
      if (key != of) {
        if (open != null) {
          spells.add(open);
        }
        open = null;
        ordinal = 0;
        of = key;
      }
      if (row.getString(2).equals("joined")) {
        if (open != null) {
          // The leave between two joins was missed.
          spells.add(new Spell(key, open.ordinal(), open.joined(), null, false));
        }
        open = new Spell(key, ++ordinal, at, null, true);
      } else {
        spells.add(new Spell(
            key,
            open == null ? ++ordinal : open.ordinal(),
            open == null ? null : open.joined(),
            at,
            false));
        open = null;
      }
    }
    if (open != null) {
      spells.add(open);
    }
    return spells;
  }

  static Optional<BigDecimal> median(List<Long> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<Long> sorted = values.stream().sorted().toList();
    long low = sorted.get((sorted.size() - 1) / 2);
    long high = sorted.get(sorted.size() / 2);
    return Optional.of(BigDecimal.valueOf(low + high).divide(BigDecimal.valueOf(2)));
  }
}
