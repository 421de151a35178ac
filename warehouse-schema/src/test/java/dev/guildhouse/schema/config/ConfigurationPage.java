package dev.guildhouse.schema.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Writes {@code docs/CONFIGURATION.md} from the JSON schema. */
final class ConfigurationPage {
  private static final String HEAD = """
      # Configuration
      Generated from `guildhouse.schema.json`; do not edit.

      Guildhouse reads one file, `guildhouse.yaml` in the home (`--home DIR`, or `GUILDHOUSE_HOME`, else `~/.guildhouse`). Every key may be left out, and so may the file. `guildhouse config check` prints what holds and where each value comes from, or every error at once.

      ```yaml
      organizations:
        - {id: 1, name: Example, guilds: [197038439483310086]}
      defaults:
        time_zone: Europe/Berlin
      guilds:
        - id: 197038439483310086
          privacy: {mode: anonymous}
          reports: {weekly_community: {channel: 290926798999357250}}
      ```

      **By environment.** Every key below has a variable: `GUILDHOUSE_` and the key in capitals, with `_` for each dot. It wins over the file; an empty one counts as not set. Text is taken as it is; numbers, lists and maps are written as YAML: `GUILDHOUSE_GUILDS='[{id: 197038439483310086, top_content: 20}]'`. A variable that is nearly one of these is refused.

      **By editor.** An editor that knows JSON schemas completes and checks the file when its first line is `# yaml-language-server: $schema=` and the path of `warehouse-schema/src/main/resources/dev/guildhouse/schema/config/guildhouse.schema.json`.

      Discord ids are numbers, without quotes. Words are read as YAML 1.2 reads them: `no` is a word, `false` is false.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private ConfigurationPage() {}

  static String of(ConfigSchema schema) {
    ConfigurationPage page = new ConfigurationPage();
    schema.root().properties().forEach((name, section) -> page.section(name, section, schema));
    return page.page.toString();
  }

  private void section(String name, SchemaNode section, ConfigSchema schema) {
    page.append("\n## ").append(name).append('\n');
    if (section.isSection()) {
      page.append(section.description()).append('\n');
    }
    page.append("\n| key | default | allowed | meaning |\n| --- | --- | --- | --- |\n");
    schema.keys().stream()
        .filter(key -> key.path().equals(name) || key.path().startsWith(name + "."))
        .forEach(key -> row(key.path(), key.schema()));
    if (section.isList()) {
      items(name + "[]", section.items(), schema.root().properties().get("defaults"));
    }
  }

  /** The keys of a list's items; those that {@code defaults} also has are explained there. */
  private void items(String path, SchemaNode item, SchemaNode defaults) {
    for (Map.Entry<String, SchemaNode> entry : item.properties().entrySet()) {
      if (path.equals("guilds[]") && defaults.properties().containsKey(entry.getKey())) {
        line(path + "." + entry.getKey(), "", "", "As `defaults." + entry.getKey() + "`.");
      } else {
        row(path + "." + entry.getKey(), entry.getValue());
      }
    }
  }

  private void row(String path, SchemaNode schema) {
    String standard = schema
        .defaultValue()
        .map(JsonNode::toString)
        .map(ConfigurationPage::code)
        .orElse("");
    String allowed =
        schema.isList() && schema.items().isSection() ? "a list, see below" : schema.allowed();
    line(path, standard, allowed, schema.description());
    if (schema.isMapOfSections()) {
      schema.entries().properties().forEach((name, entry) -> row(path + ".NAME." + name, entry));
    }
  }

  private void line(String path, String standard, String allowed, String meaning) {
    page.append("| `").append(path).append("` | ").append(standard);
    page.append(" | ").append(allowed.replace("|", "\\|"));
    page.append(" | ").append(meaning).append(" |\n");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
