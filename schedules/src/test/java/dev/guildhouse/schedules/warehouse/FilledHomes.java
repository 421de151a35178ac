package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Homes that several tests begin with: each is filled once, as folding takes long, and copied. */
public final class FilledHomes {
  private static final Map<String, Path> FILLED = new HashMap<>();

  private FilledHomes() {}

  /** What fills a home. */
  public interface Filling {
    void into(Home home) throws IOException;
  }

  /** Makes a home like the one that was filled under this name. */
  public static synchronized void copy(String name, Home to, Filling filling) throws IOException {
    Path filled = FILLED.get(name);
    if (filled == null) {
      filled = Files.createTempDirectory("guildhouse-" + name);
      filling.into(new Home(filled).prepare());
      FILLED.put(name, filled);
    }
    copy(filled, to.root());
  }

  /** Copies all files that are not there yet. */
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path copy = to.resolve(from.relativize(one));
        if (!Files.exists(copy)) {
          Files.copy(one, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
