package dev.guildhouse.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more, played by a limit on the size of files. */
class JournalFullDiskIT {
  @TempDir
  Path folder;

  @Test
  void theJournalStopsWithASentenceAndTheNextStartLandsWhatWasTaken() throws Exception {
    JournalHome place = new JournalHome(folder);
    Process confined = ChildJvm.startWithFilesUpTo(64, FullDiskProcess.class, folder);
    List<String> said = confined.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(confined.waitFor()).isZero();

    assertThat(after("stopped ", said))
        .startsWith("Cannot keep the journal in " + place.folder())
        .contains("File too large");
    long taken = Long.parseLong(after("taken ", said));
    assertThat(taken).isPositive();

    place.landAll();

    assertThat(new HashSet<>(place.landedSubjects()))
        .hasSameSizeAs(place.landedSubjects())
        .containsAll(LongStream.range(0, taken).boxed().toList());
    try (Journal journal = place.open()) {
      journal.append(JournalHome.events(1_000_000, 1_000_010)).join();
    }
  }

  /** What stands after a word in the last line that begins with it. */
  private static String after(String word, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(word))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .substring(word.length());
  }

  /** Takes events until the disk refuses. */
  static final class FullDiskProcess {
    private FullDiskProcess() {}

    public static void main(String[] arguments) {
      JournalHome place = new JournalHome(Path.of(arguments[0]));
      try (Journal journal = place.open()) {
        for (long next = 0; ; next += 10) {
          journal.append(JournalHome.events(next, next + 10)).join();
          System.out.println("taken " + (next + 10));
        }
      } catch (RuntimeException stopped) {
        System.out.println("stopped " + reason(stopped).lines().findFirst().orElse(""));
      }
    }

    private static String reason(Throwable failure) {
      Throwable cause = failure;
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      return String.valueOf(cause.getMessage());
    }
  }
}
