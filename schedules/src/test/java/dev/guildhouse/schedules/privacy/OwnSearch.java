package dev.guildhouse.schedules.privacy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * Looks through every file below a folder, Parquet decoded, archives and workbooks unpacked. It
 * belongs to the tests and shares no code with the program's own proof.
 */
public final class OwnSearch {
  private final Path root;

  public OwnSearch(Path root) {
    this.root = root;
  }

  /** The files that hold a text, or the number that it is, in any form that is looked for here. */
  public List<String> holding(String text) throws IOException {
    List<String> forms =
        new ArrayList<>(List.of(latin(text.getBytes(StandardCharsets.UTF_8)), utf16(text)));
    if (text.matches("-?\\d+")) {
      byte[] number = new byte[8];
      byte[] reversed = new byte[8];
      BigInteger value = new BigInteger(text);
      for (int i = 0; i < 8; i++) {
        number[7 - i] = reversed[i] = value.shiftRight(8 * i).byteValue();
      }
      forms.addAll(List.of(latin(number), latin(reversed), HexFormat.of().formatHex(number)));
    }
    return holding(forms, text);
  }

  /** The files that hold a secret as it is, as hex or as base64. */
  public List<String> holding(byte[] secret) throws IOException {
    String hex = HexFormat.of().formatHex(secret);
    String base64 = Base64.getEncoder().encodeToString(secret).replace("=", "");
    return holding(List.of(latin(secret), hex, base64), hex);
  }

  private List<String> holding(List<String> forms, String text) throws IOException {
    List<String> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] content = Files.readAllBytes(file);
        boolean isParquet = latin(content).startsWith("PAR1");
        if (isIn(content, forms) || (isParquet && holdsRow(file, text))) {
          holding.add(root.relativize(file).toString());
        }
      }
    }
    return holding;
  }

  private static boolean isIn(byte[] content, List<String> forms) throws IOException {
    String latin = latin(content);
    if (forms.stream().anyMatch(latin::contains)) {
      return true;
    }
    if (latin.startsWith("PK\3\4")) {
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (isIn(zip.readAllBytes(), forms)) {
            return true;
          }
        }
      }
    }
    if (latin.startsWith("\u001f\u008b")) {
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
        return isIn(gzip.readAllBytes(), forms);
      }
    }
    return false;
  }

  private static String utf16(String text) {
    return latin(text.getBytes(StandardCharsets.UTF_16LE));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static boolean holdsRow(Path file, String text) throws IOException {
    try (ParquetReader<Group> reader = new Rows(new LocalInputFile(file))
        .withConf(new PlainParquetConfiguration())
        .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        if (row.toString().contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static final class Rows extends ParquetReader.Builder<Group> {
    Rows(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
