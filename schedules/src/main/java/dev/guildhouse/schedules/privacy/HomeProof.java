package dev.guildhouse.schedules.privacy;

import dev.guildhouse.schedules.warehouse.ScratchFolder;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.privacy.Leftover;
import dev.guildhouse.schema.privacy.Needles;
import dev.guildhouse.schema.privacy.Proof;
import dev.guildhouse.schema.privacy.Proof.Certificate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Reads every file of the home and the operations database for keys of a sealed month, and writes a
 * certificate of it.
 */
public final class HomeProof implements MonthProof {
  private final Home home;
  private final InstantSource clock;
  private final Runnable endOfSpark;
  private final List<Proof.Source> further;

  /**
   * @param endOfSpark stops Spark, which keeps keys in scratch files as long as it runs
   * @param further what else is read, such as the operations database
   */
  public HomeProof(
      Home home, InstantSource clock, Runnable endOfSpark, List<Proof.Source> further) {
    this.home = home;
    this.clock = clock;
    this.endOfSpark = endOfSpark;
    this.further = List.copyOf(further);
  }

  @Override
  public void prepare() {
    endOfSpark.run();
    ScratchFolder.deleteUnused(home);
  }

  @Override
  public void require(List<Question> questions) {
    questions.forEach(this::require);
  }

  /** Members whom an open month knows may stand there, and not in the folder of the sealed one. */
  private void require(Question question) {
    YearMonth month = question.month();
    Path sealed = home.warehouse().resolve("months").resolve(month.toString()).resolve("sealed");
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String name = now.toString().replace(':', '-') + "-sealed-" + month;
    Certificate certificate = new Proof(home, needles(month, question.gone()))
        .strictlyBelow(sealed, needles(month, question.sealed()))
        .of(name, now, about(question), further);
    if (!certificate.isClean()) {
      throw left(month, certificate.leftovers(), certificate.first().get(0));
    }
  }

  private static Needles needles(YearMonth month, NavigableMap<Long, long[]> keysByGuild) {
    Needles.Builder needles = Needles.builder();
    keysByGuild.forEach(
        (guild, keys) -> needles.keys("a member key of guild " + guild + " in " + month, keys));
    return needles.build();
  }

  private static Map<String, Object> about(Question question) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("month", question.month().toString());
    Map<String, Object> guilds = new LinkedHashMap<>();
    question
        .sealed()
        .forEach((guild, keys) -> guilds.put(
            guild.toString(),
            Map.of(
                "members", keys.length,
                "known_in_no_open_month",
                    question.gone().getOrDefault(guild, new long[0]).length)));
    about.put("guilds", guilds);
    question.counts().ifPresent(known -> about.put("counts_before_and_after", known.counts()));
    return about;
  }

  private static WarehouseException left(YearMonth month, long leftovers, Leftover first) {
    return WarehouseException.failed(
        "prove that " + month + " is sealed",
        leftovers + " leftovers, the first: " + first.line(),
        "The mapping was kept, so that a proof is still possible. Remove what was found, and run it"
            + " again; it goes on there.");
  }
}
