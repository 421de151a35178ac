package dev.guildhouse.jobs.lake.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Origins;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The releases of a warehouse, one file each. The newest is the current one: there is no pointer
 * that could disagree. A release appears whole, and its number can be taken only once, which is what
 * stops a writer that lost its lease without knowing it.
 */
public final class ReleaseStore {
  private static final String SUFFIX = ".json";
  private static final String HIDDEN = ".hidden";
  private final Path folder;
  private final ObjectMapper json = new ObjectMapper();

  public ReleaseStore(Path warehouse) {
    this.folder = warehouse.resolve("releases");
  }

  /** The newest release, or {@link Release#NONE}. */
  public Release current() {
    while (true) {
      NavigableSet<Long> numbers = numbers();
      if (numbers.isEmpty()) {
        return Release.NONE;
      }
      try {
        return parse(file(numbers.last()));
      } catch (NoSuchFileException hiddenMeanwhile) {
        // A newer one has been published since the folder was listed.
      } catch (IOException e) {
        throw unreadable(file(numbers.last()), e);
      }
    }
  }

  /** The numbers of all releases that are to be seen. */
  public NavigableSet<Long> numbers() {
    return numbers(SUFFIX);
  }

  private NavigableSet<Long> numbers(String suffix) {
    if (!Files.isDirectory(folder)) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+\\" + suffix))
          .map(name -> Long.valueOf(name.substring(0, name.length() - suffix.length())))
          .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  public Release read(long number) {
    return read(file(number));
  }

  private Release read(Path file) {
    try {
      return parse(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private Release parse(Path file) throws IOException {
    JsonNode release = json.readTree(Files.readAllBytes(file));
    NavigableMap<String, Long> tables = new TreeMap<>();
    release
        .get("tables")
        .properties()
        .forEach(t -> tables.put(t.getKey(), t.getValue().asLong()));
    return new Release(
        release.get("number").asLong(),
        Instant.parse(release.get("published_at").asText()),
        release.get("run").asLong(),
        tables,
        ledger(release));
  }

  /**
   * Makes a release the current one.
   *
   * @throws WarehouseException when its number was taken in the meantime
   */
  public void publish(Release release) {
    Path file = file(release.number());
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, ".draft", ".tmp");
      try {
        Files.write(draft, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(release)));
        force(draft, StandardOpenOption.WRITE);
        Files.createLink(file, draft);
      } finally {
        Files.delete(draft);
      }
      force(folder, StandardOpenOption.READ);
    } catch (FileAlreadyExistsException e) {
      throw WarehouseException.locked(
          "publish release " + release.number(),
          "another run published it first",
          "Nothing of this run is visible; run it again.");
    } catch (IOException e) {
      throw WarehouseException.failed(
          "publish release " + release.number(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Readers still see the release before. Mend the disk and run again.",
          e);
    }
  }

  /** Whether a release is to be seen, so that a reader may begin with it. */
  public boolean isThere(long number) {
    return Files.exists(file(number));
  }

  /** Takes a release out of sight: who has begun to read it goes on, and nobody begins. */
  public void hide(long number) throws IOException {
    Files.move(file(number), file(number, HIDDEN), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The releases that are out of sight and not forgotten. */
  public List<Release> hidden() {
    return numbers(HIDDEN).stream().map(number -> read(file(number, HIDDEN))).toList();
  }

  /** Forgets a hidden release that nobody reads any more. */
  public void forget(long number) throws IOException {
    Files.deleteIfExists(file(number, HIDDEN));
  }

  private Path file(long number) {
    return file(number, SUFFIX);
  }

  private Path file(long number, String suffix) {
    return folder.resolve(String.format(Locale.ROOT, "%010d", number) + suffix);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private ObjectNode tree(Release release) {
    ObjectNode tree = json.createObjectNode();
    tree.put("number", release.number());
    tree.put("published_at", release.publishedAt().toString());
    tree.put("run", release.run());
    ObjectNode tables = tree.putObject("tables");
    release.tables().forEach(tables::put);
    Ledger ledger = release.ledger();
    ObjectNode filled = tree.putObject("filled_until");
    ledger.filledUntil().forEach((table, day) -> filled.put(table, day.toString()));
    ObjectNode pending = tree.putObject("pending");
    ledger.pending().forEach((table, slice) -> put(slice, pending.putObject(table)));
    ArrayNode guilds = tree.putArray("guilds");
    ledger.guilds().forEach(guild -> guilds.add(guild.toString()));
    ObjectNode sealed = tree.putObject("sealed");
    ledger.sealed().lateByGuild().forEach((month, lateByGuild) -> {
      ObjectNode late = sealed.putObject(month.toString());
      lateByGuild.forEach((guild, events) -> late.put(guild.toString(), events));
    });
    ObjectNode arrivals = tree.putObject("arrivals");
    ledger.arrivals().forEach((month, dayByGuild) -> {
      ObjectNode days = arrivals.putObject(month.toString());
      dayByGuild.forEach((guild, day) -> days.put(guild.toString(), day.toString()));
    });
    ObjectNode changes = tree.putObject("changes");
    ledger.origins().arrivals().forEach((reason, byTable) -> {
      ObjectNode slices = changes.putObject(reason);
      byTable.forEach((table, slice) -> put(slice, slices.putObject(table)));
    });
    ObjectNode rules = tree.putObject("rules");
    ledger.origins().rules().forEach((guild, ofGuild) -> {
      ObjectNode values = rules.putObject(guild.toString());
      ofGuild.forEach(values::put);
    });
    ObjectNode landed = tree.putObject("landed_on");
    ledger.landedOn().forEach((file, day) -> landed.put(file, day.toString()));
    return tree;
  }

  private static Ledger ledger(JsonNode release) {
    NavigableMap<String, LocalDate> filled = new TreeMap<>();
    release
        .get("filled_until")
        .properties()
        .forEach(t -> filled.put(t.getKey(), LocalDate.parse(t.getValue().asText())));
    NavigableMap<String, LocalDate> landed = new TreeMap<>();
    release
        .path("landed_on")
        .properties()
        .forEach(f -> landed.put(f.getKey(), LocalDate.parse(f.getValue().asText())));
    // Releases before retention did not tell when: it counts from then on.
    LocalDate published = Instant.parse(release.get("published_at").asText())
        .atZone(ZoneOffset.UTC)
        .toLocalDate();
    release.path("landed").forEach(file -> landed.put(file.asText(), published));
    SealedMonths sealed =
        new SealedMonths(byMonth(release.path("sealed"), events -> events.asLong()));
    return new Ledger(
        slices(release.get("pending")),
        filled,
        landed,
        ids(release.get("guilds")),
        sealed,
        byMonth(release.path("arrivals"), day -> LocalDate.parse(day.asText())),
        origins(release));
  }

  /** Nothing where an older release says nothing. */
  private static Origins origins(JsonNode release) {
    NavigableMap<String, NavigableMap<String, Slice>> arrivals = new TreeMap<>();
    release
        .path("changes")
        .properties()
        .forEach(reason -> arrivals.put(reason.getKey(), slices(reason.getValue())));
    NavigableMap<Long, NavigableMap<String, String>> rules = new TreeMap<>();
    release.path("rules").properties().forEach(guild -> {
      NavigableMap<String, String> values = new TreeMap<>();
      guild
          .getValue()
          .properties()
          .forEach(rule -> values.put(rule.getKey(), rule.getValue().asText()));
      rules.put(Long.valueOf(guild.getKey()), values);
    });
    return new Origins(arrivals, rules);
  }

  private static void put(Slice slice, ObjectNode days) {
    slice.guildsByDay().forEach((day, guilds) -> {
      ArrayNode ids = days.putArray(day.toString());
      guilds.forEach(guild -> ids.add(guild.toString()));
    });
  }

  /** By table. */
  private static NavigableMap<String, Slice> slices(JsonNode tree) {
    NavigableMap<String, Slice> slices = new TreeMap<>();
    tree.properties().forEach(table -> {
      NavigableMap<LocalDate, NavigableSet<Long>> days = new TreeMap<>();
      table
          .getValue()
          .properties()
          .forEach(day -> days.put(LocalDate.parse(day.getKey()), ids(day.getValue())));
      slices.put(table.getKey(), new Slice(days));
    });
    return slices;
  }

  /** A value by month and guild; empty where an older release says nothing. */
  private static <T> NavigableMap<YearMonth, NavigableMap<Long, T>> byMonth(
      JsonNode tree, Function<JsonNode, T> value) {
    NavigableMap<YearMonth, NavigableMap<Long, T>> months = new TreeMap<>();
    tree.properties().forEach(month -> {
      NavigableMap<Long, T> guilds = new TreeMap<>();
      month
          .getValue()
          .properties()
          .forEach(g -> guilds.put(Long.valueOf(g.getKey()), value.apply(g.getValue())));
      months.put(YearMonth.parse(month.getKey()), guilds);
    });
    return months;
  }

  private static NavigableSet<Long> ids(JsonNode array) {
    NavigableSet<Long> ids = new TreeSet<>();
    array.forEach(id -> ids.add(Long.parseLong(id.asText())));
    return ids;
  }

  private static WarehouseException unreadable(Path file, IOException cause) {
    return WarehouseException.failed(
        "read the release " + file,
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Check the disk; remove the file only if an older release may become the current one.",
        cause);
  }
}
