package dev.guildhouse.schema.privacy;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoverScanIT {
  private static final long KEY = 0x8F3A_52C7_19D4_E06BL;
  private static final long SHORT_KEY = 0x0051_7F2B_9C33_A1E5L;
  private static final String NAME = "Zaphod Beeblebrox";
  private static final byte[] SECRET = new byte[32];

  static {
    new Random(7).nextBytes(SECRET);
  }

  @TempDir
  private Path home;

  private final Map<String, String> read = new LinkedHashMap<>();
  private final List<Leftover> found = new ArrayList<>();

  /** What each form of a needle looks like in a file. */
  static Map<String, byte[]> forms() {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    for (long key : new long[] {KEY, SHORT_KEY}) {
      byte[] bytes = ByteBuffer.allocate(8).putLong(key).array();
      forms.put("big endian " + key, bytes);
      forms.put(
          "little endian " + key,
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(key).array());
      forms.put("varint " + key, variable(key));
      forms.put("negated varint " + key, variable(-key));
      forms.put("zigzag " + key, variable((key << 1) ^ (key >> 63)));
      forms.put("decimal " + key, Long.toString(key).getBytes(UTF_8));
      forms.put("unsigned " + key, Long.toUnsignedString(key).getBytes(UTF_8));
      forms.put("hex " + key, Long.toHexString(key).getBytes(UTF_8));
      forms.put(
          "all hex " + key, HexFormat.of().withUpperCase().toHexDigits(key).getBytes(UTF_8));
      forms.put("wide decimal " + key, ("x" + key).getBytes(UTF_16LE));
      forms.put("wide hex " + key, HexFormat.of().toHexDigits(key).getBytes(UTF_16BE));
      for (int before = 0; before < 3; before++) {
        byte[] some =
            ByteBuffer.allocate(before + 9).put(new byte[before]).putLong(key).array();
        forms.put("base64 after " + before + " " + key, Base64.getEncoder().encode(some));
      }
    }
    forms.put("secret", SECRET);
    forms.put("secret in hex", HexFormat.of().formatHex(SECRET).getBytes(UTF_8));
    forms.put("secret in base64", Base64.getUrlEncoder().encode(SECRET));
    forms.put("name", NAME.getBytes(UTF_8));
    forms.put("name behind its own beginning", "Zaphod Zaphod Beeblebrox".getBytes(UTF_8));
    forms.put("wide name", NAME.getBytes(UTF_16LE));
    return forms;
  }

  static List<String> formNames() {
    return List.copyOf(forms().keySet());
  }

  @ParameterizedTest
  @MethodSource("formNames")
  void everyFormIsFoundAmongOtherBytesAndAlone(String form) throws IOException {
    byte[] noise = new byte[100_003];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    // Across the border of two buffers.
    content.write(noise, 0, (1 << 16) - 6);
    content.write(" |".getBytes(UTF_8));
    content.write(forms().get(form));
    content.write("| ".getBytes(UTF_8));
    content.write(noise);
    Files.write(home.resolve("noisy"), content.toByteArray());
    Files.write(home.resolve("alone"), forms().get(form));
    Files.write(home.resolve("noise"), noise);
    scan();
    assertThat(found).extracting(Leftover::file).contains("noisy", "alone").doesNotContain("noise");
    assertThat(found.toString()).doesNotContain(Long.toString(KEY), NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zip", "gzip in zip"})
  void packedFilesAreUnpacked(String form) throws IOException {
    byte[] content = ("author=" + KEY + ";").repeat(50).getBytes(UTF_8);
    Path file = home.resolve("packed");
    switch (form) {
      case "gzip" -> Files.write(file, gzip(content));
      case "zip" -> zip(file, content);
      default -> zip(file, gzip(content));
    }
    scan();
    assertThat(found).isNotEmpty().allMatch(left -> left.form().equals("decimal"));
  }

  @Test
  void parquetIsDecodedWhateverItsEncoding() throws IOException {
    long[] keys =
        LongStream.range(0, 5_000).map(i -> 0x5DEECE66DL * (i + 1) + i).toArray();
    keys[4_321] = KEY;
    parquet("compressed.parquet", keys, "someone");
    parquet("other.parquet", LongStream.range(0, 5_000).toArray(), "someone");
    parquet("name.parquet", new long[] {1, 2, 3}, "by " + NAME);
    parquet("text.parquet", new long[] {1, 2, 3}, "{\"minValues\":{\"member_key\":" + KEY + "}}");
    scan();
    assertThat(found)
        .extracting(Leftover::file)
        .contains("compressed.parquet", "name.parquet", "text.parquet")
        .doesNotContain("other.parquet");
    assertThat(found)
        .filteredOn(left -> left.file().equals("compressed.parquet"))
        .extracting(Leftover::place)
        .contains("column member_key");
  }

  /** A writer gives a dictionary up when it grows too large: later values stand beside it. */
  @ParameterizedTest
  @ValueSource(ints = {1 << 20, 256})
  void aKeyIsFoundInADictionaryAndBesideIt(int dictionaryBytes) throws IOException {
    long[] keys =
        LongStream.range(0, 50_000).map(i -> i < 40_000 ? i % 9 + 1 : i).toArray();
    keys[49_321] = KEY;
    parquet("rows.parquet", keys, "someone", dictionaryBytes);
    scan();
    assertThat(found).extracting(Leftover::place).contains("column member_key");
  }

  @Test
  void belowOneFolderMoreIsLookedFor() throws IOException {
    Files.createDirectories(home.resolve("months/sealed"));
    Files.createDirectories(home.resolve("months/sealed-not"));
    for (String folder : List.of("months/sealed", "months/sealed-not")) {
      Files.writeString(home.resolve(folder).resolve("known"), "member " + SHORT_KEY);
      Files.writeString(home.resolve(folder).resolve("gone"), "member " + KEY);
    }
    Needles gone = Needles.builder().keys("keys", new long[] {KEY}).build();
    Needles all = Needles.builder().keys("keys", new long[] {KEY, SHORT_KEY}).build();
    scan(new LeftoverScan(gone).strictlyBelow(home.resolve("months/sealed"), all));
    assertThat(found)
        .extracting(Leftover::file)
        .containsExactlyInAnyOrder(
            "months/sealed/known", "months/sealed/gone", "months/sealed-not/gone");
  }

  @Test
  void namesOfFilesAreSearchedToo() throws IOException {
    Files.createDirectory(home.resolve("member_key=" + KEY));
    Files.writeString(home.resolve("member_key=" + KEY).resolve("part"), "nothing");
    scan();
    assertThat(found).extracting(Leftover::place).containsExactly("its name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"28b52ffd00", "50415231ffff", "504b0304ff", "1f8bff", "4c5a34426c6f636b"})
  void whatCannotBeDecodedIsNoProof(String head) throws IOException {
    Files.write(home.resolve("closed"), HexFormat.of().parseHex(head));
    scan();
    assertThat(found).extracting(Leftover::form).contains(Leftover.UNREADABLE);
  }

  @Test
  void whatWasReadIsToldWithItsHash() throws Exception {
    Files.writeString(home.resolve("a"), "abc");
    Files.createDirectories(home.resolve("b/c"));
    Files.createFile(home.resolve("b/c/empty"));
    scan();
    assertThat(found).isEmpty();
    assertThat(read)
        .containsOnly(
            Map.entry("a", "3 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            Map.entry(
                "b/c/empty", "0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  private void scan() {
    Needles needles = Needles.builder()
        .keys("keys", new long[] {KEY, SHORT_KEY})
        .secret("secret", SECRET)
        .text("name", NAME)
        .build();
    scan(new LeftoverScan(needles));
  }

  private void scan(LeftoverScan scan) {
    scan.under(home, new LeftoverScan.Listener() {
      @Override
      public void read(String file, long bytes, String sha256) {
        read.put(file, bytes + " " + sha256);
      }

      @Override
      public void found(Leftover leftover) {
        found.add(leftover);
      }
    });
  }

  private void parquet(String name, long[] keys, String text) throws IOException {
    parquet(name, keys, text, 1 << 20);
  }

  private void parquet(String name, long[] keys, String text, int dictionaryBytes)
      throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType(
        "message m { optional int64 member_key; optional binary note (STRING); }");
    try (ParquetWriter<org.apache.parquet.example.data.Group> writer = ExampleParquetWriter.builder(
            new LocalOutputFile(home.resolve(name)))
        .withConf(new PlainParquetConfiguration())
        .withType(schema)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withDictionaryPageSize(dictionaryBytes)
        .build()) {
      for (long key : keys) {
        SimpleGroup row = new SimpleGroup(schema);
        row.add("member_key", key);
        row.add("note", text);
        writer.write(row);
      }
      writer.write(new SimpleGroup(schema));
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static void zip(Path file, byte[] content) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/empty.xml"));
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write(content);
    }
  }

  /** By arithmetic on whole numbers, unlike the program. */
  private static byte[] variable(long value) {
    BigInteger left = new BigInteger(Long.toUnsignedString(value));
    BigInteger base = BigInteger.valueOf(128);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (left.compareTo(base) >= 0) {
      bytes.write(left.mod(base).intValue() + 128);
      left = left.divide(base);
    }
    bytes.write(left.intValue());
    return bytes.toByteArray();
  }
}
