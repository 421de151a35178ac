package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answers whose controls still work: in memory alone, and not many. */
final class OpenAnswers {
  /** Discord lets an answer be changed for 15 minutes. */
  static final Duration LIFE = Duration.ofMinutes(14);

  private static final int MOST = 500;
  private static final int ID_BYTES = 12;

  private final InstantSource clock;
  private final Duration life;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, OpenAnswer> open = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param life how long controls work after they were last used
   */
  OpenAnswers(InstantSource clock, Duration life) {
    this.clock = clock;
    this.life = life;
  }

  synchronized OpenAnswer open(Asked asked, Answer.Numbers numbers) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    OpenAnswer answer = new OpenAnswer(
        HexFormat.of().formatHex(id), asked, numbers, 0, 0, clock.instant().plus(life));
    put(answer);
    return answer;
  }

  /** Shows another part of an answer, whose controls work as long again. */
  OpenAnswer renew(OpenAnswer answer) {
    OpenAnswer renewed = answer.until(clock.instant().plus(life));
    put(renewed);
    return renewed;
  }

  private synchronized void put(OpenAnswer answer) {
    Instant now = clock.instant();
    open.values().removeIf(old -> !now.isBefore(old.until()));
    open.remove(answer.id());
    if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    open.put(answer.id(), answer);
  }

  /** The answer, if its controls still work. */
  synchronized Optional<OpenAnswer> find(String id) {
    return Optional.ofNullable(open.get(id))
        .filter(answer -> clock.instant().isBefore(answer.until()));
  }

  synchronized void close(String id) {
    open.remove(id);
  }
}
