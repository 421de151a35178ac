package dev.guildhouse.collector.simulate.truth;

import dev.guildhouse.collector.simulate.truth.GuildTruth.Rolling;
import dev.guildhouse.collector.simulate.truth.GuildTruth.TopMessage;
import dev.guildhouse.collector.simulate.world.Guild;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Closes a guild's book: folds days into weeks and months, windows and streaks. */
final class Accounts {
  private static final int WEEK_DAYS = 7;
  private static final int MONTH_DAYS = 30;

  private final GuildBook book;
  private final Guild guild;
  private final Span span;
  private final List<Tally> days = new ArrayList<>();

  private Accounts(GuildBook book) {
    this.book = book;
    this.guild = book.guild;
    this.span = guild.span();
    for (int day = 0; day < span.days(); day++) {
      days.add(book.guildTally(day));
    }
  }

  static GuildTruth close(GuildBook book) {
    Accounts accounts = new Accounts(book);
    return new GuildTruth(
        accounts.guildRows(),
        accounts.channelRows(),
        accounts.memberRows(),
        accounts.topContent(),
        accounts.rolling(),
        accounts.streaks());
  }

  private Map<Period, SortedMap<LocalDate, TruthRow>> guildRows() {
    Map<Period, SortedMap<LocalDate, TruthRow>> rows = new EnumMap<>(Period.class);
    for (Period period : Period.values()) {
      SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
      SortedMap<LocalDate, Long> watched = new TreeMap<>();
      SortedMap<LocalDate, GuildBook.Census> censuses = new TreeMap<>();
      for (int day = 0; day < span.days(); day++) {
        LocalDate start = period.start(span.date(day));
        tallies.computeIfAbsent(start, unused -> new Tally()).add(days.get(day));
        watched.merge(start, guild.watch().watchedSeconds(day), Long::sum);
        GuildBook.Census census = book.census(day);
        if (census != null) {
          censuses.put(start, census);
        }
      }
      SortedMap<LocalDate, TruthRow> ofPeriod = new TreeMap<>();
      tallies.forEach((start, tally) -> {
        SortedMap<String, BigDecimal> columns = tally.columns();
        Tally.put(columns, "covered_seconds", watched.getOrDefault(start, 0L));
        GuildBook.Census census = censuses.get(start);
        if (census != null) {
          columns.put("members_total", BigDecimal.valueOf(census.members()));
          columns.put("members_bots", BigDecimal.valueOf(census.bots()));
        }
        ofPeriod.put(start, new TruthRow(columns));
      });
      rows.put(period, ofPeriod);
    }
    return rows;
  }

  private Map<Period, SortedMap<Long, SortedMap<LocalDate, TruthRow>>> channelRows() {
    Map<Period, SortedMap<Long, SortedMap<LocalDate, TruthRow>>> rows = new EnumMap<>(Period.class);
    int none = guild.channels().count();
    for (Period period : Period.values()) {
      SortedMap<Long, SortedMap<LocalDate, TruthRow>> ofPeriod = new TreeMap<>();
      for (int place = 0; place <= none; place++) {
        SortedMap<LocalDate, TruthRow> ofChannel = channelRows(period, place);
        if (!ofChannel.isEmpty()) {
          ofPeriod.put(place == none ? 0 : guild.channels().id(place), ofChannel);
        }
      }
      rows.put(period, ofPeriod);
    }
    return rows;
  }

  private SortedMap<LocalDate, TruthRow> channelRows(Period period, int place) {
    SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
    for (int day = 0; day < span.days(); day++) {
      Tally tally = book.tallyOrNull(day, place);
      if (tally != null && !tally.isEmpty()) {
        tallies
            .computeIfAbsent(period.start(span.date(day)), unused -> new Tally())
            .add(tally);
      }
    }
    SortedMap<LocalDate, TruthRow> rows = new TreeMap<>();
    tallies.forEach((start, tally) -> rows.put(start, new TruthRow(tally.columns())));
    return rows;
  }

  private SortedMap<Long, SortedMap<LocalDate, TruthRow>> memberRows() {
    SortedMap<Long, SortedMap<LocalDate, TruthRow>> rows = new TreeMap<>();
    for (int day = 0; day < span.days(); day++) {
      LocalDate date = span.date(day);
      book.members(day)
          .forEach((member, sums) -> rows.computeIfAbsent(
                  guild.cast().key(member), unused -> new TreeMap<>())
              .put(date, new TruthRow(sums.columns())));
    }
    return rows;
  }

  private SortedMap<LocalDate, List<TopMessage>> topContent() {
    SortedMap<LocalDate, List<TopMessage>> rows = new TreeMap<>();
    for (int day = 0; day < span.days(); day++) {
      List<TopMessage> top = book.top(day);
      if (!top.isEmpty()) {
        rows.put(span.date(day), top);
      }
    }
    return rows;
  }

  private SortedMap<LocalDate, Rolling> rolling() {
    SortedMap<LocalDate, Rolling> rows = new TreeMap<>();
    for (int day = 0; day < span.days(); day++) {
      rows.put(
          span.date(day),
          new Rolling(active(day, 1), active(day, WEEK_DAYS), active(day, MONTH_DAYS)));
    }
    return rows;
  }

  /** Members active in the days that end with the given one. */
  private int active(int lastDay, int window) {
    BitSet active = new BitSet();
    for (int day = Math.max(0, lastDay - window + 1); day <= lastDay; day++) {
      active.or(days.get(day).active());
    }
    return active.cardinality();
  }

  private SortedMap<Long, Integer> streaks() {
    SortedMap<Long, Integer> streaks = new TreeMap<>();
    BitSet alive = new BitSet();
    alive.set(0, guild.cast().size());
    for (int day = span.days() - 1; day >= 0 && !alive.isEmpty(); day--) {
      // A day that was hardly watched neither breaks a streak nor counts.
      if (2 * guild.watch().watchedSeconds(day) * Span.SECOND >= Span.DAY) {
        alive.and(days.get(day).active());
        alive.stream().forEach(member -> streaks.merge(guild.cast().key(member), 1, Integer::sum));
      }
    }
    return streaks;
  }
}
