package dev.guildhouse.collector.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The answers that a test has laid out, route by route, in the order of the requests to come. */
final class Script {
  private record Lines(Pattern requests, Deque<Answer> answers) {}

  private record Habit(Pattern requests, Answer answer) {}

  private final List<Lines> lines = new ArrayList<>();
  private final List<Habit> habits = new ArrayList<>();

  synchronized void add(String requests, List<Answer> answers) {
    lines.add(new Lines(Pattern.compile(requests), new ArrayDeque<>(answers)));
  }

  synchronized void always(String requests, Answer answer) {
    habits.add(new Habit(Pattern.compile(requests), answer));
  }

  synchronized void recover() {
    habits.clear();
  }

  /** The answer to a request like {@code POST /channels/1/messages}; healthy when none is left. */
  synchronized Answer next(String request) {
    for (Lines candidate : lines) {
      if (!candidate.answers().isEmpty()
          && candidate.requests().matcher(request).matches()) {
        return candidate.answers().remove();
      }
    }
    return habits.stream()
        .filter(habit -> habit.requests().matcher(request).matches())
        .map(Habit::answer)
        .findFirst()
        .orElseGet(Answer::healthy);
  }

  /** True if every answer has been given. */
  synchronized boolean isPlayed() {
    return lines.stream().allMatch(line -> line.answers().isEmpty());
  }
}
