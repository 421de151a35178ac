package dev.guildhouse.jobs.alerts;

import dev.guildhouse.jobs.marts.anomalies.Measure;
import dev.guildhouse.jobs.queries.analysis.FoundAnomaly;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was unusual on a day, each count of each place in each direction as one finding, which is over
 * on the first day without. Of a day that was not watched enough nothing is said.
 */
final class AnomalyFindings {
  private static final String TOPIC = "unusual ";
  private static final int SHOWN = 3;

  private final Map<Subject, List<FoundAnomaly>> found;
  private final Predicate<String> isWatched;
  private final LocalDate day;
  private final ZoneId zone;
  private final ChannelNames names;

  /**
   * What is unusual.
   *
   * @param channel 0 for the whole guild
   * @param isMore whether there was more of it than is usual
   */
  private record Subject(long channel, Measure measure, boolean isMore)
      implements Comparable<Subject> {
    static Subject of(FoundAnomaly found) {
      return new Subject(found.channel(), Measure.named(found.measure()), found.isMore());
    }

    /** The subject of a topic. */
    static Subject of(String topic) {
      String[] words = topic.substring(TOPIC.length()).split(" ", -1);
      return new Subject(
          Long.parseLong(words[0]), Measure.named(words[1]), words[2].equals("more"));
    }

    String topic() {
      return TOPIC + channel + " " + measure.column() + " " + direction();
    }

    String direction() {
      return isMore ? "more" : "fewer";
    }

    /** The same of the whole guild. */
    Subject ofGuild() {
      return new Subject(0, measure, isMore);
    }

    @Override
    public int compareTo(Subject other) {
      return topic().compareTo(other.topic());
    }
  }

  /**
   * @param found all of a day
   * @param isWatched whether a family of events was watched enough on it
   */
  AnomalyFindings(
      List<FoundAnomaly> found,
      Predicate<String> isWatched,
      LocalDate day,
      ZoneId zone,
      ChannelNames names) {
    this.found = found.stream()
        .collect(Collectors.groupingBy(Subject::of, TreeMap::new, Collectors.toList()));
    this.isWatched = isWatched;
    this.day = day;
    this.zone = zone;
    this.names = names;
  }

  List<Finding> standing() {
    List<Finding> findings = new ArrayList<>();
    found.forEach((subject, all) -> {
      if (isWatched.test(subject.measure().family())) {
        String where = subject.channel() == 0 ? "the guild" : names.of(subject.channel());
        findings.add(new Finding(
            subject.topic(),
            Kind.ANOMALY,
            "Unusual: " + subject.direction() + " " + subject.measure().column() + " in " + where,
            lines(all),
            subject.channel() != 0 && found.containsKey(subject.ofGuild())));
      }
    });
    return findings;
  }

  /** Why a topic is over; empty when it is not, when nobody knows, and when it is no anomaly. */
  Optional<List<String>> over(String topic) {
    if (!topic.startsWith(TOPIC)) {
      return Optional.empty();
    }
    Subject subject = Subject.of(topic);
    return !found.containsKey(subject) && isWatched.test(subject.measure().family())
        ? Optional.of(List.of(day + ": " + subject.measure().column() + " as usual again."))
        : Optional.empty();
  }

  private List<String> lines(List<FoundAnomaly> all) {
    // What is least likely chance says most.
    List<String> lines = all.stream()
        .sorted(Comparator.comparingDouble(FoundAnomaly::q).thenComparing(FoundAnomaly::startsAt))
        .limit(SHOWN)
        .map(this::line)
        .collect(Collectors.toCollection(ArrayList::new));
    if (all.size() > SHOWN) {
      lines.add("And " + (all.size() - SHOWN) + " more hours of the day.");
    }
    lines.add("Usual is what the " + all.get(0).weeks() + " weeks before had. Times are those of "
        + zone.getId() + ".");
    return lines;
  }

  private String line(FoundAnomaly found) {
    String behind = found.behind(names);
    return found.when(zone) + (found.hours() == 1 ? "" : ", " + found.judged()) + ": "
        + found.observed() + ", usually "
        + PrintedCell.forPeople(Cell.rounded(found.expected()), Format.DECIMAL) + "; by "
        + found.members() + (found.members() == 1 ? " member" : " members")
        + (behind.isEmpty() ? "." : "; " + behind + ".");
  }
}
