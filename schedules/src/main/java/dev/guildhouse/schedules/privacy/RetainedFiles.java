package dev.guildhouse.schedules.privacy;

import dev.guildhouse.schedules.notebooks.NotebookFolder;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.reports.SummaryFile;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of a home that are kept for some time after they were written. */
final class RetainedFiles {
  /** What a process left behind that was killed. A report or an export takes minutes. */
  static final int TEMPORARY_DAYS = 1;

  private static final int DATE_LENGTH = 10;

  private final Home home;

  RetainedFiles(Home home) {
    this.home = home;
  }

  /** {@code privacy/certificates}. */
  static Path certificates(Home home) {
    return home.root().resolve("privacy").resolve("certificates");
  }

  /** Deletes reports that were written before an instant; yields how many. */
  int deleteReports(Instant instant) {
    List<ReportFolder> old = ReportFolder.all(home.reports()).stream()
        .filter(folder -> folder.manifest().createdAt().isBefore(instant))
        .toList();
    old.forEach(folder -> {
      // The manifest last: until then the next run finds what this one left.
      delete(folder.path(), file -> !file.endsWith(ReportManifest.FILE_NAME));
      delete(folder.path(), file -> true);
      deleteEmpty(folder.path().getParent());
    });
    return old.size();
  }

  /** Deletes summaries that nights told before an instant; yields how many. */
  int deleteSummaries(Instant instant) {
    List<SummaryFile> old = SummaryFile.all(home).stream()
        .filter(file -> file.toldAt().isBefore(instant))
        .toList();
    old.forEach(file -> {
      Path folder = Objects.requireNonNull(file.path().getParent());
      delete(folder, any -> true);
      deleteEmpty(folder.getParent());
    });
    return old.size();
  }

  Optional<Instant> oldestSummary() {
    return SummaryFile.all(home).stream().map(SummaryFile::toldAt).min(Instant::compareTo);
  }

  /** Deletes certificates of the days before that of an instant; yields how many. */
  int deleteCertificates(Instant instant) {
    List<Path> old = certificates()
        .filter(file -> writtenOn(file).filter(at -> at.isBefore(instant)).isPresent())
        .toList();
    old.forEach(file -> delete(file, any -> true));
    return old.size();
  }

  Optional<Instant> oldestCertificate() {
    return certificates().flatMap(file -> writtenOn(file).stream()).min(Instant::compareTo);
  }

  private Stream<Path> certificates() {
    return list(certificates(home)).stream();
  }

  /** A certificate's name begins with its day, which a copy of the home does not change. */
  private static Optional<Instant> writtenOn(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      LocalDate day = LocalDate.parse(name.substring(0, Math.min(DATE_LENGTH, name.length())));
      return Optional.of(DayRange.of(day).endsAt());
    } catch (DateTimeParseException e) {
      return Optional.empty(); // not one of ours
    }
  }

  /** Deletes notebooks that were executed before an instant, with their outputs; yields how many. */
  int deleteExecutedNotebooks(Instant instant) {
    List<Path> old =
        executedNotebooks().filter(file -> changedAt(file).isBefore(instant)).toList();
    old.forEach(file -> delete(file, any -> true));
    return old.size();
  }

  Optional<Instant> oldestExecutedNotebook() {
    return executedNotebooks().map(RetainedFiles::changedAt).min(Instant::compareTo);
  }

  private Stream<Path> executedNotebooks() {
    return list(NotebookFolder.of(home).runs()).stream();
  }

  /** Deletes what lies in the scratch folder since before an instant; yields how many. */
  int deleteTemporary(Instant instant) {
    List<Path> old =
        temporary().filter(file -> changedAt(file).isBefore(instant)).toList();
    old.forEach(file -> delete(file, any -> true));
    return old.size();
  }

  Optional<Instant> oldestTemporary() {
    return temporary().map(RetainedFiles::changedAt).min(Instant::compareTo);
  }

  /** Spark's scratch folders are told from dead ones by their process, not by age. */
  private Stream<Path> temporary() {
    return list(home.temporary()).stream()
        .filter(file -> !String.valueOf(file.getFileName()).startsWith("spark-of-"));
  }

  private static Instant changedAt(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException gone) {
      return Instant.MAX;
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
  }

  /** Deletes a file, or a folder with everything in it that is wanted. */
  static void delete(Path place, Predicate<Path> isWanted) {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).filter(isWanted).toList()) {
        if (!path.equals(place) || isWanted.test(place)) {
          deleteOne(path);
        }
      }
    } catch (NoSuchFileException gone) {
      // Somebody else deleted it.
    } catch (IOException | UncheckedIOException e) {
      throw failed("delete", place, e);
    }
  }

  private static void deleteOne(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException keepsSomething) {
      // What it keeps is not wanted yet.
    }
  }

  private void deleteEmpty(@Nullable Path folder) {
    for (Path at = folder;
        at != null && at.startsWith(home.reports()) && list(at).isEmpty();
        at = at.getParent()) {
      delete(at, any -> true);
    }
  }

  private static WarehouseException failed(String what, Path place, Exception e) {
    return WarehouseException.failed(
        what + " " + place,
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "See that it belongs to this user, and run it again.",
        e);
  }
}
