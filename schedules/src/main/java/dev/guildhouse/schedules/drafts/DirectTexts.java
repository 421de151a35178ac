package dev.guildhouse.schedules.drafts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What single members are told by direct message once a post is approved, as it lies beside the post.
 *
 * @param sentences by the pseudonym of the member in the month in which the post's days begin
 */
public record DirectTexts(Map<String, List<String>> sentences) {
  static final String FILE = "direct.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  public DirectTexts {
    sentences = Map.copyOf(sentences);
  }

  String toJson() {
    return ReportJson.write(new TreeMap<>(sentences));
  }

  /** Those beside a post; none where it has none. */
  public static DirectTexts beside(ReportFolder post) {
    Path file = post.file(FILE);
    try {
      return Files.exists(file)
          ? new DirectTexts(
              JSON.readValue(file.toFile(), new TypeReference<Map<String, List<String>>>() {}))
          : new DirectTexts(Map.of());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "read " + file,
          e.getClass().getSimpleName(),
          "Nothing needs to be done: the next come by schedule.",
          e);
    }
  }
}
