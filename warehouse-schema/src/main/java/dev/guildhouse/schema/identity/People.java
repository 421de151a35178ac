package dev.guildhouse.schema.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.ExclusiveWork;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretName.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The list of people who opted out, of those whom the guild ignores, and of those who were forgotten: {@code settings/people.json},
 * replaced in one step. It knows people by keys under a secret of the guild's own, which links them
 * to nothing in the warehouse.
 */
public final class People {
  private static final JsonMapper JSON = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .build();

  private final Path folder;
  private final Path file;
  private final SecretStore secrets;

  /** Why a person's events are left out. */
  public enum Reason {
    /** Every event, whenever it happened. */
    @JsonProperty("opted_out")
    OPTED_OUT,
    /** The same, because the guild does not count them: whoever tests, or keeps the house. */
    @JsonProperty("ignored")
    IGNORED,
    /** What happened before the instant: an old export must not bring it back. */
    @JsonProperty("forgotten")
    FORGOTTEN;

    /** {@code opted_out}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One line of the list.
   *
   * @param key 16 hex digits
   * @param since when it was asked for
   */
  record Entry(String key, Reason kind, Instant since) {
    @Override
    public String toString() {
      return kind.text() + " since " + since;
    }
  }

  private People(Path folder, SecretStore secrets) {
    this.folder = folder;
    this.file = folder.resolve("people.json");
    this.secrets = secrets;
  }

  /** The list of a home, which need not exist. */
  public static People of(Home home, SecretStore secrets) {
    return new People(home.settings(), secrets);
  }

  /**
   * The list of one guild as it is now.
   *
   * @throws WarehouseException when the list is damaged or lost
   */
  public GuildPeople of(long guildId) {
    List<Entry> entries = read().getOrDefault(guildId, List.of());
    if (entries.isEmpty()) {
      return GuildPeople.NOBODY;
    }
    Map<Long, Instant> leftOutBefore = new HashMap<>();
    for (Entry entry : entries) {
      Instant before = entry.kind() == Reason.FORGOTTEN ? entry.since() : Instant.MAX;
      leftOutBefore.merge(
          HexFormat.fromHexDigitsToLong(entry.key()),
          before,
          (one, other) -> one.isAfter(other) ? one : other);
    }
    return new GuildPeople(guildId, keys(guildId), leftOutBefore);
  }

  /** When the list was last replaced; the beginning of time before there is one. */
  public Instant changedAt() {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MIN;
    } catch (IOException e) {
      throw WarehouseException.failed(
          "read the list of people " + file,
          e.getClass().getSimpleName(),
          "See that the file can be read.",
          e);
    }
  }

  /**
   * Puts a person on the list; who is there already for the same reason gets the new instant if that
   * is later. When this returns it is on the disk.
   *
   * @return whether the list changed
   */
  public boolean add(long guildId, long userId, Reason reason, Instant since) {
    return change(guildId, (entries, keys) -> {
      String key = key(keys, guildId, userId);
      Entry old = find(entries, key, reason);
      boolean isKnown = old != null && (reason != Reason.FORGOTTEN || !since.isAfter(old.since()));
      if (isKnown) {
        return false;
      }
      entries.remove(old);
      return entries.add(new Entry(key, reason, since));
    });
  }

  /** Takes a person off the list again; false if the person was not on it for this reason. */
  public boolean remove(long guildId, long userId, Reason reason) {
    return change(
        guildId,
        (entries, keys) -> entries.remove(find(entries, key(keys, guildId, userId), reason)));
  }

  private interface Change {
    boolean make(List<Entry> entries, MemberKeys keys);
  }

  private boolean change(long guildId, Change change) {
    try {
      Files.createDirectories(folder);
      return ExclusiveWork.under(folder.resolve("people.lock"), () -> {
        Map<Long, List<Entry>> all = read();
        if (!Files.exists(file)) {
          // Before the first secret: from then on a missing list is a lost one.
          write(all);
        }
        List<Entry> entries = new ArrayList<>(all.getOrDefault(guildId, List.of()));
        boolean isChanged = change.make(entries, keys(guildId));
        if (isChanged) {
          all.put(guildId, entries);
          write(all);
        }
        return isChanged;
      });
    } catch (IOException e) {
      throw WarehouseException.failed(
          "change the list of people " + file,
          e.getClass().getSimpleName(),
          "See that the folder can be written and has room.",
          e);
    }
  }

  private Map<Long, List<Entry>> read() {
    if (!Files.exists(file)) {
      if (secrets.live().stream().anyMatch(name -> name.kind() == Kind.PEOPLE)) {
        throw unreadable("it is lost");
      }
      return new TreeMap<>();
    }
    try {
      return JSON.readValue(file.toFile(), new TypeReference<TreeMap<Long, List<Entry>>>() {});
    } catch (JsonProcessingException e) { // its message quotes the text
      throw unreadable("it is damaged");
    } catch (IOException e) {
      throw unreadable(e.getClass().getSimpleName());
    }
  }

  private void write(Map<Long, List<Entry>> all) throws IOException {
    DurableFiles.publishText(JSON.writeValueAsString(all) + "\n", file);
  }

  private MemberKeys keys(long guildId) {
    return MemberKeys.under(secrets.secret(SecretName.ofPeople(guildId)));
  }

  private static String key(MemberKeys keys, long guildId, long userId) {
    return HexFormat.of().toHexDigits(keys.key(guildId, userId));
  }

  private static @Nullable Entry find(List<Entry> entries, String key, Reason reason) {
    return entries.stream()
        .filter(entry -> entry.kind() == reason && entry.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  private WarehouseException unreadable(String why) {
    return WarehouseException.failed(
        "read the list of people " + file,
        why,
        "Restore it from your backup: without it, events of people who opted out would be taken"
            + " again.");
  }
}
