package dev.guildhouse.schedules.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guildhouse.schedules.privacy.Retention.DataClass;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down how long each class of data was kept: a certificate beside those of the proofs. */
final class RetentionNote {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  RetentionNote(Home home) {
    this.folder = RetainedFiles.certificates(home);
  }

  /**
   * Writes it.
   *
   * @throws WarehouseException with code FAILED when something was kept too long; it says so, too
   */
  Path write(Instant now, List<DataClass> classes, List<String> monthsDue) {
    List<String> overdue = Retention.overdue(classes, now).toList();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (DataClass some : classes) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("what", some.what());
      line.put("kept_days", some.days());
      line.put("deleted", some.deleted());
      some.oldest().ifPresent(at -> line.put("oldest_left", at.toString()));
      lines.add(line);
    }
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("made_at", now.toString());
    note.put("classes", lines);
    note.put("months_due_to_be_sealed", monthsDue);
    note.put("kept_too_long", overdue);
    note.put("is_clean", overdue.isEmpty());
    Path file = folder.resolve(now.toString().replace(':', '-') + "-retained.json");
    try {
      DurableFiles.publishText(JSON.writeValueAsString(note) + "\n", file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers that JSON cannot hold", e);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "write a certificate to " + folder,
          e.getClass().getSimpleName(),
          "See that the folder can be written and has room, and run it again.",
          e);
    }
    if (!overdue.isEmpty()) {
      throw WarehouseException.failed(
          "keep to the times of retention",
          "still there: " + String.join("; ", overdue),
          "See why it could not be deleted, and run it again. Certificate: " + file);
    }
    return file;
  }
}
