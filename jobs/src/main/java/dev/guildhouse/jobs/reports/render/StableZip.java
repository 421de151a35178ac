package dev.guildhouse.jobs.reports.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Packs a ZIP file anew with the same time for every entry, so that equal content is equal bytes. */
public final class StableZip {
  /** Not the first day that a ZIP file can hold, to which Java adds an instant of its time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private StableZip() {}

  /** Replaces a ZIP file; its entries keep their order. */
  public static void normalize(Path file) throws IOException {
    Path packed = file.resolveSibling(file.getFileName() + ".packed");
    try (ZipFile zip = new ZipFile(file.toFile());
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(packed)))) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        ZipEntry stable = new ZipEntry(entry.getName());
        stable.setTimeLocal(TIME);
        out.putNextEntry(stable);
        try (InputStream content = zip.getInputStream(entry)) {
          content.transferTo(out);
        }
        out.closeEntry();
      }
    }
    Files.move(packed, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
