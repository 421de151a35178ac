package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: reads the arguments, runs the command, tells how it ended. */
@Command(
    name = "guildhouse",
    description = "A data warehouse for Discord communities.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Guildhouse.Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      DemoCommand.class,
      CollectCommand.class,
      ServeCommand.class,
      ScheduleCommand.class,
      ImportCommand.class,
      SimulateCommand.class,
      RunCommand.class,
      BackfillCommand.class,
      StatusCommand.class,
      RunsCommand.class,
      FreshnessCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      UserStatsCommand.class,
      ReportCommand.class,
      ReportsCommand.class,
      SummaryCommand.class,
      NotebookCommand.class,
      ReproduceCommand.class,
      KpiCommand.class,
      DeliverCommand.class,
      QueueCommand.class,
      PrivacyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ConfigCommand.class,
      CompletionCommand.class
    })
public final class Guildhouse {
  private static final String HOME_VARIABLE = "GUILDHOUSE_HOME";

  @Option(
      names = "--home",
      paramLabel = "DIR",
      order = 100,
      scope = ScopeType.INHERIT,
      description = "Folder of all state. Default: GUILDHOUSE_HOME, else ~/.guildhouse.")
  private @Nullable String home;

  @Option(names = "--json", order = 101, scope = ScopeType.INHERIT, description = "Answer in JSON.")
  private boolean isJson;

  @Option(
      names = "--debug",
      order = 102,
      scope = ScopeType.INHERIT,
      description = "On failure, show where in the code it happened.")
  private boolean isDebug;

  private final Surroundings surroundings;

  private Guildhouse(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    System.exit(run(Surroundings.ofProcess(), arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    return commandLine(surroundings).execute(arguments);
  }

  /** All commands with their options, as the help, the completion and the reference show them. */
  static CommandLine commandLine(Surroundings surroundings) {
    Guildhouse root = new Guildhouse(surroundings);
    CommandLine commands = new CommandLine(root);
    QueryCommands.addTo(commands);
    return commands
        .registerConverter(LocalDate.class, new DayConverter(surroundings.clock()))
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(ZoneId.class, new ZoneConverter())
        .registerConverter(Integer.TYPE, new WholeNumber<>(Integer::valueOf))
        .registerConverter(Long.TYPE, new WholeNumber<>(Long::valueOf))
        .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((problem, arguments) -> root.refuse(problem))
        .setExecutionStrategy(root::start);
  }

  private int start(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    if (!(innermost.commandSpec().userObject() instanceof Task task)) {
      innermost.commandSpec().commandLine().usage(surroundings.err());
      return ExitCode.USAGE.number();
    }
    return perform(task).number();
  }

  private ExitCode perform(Task task) {
    Console console = new Console(
        surroundings.out(),
        surroundings.err(),
        isJson ? Console.Format.JSON : Console.Format.TEXT,
        surroundings.screen(),
        surroundings.clock());
    Home place;
    try {
      place = new Home(homeFolder());
    } catch (WarehouseException unusable) {
      surroundings.err().println(unusable.getMessage());
      return ExitCode.of(unusable.code());
    }
    LogFile.use(place);
    try {
      return task.run(new Workplace(place, surroundings, console));
    } catch (Throwable failure) { // whatever it is, a person reads one sentence
      FailureReport.Detail detail =
          isDebug ? FailureReport.Detail.STACK_TRACE : FailureReport.Detail.MESSAGE;
      return new FailureReport(surroundings.err(), detail, place).report(failure);
    }
  }

  private Path homeFolder() {
    String folder = home == null ? surroundings.variable(HOME_VARIABLE).orElse(null) : home;
    if (folder == null) {
      // Java asks the list of users; a shell, and so whoever reads ~, asks the variable first.
      String user = surroundings.variable("HOME").orElseGet(() -> System.getProperty("user.home"));
      return Path.of(user, ".guildhouse");
    }
    try {
      if (!folder.isBlank()) {
        return Path.of(folder);
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw WarehouseException.usage(
        "use '" + folder + "' as home",
        "it is no path",
        "Give a folder with --home DIR or GUILDHOUSE_HOME.");
  }

  private int refuse(ParameterException problem) {
    String name = problem.getCommandLine().getCommandSpec().qualifiedName();
    WarehouseException refusal = WarehouseException.usage(
        "understand this call of " + name,
        String.valueOf(problem.getMessage()),
        "See " + name + " --help.");
    surroundings.err().println(refusal.getMessage());
    UnmatchedArgumentException.printSuggestions(
        problem, problem.getCommandLine().getErr());
    return ExitCode.USAGE.number();
  }

  /** Tells the version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Guildhouse.class.getPackage().getImplementationVersion();
      return new String[] {
        "guildhouse " + (version == null ? "development" : version) + " on Java "
            + Runtime.version().feature()
      };
    }
  }
}
