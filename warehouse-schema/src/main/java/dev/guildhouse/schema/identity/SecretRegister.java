package dev.guildhouse.schema.identity;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which secrets were ever drawn and which were destroyed, so that a lost one is told from
 * one that never was. Holds names and no secret.
 *
 * <p>It stands twice, in the folder of the secrets and outside of it: else losing the whole folder
 * would look like a new beginning. What either copy says holds, and the later state wins.
 */
final class SecretRegister {
  private static final String MASTER = "master";

  /** What became of a secret, in the order in which it happens. */
  enum State {
    NEVER,
    DRAWN,
    /** Its destruction has begun: nobody reads it any more. */
    CONDEMNED,
    DESTROYED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final List<Path> copies;
  private final Map<SecretName, State> states = new TreeMap<>(SecretName.BY_TEXT);
  private @Nullable String fingerprint;

  private SecretRegister(List<Path> copies) {
    this.copies = copies;
  }

  static SecretRegister read(List<Path> copies) {
    SecretRegister register = new SecretRegister(copies);
    copies.forEach(register::add);
    return register;
  }

  State state(SecretName name) {
    return states.getOrDefault(name, State.NEVER);
  }

  /** All secrets in a state. */
  List<SecretName> in(State state) {
    return states.keySet().stream().filter(name -> state(name) == state).toList();
  }

  /** Which master key the secrets are encrypted with; empty before the first one. */
  Optional<String> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  void encryptedWith(String masterKey) throws IOException {
    fingerprint = masterKey;
    write();
  }

  /** Returns once it is on the disk. */
  void put(SecretName name, State state) throws IOException {
    states.put(name, state);
    write();
  }

  private void write() throws IOException {
    StringBuilder text =
        new StringBuilder("# Written by Guildhouse. Names of secrets, and no secret.\n");
    if (fingerprint != null) {
      text.append(MASTER).append(' ').append(fingerprint).append('\n');
    }
    states.forEach((name, state) ->
        text.append(state.text()).append(' ').append(name.text()).append('\n'));
    for (Path copy : copies) {
      DurableFiles.publishText(text.toString(), copy);
    }
  }

  private void add(Path copy) {
    try {
      Files.readAllLines(copy).stream()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> add(line, copy));
    } catch (NoSuchFileException e) {
      // Before the first secret, or one copy is lost.
    } catch (IOException e) {
      throw unreadable(copy, e.getClass().getSimpleName(), e);
    }
  }

  private void add(String line, Path copy) {
    String[] words = line.split(" ", -1);
    if (words.length == 2 && words[0].equals(MASTER)) {
      fingerprint = fingerprint == null ? words[1] : fingerprint;
      return;
    }
    Optional<SecretName> name = words.length == 2 ? SecretName.parse(words[1]) : Optional.empty();
    for (State state : State.values()) {
      if (name.isPresent() && state.text().equals(words[0])) {
        states.merge(name.get(), state, (one, other) -> one.compareTo(other) > 0 ? one : other);
        return;
      }
    }
    throw unreadable(copy, "a line of it is not understood", null);
  }

  private static WarehouseException unreadable(Path copy, String why, @Nullable Throwable cause) {
    return WarehouseException.failed(
        "read the register of secrets " + copy,
        why,
        "Restore it from your backup; without it a lost secret would look like a new one.",
        cause);
  }
}
