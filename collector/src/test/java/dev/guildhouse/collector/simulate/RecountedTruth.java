package dev.guildhouse.collector.simulate;

import dev.guildhouse.collector.simulate.truth.GuildTruth.Rolling;
import dev.guildhouse.collector.simulate.truth.GuildTruth.TopMessage;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rolls a {@link Recount} up to what a truth holds, again the plain way. */
final class RecountedTruth {
  private static final Map<String, String> UNIQUES = Map.of(
      "messages", "unique_authors",
      "reactions_given", "unique_reactors",
      "voice_seconds", "unique_voice_members");
  private static final Set<String> ACTIVE =
      Set.of("messages", "reactions_given", "voice_seconds", "threads_created");

  private final Recount recount;
  private final SortedMap<LocalDate, Set<Long>> activeByDay;

  RecountedTruth(Recount recount) {
    this.recount = recount;
    this.activeByDay = activeByDay(recount);
  }

  /** Rows of the cells that a key names, by key and first day of period; cells without key drop. */
  private <K> SortedMap<K, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> rows(
      Function<CountedCells.Cell, K> key, Period period) {
    SortedMap<K, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> rows = new TreeMap<>();
    Map<List<Object>, Set<Long>> members = new HashMap<>();
    recount.cells.cells.forEach((cell, measures) -> {
      LocalDate start = period.start(cell.day());
      SortedMap<String, BigDecimal> row = rows.computeIfAbsent(
              key.apply(cell), unused -> new TreeMap<>())
          .computeIfAbsent(start, unused -> new TreeMap<>());
      measures.forEach((measure, amount) -> {
        row.merge(measure, amount, BigDecimal::add);
        if (cell.member() != 0 && UNIQUES.containsKey(measure)) {
          add(members, row, List.of(key.apply(cell), start, UNIQUES.get(measure)), cell.member());
        }
        if (cell.member() != 0 && ACTIVE.contains(measure)) {
          add(members, row, List.of(key.apply(cell), start, "active_members"), cell.member());
        }
      });
    });
    return rows;
  }

  private static void add(
      Map<List<Object>, Set<Long>> members,
      SortedMap<String, BigDecimal> row,
      List<Object> unique,
      long member) {
    if (members.computeIfAbsent(unique, unused -> new HashSet<>()).add(member)) {
      row.merge((String) unique.get(2), BigDecimal.ONE, BigDecimal::add);
    }
  }

  SortedMap<LocalDate, SortedMap<String, BigDecimal>> guild(Period period) {
    SortedMap<LocalDate, SortedMap<String, BigDecimal>> rows =
        rows(cell -> "guild", period).getOrDefault("guild", new TreeMap<>());
    peaks(period, stay -> true, rows);
    recount.covered.forEach((day, seconds) -> row(rows, period.start(day))
        .merge("covered_seconds", BigDecimal.valueOf(seconds), BigDecimal::add));
    for (LocalDate start : rows.keySet()) {
      LocalDate end = period.holding(start).to();
      RawEvent last = null;
      for (Map.Entry<LocalDate, RawEvent> snapshot : recount.lastSnapshots.entrySet()) {
        last = snapshot.getKey().isBefore(end) ? snapshot.getValue() : last;
      }
      if (last != null) {
        rows.get(start).put("members_total", new BigDecimal(last.attributes().get("members")));
        rows.get(start).put("members_bots", new BigDecimal(last.attributes().get("bots")));
      }
    }
    return rows;
  }

  SortedMap<Long, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> channels(Period period) {
    SortedMap<Long, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> rows =
        rows(CountedCells.Cell::channel, period);
    rows.forEach(
        (channel, ofChannel) -> peaks(period, stay -> stay.channel() == channel, ofChannel));
    return rows;
  }

  SortedMap<Long, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> members() {
    SortedMap<Long, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> rows =
        rows(CountedCells.Cell::member, Period.DAY);
    Set<String> uniques = new HashSet<>(UNIQUES.values());
    uniques.add("active_members");
    rows.values().forEach(days -> days.values().forEach(row -> row.keySet().removeAll(uniques)));
    return rows;
  }

  private static SortedMap<String, BigDecimal> row(
      SortedMap<LocalDate, SortedMap<String, BigDecimal>> rows, LocalDate start) {
    return rows.computeIfAbsent(start, unused -> new TreeMap<>());
  }

  /** The most members at the start of any stay, which is where a most must be; or at midnight. */
  private void peaks(
      Period period,
      Predicate<VoiceRecount.Stay> which,
      SortedMap<LocalDate, SortedMap<String, BigDecimal>> rows) {
    List<VoiceRecount.Stay> stays = recount.stays.stream().filter(which).toList();
    Set<Instant> instants = new HashSet<>();
    stays.forEach(stay -> instants.add(stay.start()));
    recount
        .covered
        .keySet()
        .forEach(day -> instants.add(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    for (Instant instant : instants) {
      long present = stays.stream()
          .filter(stay -> !stay.start().isAfter(instant) && stay.end().isAfter(instant))
          .count();
      if (present > 0) {
        LocalDate day = instant.atOffset(ZoneOffset.UTC).toLocalDate();
        row(rows, period.start(day))
            .merge("peak_voice_members", BigDecimal.valueOf(present), BigDecimal::max);
      }
    }
  }

  SortedMap<LocalDate, List<TopMessage>> topContent() {
    SortedMap<LocalDate, List<TopMessage>> top = new TreeMap<>();
    recount.scores.forEach((day, scores) -> {
      List<TopMessage> messages = new ArrayList<>();
      scores.forEach((id, score) -> messages.add(new TopMessage(id, score)));
      messages.sort(Comparator.comparing(TopMessage::reactionScore)
          .reversed()
          .thenComparing(TopMessage::messageId));
      top.put(day, messages.subList(0, Math.min(50, messages.size())));
    });
    return top;
  }

  private static SortedMap<LocalDate, Set<Long>> activeByDay(Recount recount) {
    SortedMap<LocalDate, Set<Long>> active = new TreeMap<>();
    recount.cells.cells.forEach((cell, measures) -> {
      if (cell.member() != 0 && measures.keySet().stream().anyMatch(ACTIVE::contains)) {
        active.computeIfAbsent(cell.day(), unused -> new HashSet<>()).add(cell.member());
      }
    });
    return active;
  }

  private Set<Long> active(LocalDate from, LocalDate to) {
    Set<Long> active = new HashSet<>();
    activeByDay.subMap(from, to).values().forEach(active::addAll);
    return active;
  }

  SortedMap<LocalDate, Rolling> rolling(List<LocalDate> days) {
    SortedMap<LocalDate, Rolling> rolling = new TreeMap<>();
    for (LocalDate day : days) {
      LocalDate next = day.plusDays(1);
      rolling.put(
          day,
          new Rolling(
              active(day, next).size(),
              active(next.minusDays(7), next).size(),
              active(next.minusDays(30), next).size()));
    }
    return rolling;
  }

  /** Walks back from the last day for each member by itself. */
  SortedMap<Long, Integer> streaks(List<LocalDate> days) {
    SortedMap<Long, Integer> streaks = new TreeMap<>();
    LocalDate last = days.get(days.size() - 1);
    for (long member : active(last, last.plusDays(1))) {
      int streak = 0;
      for (int i = days.size() - 1; i >= 0; i--) {
        LocalDate day = days.get(i);
        if (recount.covered.getOrDefault(day, 0L) * 2 < 86_400) {
          continue;
        }
        if (!activeByDay.getOrDefault(day, Set.of()).contains(member)) {
          break;
        }
        streak++;
      }
      streaks.put(member, streak);
    }
    return streaks;
  }
}
