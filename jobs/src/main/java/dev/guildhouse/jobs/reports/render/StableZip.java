package dev.guildhouse.jobs.reports.render;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs a ZIP file anew with the same time for every entry, so that equal content is equal bytes. */
public final class StableZip {
  /** The first instant that a ZIP file can hold, which depends on no time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private StableZip() {}

  /** Replaces a ZIP file; its entries keep their order. */
  public static void normalize(Path file) throws IOException {
    Path packed = file.resolveSibling(file.getFileName() + ".packed");
    try (ZipInputStream in =
            new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)));
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(packed)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry stable = new ZipEntry(entry.getName());
        stable.setTimeLocal(TIME);
        out.putNextEntry(stable);
        in.transferTo(out);
        out.closeEntry();
      }
    }
    Files.move(packed, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
