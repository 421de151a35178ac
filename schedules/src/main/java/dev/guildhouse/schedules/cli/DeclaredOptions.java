package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schema.WarehouseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options that a question or an action declares, as picocli reads them. */
final class DeclaredOptions {
  private final String command;
  private final List<QueryOption> declared;
  private final Map<String, OptionSpec> asked = new LinkedHashMap<>();

  /** Options whose values may stand by themselves. */
  private final Map<String, PositionalParamSpec> standing = new LinkedHashMap<>();

  /**
   * @param command whose they are
   */
  DeclaredOptions(String command, List<QueryOption> declared) {
    this.command = command;
    this.declared = List.copyOf(declared);
  }

  /** A task as picocli knows it, with these options beside its own. */
  CommandSpec spec(Task task, String word, String doc) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(task).name(word);
    spec.usageMessage().description(doc);
    addTo(spec);
    return spec;
  }

  private void addTo(CommandSpec spec) {
    for (QueryOption option : declared) {
      OptionSpec added = OptionSpec.builder("--" + option.name())
          .paramLabel(label(option))
          .type(String.class)
          .order(3)
          .description(described(option))
          .build();
      asked.put(option.name(), added);
      spec.addOption(added);
      if (option.isPositional()) {
        PositionalParamSpec alone = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel(label(option))
            .type(String.class)
            .description(described(option))
            .build();
        standing.put(option.name(), alone);
        spec.addPositional(alone);
      }
    }
  }

  /** What was given, by name. */
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    asked.forEach((name, option) -> {
      String value = option.getValue();
      if (value != null) {
        given.put(name, value);
      }
    });
    standing.forEach((name, parameter) -> {
      String value = parameter.getValue();
      if (value != null && given.putIfAbsent(name, value) != null) {
        throw WarehouseException.usage(
            "answer " + command,
            name + " is given twice",
            "Give it once: by itself, or as --" + name + ".");
      }
    });
    return given;
  }

  private static String label(QueryOption option) {
    return switch (option.kind()) {
      case CHANNEL -> "CHANNEL";
      case MEMBER -> "ID";
      case NUMBER -> "N";
      case CHOICE, TEXT -> option.name().replace('-', '_').toUpperCase(Locale.ROOT);
    };
  }

  private static String described(QueryOption option) {
    StringBuilder text = new StringBuilder(option.doc());
    if (!option.choices().isEmpty()) {
      text.append(" One of: ").append(String.join(", ", option.choices())).append('.');
    }
    if (option.usual() != null) {
      text.append(" Default: ").append(option.usual()).append('.');
    }
    return text.toString();
  }
}
