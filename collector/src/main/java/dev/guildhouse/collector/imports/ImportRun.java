package dev.guildhouse.collector.imports;

import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.landing.LandingWriter;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.StopPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Imports files one after the other. A file that was read to its end and found whole becomes one
 * landing file, which appears in one step; any other leaves nothing and stops no other.
 */
public final class ImportRun {
  private static final int NAME_DIGITS = 16;

  private final ImportOptions options;
  private final ImportListener listener;
  private final LandingFiles landing;
  private final ImportLedger ledger;
  private final Map<Long, MemberKeyring> keyrings = new HashMap<>();
  private final Set<GuildMonth> openMonths = new HashSet<>();
  private long bytesBefore;

  public ImportRun(ImportOptions options, ImportListener listener) {
    this.options = options;
    this.listener = listener;
    this.landing = new LandingFiles(options.landing());
    this.ledger = new ImportLedger(options.landing());
  }

  /**
   * Imports files, and all exports in folders.
   *
   * @throws dev.guildhouse.schema.WarehouseException when landing or secrets cannot be written; the
   *     files done before stay imported
   */
  public ImportReport of(List<Path> paths) {
    if (options.effect() == ImportOptions.Effect.WRITE) {
      landing.clearLeftovers();
    }
    ImportFiles found = ImportFiles.under(paths);
    listener.started(found.files().size(), found.bytes());
    List<ImportResult> results = new ArrayList<>(found.passedOver());
    results.forEach(listener::finished);
    for (ImportFiles.Candidate candidate : found.files()) {
      ImportResult result = result(candidate);
      results.add(result);
      bytesBefore += candidate.size();
      listener.progressed(bytesBefore);
      listener.finished(result);
    }
    return new ImportReport(results);
  }

  private ImportResult result(ImportFiles.Candidate candidate) {
    Path file = candidate.path();
    try {
      return imported(candidate);
    } catch (RefusedInput e) {
      return new ImportResult.Refused(file, e.place(), e.reason());
    } catch (IOException e) {
      String why = Files.exists(file) ? e.getClass().getSimpleName() : "there is no such file";
      return new ImportResult.Refused(file, "", "it cannot be read: " + why);
    }
  }

  private ImportResult imported(ImportFiles.Candidate candidate) throws IOException {
    Path file = candidate.path();
    FileContent content;
    try {
      content = FileContent.of(file);
    } catch (RefusedInput e) {
      if (candidate.isGiven()) {
        throw e;
      }
      return new ImportResult.Skipped(file, "no export");
    }
    ExportFormat.Detected detected = ExportFormat.of(content.head());
    ExportFormat format = detected.format();
    if (format == null) {
      if (candidate.isGiven()) {
        throw new RefusedInput(detected.reason());
      }
      return new ImportResult.Skipped(file, detected.reason());
    }
    Optional<ImportLedger.Entry> known = ledger.find(content.sha256());
    if (known.isPresent()) {
      return known(file, format, known.get());
    }
    return switch (options.effect()) {
      case DRY_RUN -> {
        ImportCounts counts = read(file, content, format, event -> {});
        yield new ImportResult.Imported(file, format, counts, null);
      }
      case WRITE -> written(file, content, format);
    };
  }

  private ImportResult known(Path file, ExportFormat format, ImportLedger.Entry entry) {
    String now = ImportLedger.optionsOf(format, options);
    if (!entry.options().equals(now)) {
      throw new RefusedInput("it was imported at " + entry.importedAt() + " with " + entry.options()
          + "; with other options its messages would count twice");
    }
    return new ImportResult.Known(file, entry.importedAt());
  }

  private ImportResult written(Path file, FileContent content, ExportFormat format)
      throws IOException {
    String name = "import-" + content.sha256().substring(0, NAME_DIGITS);
    try (LandingWriter writer = landing.open(name, options.receivedAt())) {
      ImportCounts counts = read(file, content, format, writer::write);
      writer.finish();
      StopPoint.reached("import.staged");
      Path landed = counts.events() == 0 ? null : writer.publish();
      StopPoint.reached("import.published");
      record(file, content, format, counts, landed);
      StopPoint.reached("import.recorded");
      return new ImportResult.Imported(file, format, counts, landed);
    }
  }

  private ImportCounts read(
      Path file, FileContent content, ExportFormat format, Consumer<RawEvent> sink)
      throws IOException {
    ImportTally tally = new ImportTally(event -> sink.accept(ofOpenMonth(event)));
    try (InputStream in = new CountedInput(
        Files.newInputStream(file), read -> listener.progressed(bytesBefore + read))) {
      in.skipNBytes(content.markBytes());
      format.reader().read(in, settings(file, content, tally), tally);
    }
    if (!content.isStill(file)) {
      throw new RefusedInput("it changed while it was read; import it again when it is complete");
    }
    return tally.counts();
  }

  /** A sealed month is frozen: what is given for it now would only be counted as late and dropped. */
  private RawEvent ofOpenMonth(RawEvent event) {
    GuildMonth month = new GuildMonth(event.guildId(), event.keyMonth());
    if (!openMonths.contains(month)) {
      YearMonth named = YearMonth.of(event.keyMonth() / 100, event.keyMonth() % 100);
      if (options.effect() == ImportOptions.Effect.WRITE
          && options.secrets().isSealed(event.guildId(), named)) {
        throw WarehouseException.waiting(
            "import " + named + " of guild " + event.guildId(),
            "that month is sealed: its members are only tokens and its days are frozen",
            "Leave its events out. Nothing of the file was taken.");
      }
      openMonths.add(month);
    }
    return event;
  }

  private record GuildMonth(long guild, int month) {}

  private void record(
      Path file,
      FileContent content,
      ExportFormat format,
      ImportCounts counts,
      @Nullable Path landed) {
    try {
      ledger.record(content.sha256(), file, format, counts, landed, options);
    } catch (IOException e) {
      throw LandingFiles.notWritable("record of " + content.sha256(), e);
    }
  }

  private ReadSettings settings(Path file, FileContent content, ImportTally tally) {
    return new ReadSettings(
        String.valueOf(file.getFileName()),
        isPartOfMore(file),
        Long.parseUnsignedLong(content.sha256().substring(0, NAME_DIGITS), 16),
        options.receivedAt(),
        options.guildId(),
        options.channelId(),
        options.zone(),
        options.organizationOf(),
        options.keywords(),
        guild -> keyrings.computeIfAbsent(guild, this::keyring),
        tally::leaveOut);
  }

  /** The exporter cuts long channels into files that all repeat the range of the whole. */
  private static boolean isPartOfMore(Path file) {
    String name = String.valueOf(file.getFileName());
    int suffix = name.lastIndexOf('.');
    String stem = suffix < 0 ? name : name.substring(0, suffix);
    Path second = file.resolveSibling(stem + " [part 2]" + name.substring(stem.length()));
    return stem.matches(".* \\[part \\d+]") || Files.exists(second);
  }

  private MemberKeyring keyring(long guildId) {
    MemberKeyring keyring = switch (options.effect()) {
      case DRY_RUN -> MemberKeyring.throwaway(guildId);
      case WRITE ->
        options.isAnonymous().test(guildId)
            ? MemberKeyring.anonymous(guildId, options.secrets())
            : MemberKeyring.pseudonymous(guildId, options.secrets());
    };
    return keyring.obeying(options.people().apply(guildId));
  }
}
