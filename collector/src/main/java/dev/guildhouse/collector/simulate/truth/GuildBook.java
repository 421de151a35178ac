package dev.guildhouse.collector.simulate.truth;

import dev.guildhouse.collector.simulate.truth.GuildTruth.TopMessage;
import dev.guildhouse.collector.simulate.world.Guild;
import dev.guildhouse.collector.simulate.world.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The truth of one guild by day and channel, kept in primitive sums and bit sets. */
final class GuildBook implements Book {
  private static final int TOP = 50;

  /** The one that falls out first: the lowest score, of equal ones the highest id. */
  private static final Comparator<TopMessage> WORST_FIRST = Comparator.comparingLong(
          TopMessage::reactionScore)
      .thenComparing(Comparator.comparingLong(TopMessage::messageId).reversed());

  /** What the last snapshot of a day counted. */
  record Census(int members, int bots) {}

  final Guild guild;
  private final Span span;
  private final @Nullable Tally[][] tallies;
  private final @Nullable VoiceStays[][] stays;
  private final int[] peaks;
  private final List<PriorityQueue<TopMessage>> top = new ArrayList<>();
  private final @Nullable Census[] censuses;
  private final List<Map<Integer, Sums>> members = new ArrayList<>();
  private final TruthDetail detail;

  GuildBook(Guild guild, TruthDetail detail) {
    this.guild = guild;
    this.span = guild.span();
    this.detail = detail;
    // The last channel of a day is the one of whatever belongs to no channel.
    int channels = guild.channels().count() + 1;
    tallies = new Tally[span.days()][channels];
    stays = new VoiceStays[span.days()][];
    peaks = new int[span.days()];
    censuses = new Census[span.days()];
    for (int day = 0; day < span.days(); day++) {
      top.add(new PriorityQueue<>(WORST_FIRST));
      members.add(new HashMap<>());
    }
  }

  @Override
  public void add(Measure measure, int channel, int member, long at, long amount) {
    int day = span.day(at);
    tally(day, channel).add(measure, guild.cast().isMember(member) ? member : -1, amount);
    if (detail == TruthDetail.MEMBERS) {
      members.get(day).computeIfAbsent(member, unused -> new Sums()).add(measure, amount);
    }
  }

  private Tally tally(int day, int channel) {
    int place = channel >= 0 ? channel : tallies[day].length - 1;
    Tally tally = tallies[day][place];
    if (tally == null) {
      tally = new Tally();
      tallies[day][place] = tally;
    }
    return tally;
  }

  @Override
  public void stay(int channel, int member, long start, long end, boolean goesOn) {
    if (goesOn || end - start >= Span.MINUTE) {
      one(Measure.VOICE_SESSIONS, channel, member, start);
    }
    for (long from = start; from < end; ) {
      int day = span.day(from);
      long to = Math.min(end, span.dayStart(day + 1));
      add(Measure.VOICE_SECONDS, channel, member, from, (to - from) / Span.SECOND);
      staysOf(day, channel).add(from, to);
      from = to;
    }
  }

  private VoiceStays staysOf(int day, int channel) {
    VoiceStays[] ofDay = stays[day];
    if (ofDay == null) {
      ofDay = new VoiceStays[guild.channels().count()];
      for (int i = 0; i < ofDay.length; i++) {
        ofDay[i] = new VoiceStays();
      }
      stays[day] = ofDay;
    }
    return ofDay[channel];
  }

  @Override
  public void dayTold(int day) {
    VoiceStays[] ofDay = stays[day];
    if (ofDay != null) {
      VoiceStays all = new VoiceStays();
      for (int channel = 0; channel < ofDay.length; channel++) {
        int peak = ofDay[channel].peak();
        if (peak > 0) {
          tally(day, channel).peak(peak);
        }
        all.addAll(ofDay[channel]);
      }
      peaks[day] = all.peak();
      stays[day] = null;
    }
  }

  @Override
  public void liked(long messageId, long createdAt, long score) {
    PriorityQueue<TopMessage> ofDay = top.get(span.day(createdAt));
    ofDay.add(new TopMessage(messageId, score));
    if (ofDay.size() > TOP) {
      ofDay.remove();
    }
  }

  @Override
  public void counted(long at, int members, int bots) {
    censuses[span.day(at)] = new Census(members, bots);
  }

  /** A channel's tally of a day, if anything was booked; the last channel stands for none. */
  @Nullable
  Tally tallyOrNull(int day, int place) {
    return tallies[day][place];
  }

  /** The sums of all channels of a day, and the peak over all of them at once. */
  Tally guildTally(int day) {
    Tally sum = new Tally();
    for (Tally tally : tallies[day]) {
      if (tally != null) {
        sum.addSums(tally);
      }
    }
    sum.peak(peaks[day]);
    return sum;
  }

  /** The last snapshot up to a day's end, carried forward; null before the first. */
  @Nullable
  Census census(int day) {
    for (int last = day; last >= 0; last--) {
      Census census = censuses[last];
      if (census != null) {
        return census;
      }
    }
    return null;
  }

  /** The best first. */
  List<TopMessage> top(int day) {
    return top.get(day).stream().sorted(WORST_FIRST.reversed()).toList();
  }

  /** Sums by member number; empty unless members were asked for. */
  Map<Integer, Sums> members(int day) {
    return members.get(day);
  }
}
