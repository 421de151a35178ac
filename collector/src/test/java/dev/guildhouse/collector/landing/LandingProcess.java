package dev.guildhouse.collector.landing;

import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Opens a landing file in a process of its own, and publishes it when it is told to go on. */
final class LandingProcess {
  private LandingProcess() {}

  public static void main(String[] arguments) throws IOException {
    LandingFiles landing = new LandingFiles(new LandingLayout(Path.of(arguments[0])));
    try (LandingWriter writer = landing.open("simulate-1", Instant.parse("2026-03-01T00:00:00Z"))) {
      System.out.println("open");
      System.out.flush();
      if (System.in.read() >= 0) {
        writer.publish();
      }
    }
  }
}
