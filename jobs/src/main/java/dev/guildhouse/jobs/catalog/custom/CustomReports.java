package dev.guildhouse.jobs.catalog.custom;

import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The reports that the files of a folder declare, by the names of the files. */
public final class CustomReports {
  private CustomReports() {}

  /**
   * Reads them.
   *
   * @param folder may be missing: then there are none
   * @param taken names that other reports have
   * @throws WarehouseException with code USAGE that names every error of every file
   */
  public static List<Report> read(Path folder, Set<String> taken) {
    Set<String> names = new HashSet<>(taken);
    List<Report> reports = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files(folder)) {
      DefinitionFile.Read read = DefinitionFile.read(text(file), names);
      for (ConfigProblem problem : read.problems()) {
        problems.add(file.getFileName() + ": " + problem.text());
      }
      Definition definition = read.definition();
      if (definition != null) {
        names.add(definition.name());
        reports.add(new CustomReport(definition));
      }
    }
    if (!problems.isEmpty()) {
      throw WarehouseException.usage(
          "use the reports in " + folder,
          "they have " + (problems.size() == 1 ? "an error" : problems.size() + " errors")
              + String.join(
                  "", problems.stream().map(problem -> "\n  " + problem).toList()),
          "Tables and columns stand in docs/TABLES.md, what a file may say in docs/REPORTS.md.");
    }
    return reports;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static WarehouseException unreadable(Path file, IOException cause) {
    return WarehouseException.usage(
        "read " + file,
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Make it a file of UTF-8 text that you may read.");
  }
}
