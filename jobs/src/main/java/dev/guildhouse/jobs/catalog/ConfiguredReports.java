package dev.guildhouse.jobs.catalog;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schema.config.Findings;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.reports.Audience;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the reports that a configuration names exist, and may be seen by whom it says. */
final class ConfiguredReports implements BiConsumer<JsonNode, Findings> {
  private final Map<String, Report> known;

  ConfiguredReports(List<Report> reports) {
    this.known = reports.stream().collect(Collectors.toMap(Report::name, Function.identity()));
  }

  @Override
  public void accept(JsonNode tree, Findings findings) {
    check(tree, JsonPointer.compile("/defaults/reports"), findings);
    JsonPointer guilds = JsonPointer.compile("/guilds");
    for (int guild = 0; guild < tree.at(guilds).size(); guild++) {
      check(tree, guilds.appendIndex(guild).appendProperty("reports"), findings);
    }
  }

  private void check(JsonNode tree, JsonPointer reports, Findings findings) {
    tree.at(reports).properties().forEach(entry -> {
      JsonPointer at = reports.appendProperty(entry.getKey());
      @Nullable Report report = known.get(entry.getKey());
      if (report == null) {
        findings.add(at, "unknown report", hint(entry.getKey()));
      } else if (isFor(Audience.PUBLIC, entry.getValue())
          && !report.audiences().contains(Audience.PUBLIC)) {
        findings.add(
            at.appendProperty("audience"),
            "\"public\"",
            "the report " + report.name() + " has no public form; allowed is \"moderators\"");
      }
    });
  }

  private String hint(String name) {
    return Nearest.to(name, known.keySet())
        .map(meant -> "did you mean " + meant + "?")
        .orElse("reports: " + known.keySet().stream().sorted().collect(Collectors.joining(", ")));
  }

  private static boolean isFor(Audience audience, JsonNode entry) {
    return entry.path("audience").asText().equals(audience.text());
  }
}
