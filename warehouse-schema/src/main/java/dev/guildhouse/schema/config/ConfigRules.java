package dev.guildhouse.schema.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What must hold between keys. Works on trees that break the schema too, so that all errors come at
 * once.
 */
final class ConfigRules {
  private static final JsonPointer QUIET_HOURS = JsonPointer.compile("/alerts/quiet_hours");

  private final JsonNode tree;
  private final Findings findings;

  private ConfigRules(JsonNode tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  static void check(JsonNode tree, Findings findings) {
    ConfigRules rules = new ConfigRules(tree, findings);
    rules.idsAreUnique("/organizations");
    rules.idsAreUnique("/guilds");
    rules.guildsHaveOneOrganization();
    rules.timeZonesExist();
    rules.daysExist();
    rules.quietHoursAreWhole();
    rules.passwordsStayOutOfUrls();
    rules.thereIsOneMasterKey();
    rules.shardsExist();
  }

  private void idsAreUnique(String list) {
    Map<Long, JsonPointer> seen = new HashMap<>();
    JsonPointer at = JsonPointer.compile(list);
    for (int i = 0; i < tree.at(at).size(); i++) {
      once(seen, at.appendIndex(i).appendProperty("id"));
    }
  }

  private void guildsHaveOneOrganization() {
    JsonPointer at = JsonPointer.compile("/organizations");
    Map<Long, JsonPointer> seen = new HashMap<>();
    for (int i = 0; i < tree.at(at).size(); i++) {
      JsonPointer guilds = at.appendIndex(i).appendProperty("guilds");
      for (int j = 0; j < tree.at(guilds).size(); j++) {
        once(seen, guilds.appendIndex(j));
      }
    }
  }

  private void once(Map<Long, JsonPointer> seen, JsonPointer at) {
    JsonNode id = tree.at(at);
    if (!id.canConvertToLong()) {
      return;
    }
    JsonPointer first = seen.putIfAbsent(id.longValue(), at);
    if (first != null) {
      findings.add(at, id.asText(), "it already stands at " + ConfigPath.dotted(first));
    }
  }

  private void timeZonesExist() {
    timeZoneExists(JsonPointer.compile("/defaults/time_zone"));
    JsonPointer guilds = JsonPointer.compile("/guilds");
    for (int i = 0; i < tree.at(guilds).size(); i++) {
      timeZoneExists(guilds.appendIndex(i).appendProperty("time_zone"));
    }
  }

  private void quietHoursAreWhole() {
    JsonPointer defaults = JsonPointer.compile("/defaults/alerts/quiet_hours");
    quietHoursAreWhole(defaults, defaults);
    JsonPointer guilds = JsonPointer.compile("/guilds");
    for (int i = 0; i < tree.at(guilds).size(); i++) {
      quietHoursAreWhole(guilds.appendIndex(i).append(QUIET_HOURS), defaults);
    }
  }

  /** What a section leaves out it takes from the defaults. */
  private void quietHoursAreWhole(JsonPointer section, JsonPointer defaults) {
    for (String key : List.of("from", "until")) {
      String other = key.equals("from") ? "until" : "from";
      JsonPointer at = section.appendProperty(key);
      JsonNode time = tree.at(at);
      JsonNode end = tree.at(section.appendProperty(other));
      if (end.isMissingNode()) {
        end = tree.at(defaults.appendProperty(other));
      }
      if (time.isTextual() && end.isMissingNode()) {
        findings.add(at, time.toString(), "give " + other + " too");
      } else if (time.isTextual() && time.equals(end) && key.equals("until")) {
        findings.add(at, time.toString(), "it must differ from the time at which they begin");
      }
    }
  }

  private void daysExist() {
    JsonPointer guilds = JsonPointer.compile("/guilds");
    for (int i = 0; i < tree.at(guilds).size(); i++) {
      daysExist(guilds.appendIndex(i).appendProperty("annotations"));
    }
    daysExist(JsonPointer.compile("/defaults/annotations"));
  }

  private void daysExist(JsonPointer annotations) {
    for (int i = 0; i < tree.at(annotations).size(); i++) {
      JsonPointer at = annotations.appendIndex(i).appendProperty("date");
      JsonNode date = tree.at(at);
      if (date.isTextual() && !isDay(date.textValue())) {
        findings.add(at, date.toString(), "allowed is a day that exists, as 2026-03-01");
      }
    }
  }

  private static boolean isDay(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException none) {
      return false;
    }
  }

  private void timeZoneExists(JsonPointer at) {
    JsonNode zone = tree.at(at);
    if (!zone.isTextual()) {
      return;
    }
    try {
      ZoneId.of(zone.textValue());
    } catch (DateTimeException unknown) {
      String hint = Nearest.to(zone.textValue(), ZoneId.getAvailableZoneIds())
          .map(meant -> "did you mean " + meant + "?")
          .orElse("allowed is an IANA time zone such as Europe/Berlin");
      findings.add(at, zone.toString(), hint);
    }
  }

  private void shardsExist() {
    JsonNode total = tree.at("/collector/shards/total");
    int shards = total.isInt() ? total.intValue() : 1;
    JsonPointer here = JsonPointer.compile("/collector/shards/here");
    for (int i = 0; i < tree.at(here).size(); i++) {
      JsonNode shard = tree.at(here.appendIndex(i));
      if (shard.isInt() && shard.intValue() >= shards) {
        findings.add(
            here.appendIndex(i),
            shard.asText(),
            "the shards are 0 to " + (shards - 1) + ", as collector.shards.total says");
      }
    }
  }

  private void passwordsStayOutOfUrls() {
    JsonPointer at = JsonPointer.compile("/operations/jdbc_url");
    if (tree.at(at).asText().toLowerCase(Locale.ROOT).contains("password=")) {
      findings.add(at, "a URL with a password in it", "give it as operations.password instead");
    }
  }

  private void thereIsOneMasterKey() {
    JsonPointer file = JsonPointer.compile("/master/key_file");
    if (tree.at("/master").has("key") && tree.at("/master").has("key_file")) {
      findings.add(file, "a second master key", "master.key is set too; keep one of both");
    }
  }
}
