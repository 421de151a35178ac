package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.cli.Task.Engine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Runs a copy of the launcher in a checkout of stubs, with a {@code mvn} and a {@code java} that
 * only tell how they were called, and once with the real Java and the jars that were just built.
 */
class LauncherIT {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Path BUILT = REPOSITORY.resolve("schedules/target/guildhouse/lib");
  private static final String JAR = "schedules/target/guildhouse/lib/guildhouse-schedules-1.jar";
  private static final String STUB_MAVEN = """
      #!/usr/bin/env bash
      echo "words of maven"
      echo "$@" >>maven-calls
      mkdir -p schedules/target/guildhouse/lib
      touch %s
      """.formatted(JAR);
  private static final List<String> TOOLS = List.of(
      "bash",
      "cat",
      "dirname",
      "du",
      "find",
      "flock",
      "ln",
      "mkdir",
      "mktemp",
      "mv",
      "readlink",
      "rm",
      "touch",
      "wc");
  private static final String STUB_JAVA = """
      #!/usr/bin/env bash
      printf '%s\\n' "LC_ALL=${LC_ALL-}" "$@"
      """;

  @TempDir
  private Path temporary;

  private Path checkout;
  private Path tools;
  private Path jdk;
  private final Map<String, String> environment = new HashMap<>();

  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    checkout = Files.createDirectory(temporary.resolve("a checkout"));
    tools = Files.createDirectory(temporary.resolve("tools"));
    jdk = Files.createDirectory(temporary.resolve("a jdk"));
    Files.copy(REPOSITORY.resolve("guildhouse"), checkout.resolve("guildhouse"));
    Files.createFile(checkout.resolve("pom.xml"));
    for (String module : List.of("warehouse-schema", "collector", "jobs", "schedules")) {
      Files.createDirectories(checkout.resolve(module + "/src/main"));
      Files.createFile(checkout.resolve(module + "/pom.xml"));
    }
    for (String tool : TOOLS) {
      // Scripts and not links, of which JUnit complains when it tidies up.
      script(tools.resolve(tool), "#!/bin/bash\nexec /usr/bin/" + tool + " \"$@\"\n");
    }
    script(tools.resolve("mvn"), STUB_MAVEN);
    stubJdk("17.0.9");
    environment.put("PATH", tools.toString());
    environment.put("JAVA_HOME", jdk.toString());
  }

  @AfterEach
  void removeLinksToJars() throws Exception {
    run(temporary, "/usr/bin/rm", "-rf", checkout.resolve("schedules/target").toString());
  }

  @Test
  void buildsOnFirstUseAndOnlyThen() throws Exception {
    Ended first = launch("config", "check");
    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).startsWith("Building Guildhouse").doesNotContain("words of maven");
    assertThat(first.out().lines())
        .endsWith("dev.guildhouse.schedules.cli.Guildhouse", "config", "check");

    assertThat(launch("config", "check").err()).isEmpty();
    assertThat(mavenCalls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "jobs/pom.xml", "collector/src/main/New.java"})
  void buildsAgainWhenASourceIsNewer(String source) throws Exception {
    launch("--version");

    assertThat(launchAfterChangeOf(source).err()).startsWith("Building Guildhouse");
    assertThat(mavenCalls()).hasSize(2);
  }

  @Test
  void aBuildThatFailsShowsMavensWordsAndLeavesNothing() throws Exception {
    script(tools.resolve("mvn"), STUB_MAVEN + "exit 1\n");
    Ended ended = launch("--version");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("words of maven", "Cannot build Guildhouse");
    assertThat(ended.out()).isEmpty();
    assertThat(checkout.resolve(JAR).getParent()).doesNotExist();
  }

  @Test
  void missingToolsAreNamedWithWhatToDo() throws Exception {
    Files.delete(tools.resolve("mvn"));
    assertRefused("Cannot build Guildhouse: there is no mvn on the PATH.");

    Files.delete(jdk.resolve("bin/javac"));
    script(tools.resolve("mvn"), STUB_MAVEN);
    assertRefused("comes without javac");

    stubJdk("11.0.2");
    assertRefused("is Java 11.0.2, and 17 or later is needed");

    environment.put("JAVA_HOME", "/nowhere");
    assertRefused("JAVA_HOME is /nowhere, where no bin/java is");

    environment.remove("JAVA_HOME");
    assertRefused("there is no java on the PATH");
  }

  @Test
  void javaIsFoundOnThePathAndAskedForItsVersionIfNeedBe() throws Exception {
    environment.remove("JAVA_HOME");
    Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
    assertThat(launch("--version").exitCode()).isZero();

    Files.delete(jdk.resolve("release"));
    script(
        jdk.resolve("bin/java"), "#!/usr/bin/env bash\necho 'openjdk version \"1.8.0_4\"' >&2\n");
    assertRefused("is Java 1.8.0_4");
  }

  @Test
  void worksFromAnyFolderAndThroughLinks() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("else where/bin"));
    Files.createSymbolicLink(folder.resolve("inner"), checkout.resolve("guildhouse"));
    Files.createSymbolicLink(folder.resolve("gh"), Path.of("inner"));

    Ended ended = run(folder, folder.resolve("gh").toString(), "--version", "two words");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out().lines()).endsWith("--version", "two words");
    assertThat(ended.out()).contains(checkout.resolve("schedules/target/guildhouse/lib") + "/*");
  }

  @Test
  void eachKindOfCommandGetsItsOwnMemoryAndOptions() throws Exception {
    Path launcher = checkout.resolve("guildhouse");
    Files.writeString(
        launcher,
        Files.readString(launcher)
            .replaceAll("streaming_commands=.*", "streaming_commands=' import privacy/prove '")
            .replaceAll("spark_commands=.*", "spark_commands=' run backfill '")
            .replaceAll("light_commands=.*", "light_commands=' privacy/opt-out config/check '"));
    environment.put("GUILDHOUSE_JAVA_OPTIONS", "-Done=1 -Dtwo=2");

    assertThat(launch("--home", "backfill", "config", "check").out().lines())
        .contains(
            "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "-Done=1", "-Dtwo=2")
        .noneMatch(option -> option.startsWith("--add-opens"));
    assertThat(launch("import", "file").out().lines())
        .contains("-Xmx256m")
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(launch("privacy", "--json", "prove", "opt-out").out().lines())
        .contains("-Xmx256m")
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(launch("privacy", "opt-out", "prove").out().lines())
        .contains("-XX:TieredStopAtLevel=1");
    environment.put("GUILDHOUSE_MEMORY", "3g");
    assertThat(launch("--json", "--home", "x", "backfill").out().lines())
        .contains("-Xmx3g", "--add-opens=java.base/java.nio=ALL-UNNAMED")
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(launch("report").out().lines())
        .contains(
            "-Xmx3g", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-XX:TieredStopAtLevel=1");
  }

  @Test
  void sparkAsksForLargePagesWhereTheyAreForTheAsking() throws Exception {
    String asking = "-XX:+UseTransparentHugePages";
    Path launcher = checkout.resolve("guildhouse");
    Path setting = checkout.resolve("large-pages");
    Files.writeString(
        launcher,
        Files.readString(launcher).replaceAll("large_pages=.*", "large_pages='" + setting + "'"));

    assertThat(launch("report").out().lines()).doesNotContain(asking);
    Files.writeString(setting, "always [madvise] never\n");
    assertThat(launch("report").out().lines()).contains(asking);
    assertThat(launch("import", "file").out().lines()).doesNotContain(asking);
    Files.writeString(setting, "always madvise [never]\n");
    assertThat(launch("report").out().lines()).doesNotContain(asking);
  }

  @Test
  void aRunThatFindsLittleLandedIsCompiledForASmallGuild() throws Exception {
    Path landing = Files.createDirectories(temporary.resolve("a home/landing/events"));
    String home = temporary.resolve("a home").toString();
    Files.write(landing.resolve("small.parquet"), new byte[100_000]);

    assertThat(launch("--home", home, "run", "nightly").out().lines())
        .contains("-XX:TieredStopAtLevel=1");
    assertThat(launch("run", "nightly", "--home=" + home).out().lines())
        .contains("-XX:TieredStopAtLevel=1");
    assertThat(launch("--home", home, "backfill").out().lines())
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(launch("--home", home + "/none", "run", "nightly").out().lines())
        .doesNotContain("-XX:TieredStopAtLevel=1");
    environment.put("GUILDHOUSE_HOME", home);
    assertThat(launch("run", "nightly").out().lines()).contains("-XX:TieredStopAtLevel=1");

    Files.write(landing.resolve("large.parquet"), new byte[17 << 20]);
    assertThat(launch("run", "nightly").out().lines()).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void theFirstSparkCommandLeavesAnArchiveForTheNext() throws Exception {
    Path launcher = checkout.resolve("guildhouse");
    Files.writeString(
        launcher,
        Files.readString(launcher).replaceAll("spark_commands=.*", "spark_commands=' run '"));

    Path cutShort = archiveToBe(launch("run"));
    Files.write(cutShort, new byte[1000]);
    Path whole = archiveToBe(launch("run"));
    assertThat(cutShort).doesNotExist();

    try (RandomAccessFile file = new RandomAccessFile(whole.toFile(), "rw")) {
      file.setLength(60_000_000);
    }
    Path archive = whole.resolveSibling("spark-17.0.9.jsa");
    assertThat(launch("run").out().lines()).contains("-XX:SharedArchiveFile=" + archive);
    assertThat(archive).exists();

    launchAfterChangeOf("jobs/pom.xml");
    assertThat(archive).doesNotExist();
  }

  @Test
  @Timeout(60)
  void whoeverComesFirstDoesNotWaitForTheArchiveOfTheLightCommands() throws Exception {
    Path archive = checkout.resolve("schedules/target/guildhouse/light-17.0.9.jsa");
    launch("run");
    assertThat(archive).as("made with the build").exists();

    Files.delete(archive);
    Path go = temporary.resolve("go");
    script(jdk.resolve("bin/java"), STUB_JAVA + """
        if [[ $* == *ArchiveTraining* ]]; then
          until [[ -e "%s" ]]; do /usr/bin/sleep 0.05; done
        fi
        """.formatted(go));
    assertThat(launch("--version").exitCode()).isZero();
    assertThat(archive).doesNotExist();

    Files.createFile(go);
    while (!Files.exists(archive)) {
      Thread.sleep(20);
    }
  }

  @Test
  void namesOfFilesAreUnicodeWhateverTheLocale() throws Exception {
    environment.put("LC_ALL", "POSIX");

    assertThat(launch("--version").out().lines()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void anAmountOfMemoryThatIsNoneIsRefused() throws Exception {
    environment.put("GUILDHOUSE_MEMORY", "much");
    assertRefused("GUILDHOUSE_MEMORY is much");
  }

  @Test
  void theLauncherKnowsWhatEachCommandNeeds() throws Exception {
    assertThat(listed("streaming")).isEqualTo(commandsThatNeed(Engine.STREAMING));
    assertThat(listed("spark")).isEqualTo(commandsThatNeed(Engine.SPARK));
    assertThat(listed("light")).isEqualTo(commandsThatNeed(Engine.LIGHT));
  }

  @Test
  void lightCommandsStartFromTheArchiveAndLoadNoSpark() throws Exception {
    script(tools.resolve("mvn"), """
        #!/usr/bin/env bash
        mkdir -p schedules/target/guildhouse/lib
        ln -s "%s"/*.jar schedules/target/guildhouse/lib/
        """.formatted(BUILT));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Path classes = temporary.resolve("classes");
    environment.put("GUILDHOUSE_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
    environment.put("GUILDHOUSE_HOME", temporary.resolve("home").toString());

    Ended ended = launch("config", "check", "--json");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith("{");
    String loaded = Files.readString(classes);
    assertThat(loaded)
        .containsPattern("guildhouse.schema.config.Config .*shared objects file \\(top\\)")
        .doesNotContain("org.apache.spark", "scala.Option");
  }

  private static Set<String> listed(String kind) throws IOException {
    Matcher list = Pattern.compile("(?m)^" + kind + "_commands=\"([^\"]*)\"")
        .matcher(Files.readString(REPOSITORY.resolve("guildhouse")));
    assertThat(list.find()).isTrue();
    return Stream.of(list.group(1).split(" "))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Set<String> commandsThatNeed(Engine engine) {
    return commands("", Guildhouse.commandLine(Surroundings.ofProcess()))
        .filter(command ->
            command.getValue().getCommand() instanceof Task task && task.engine() == engine)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Every command by its name, one inside a group as group/command. */
  private static Stream<Map.Entry<String, CommandLine>> commands(String group, CommandLine above) {
    return above.getSubcommands().entrySet().stream()
        .flatMap(command -> Stream.concat(
            Stream.of(Map.entry(group + command.getKey(), command.getValue())),
            commands(group + command.getKey() + "/", command.getValue())));
  }

  private void assertRefused(String why) throws Exception {
    Ended ended = launch("--version");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains(why);
    assertThat(ended.err().lines().count()).isEqualTo(2);
  }

  private static Path archiveToBe(Ended ended) {
    String option = "-XX:ArchiveClassesAtExit=";
    return ended
        .out()
        .lines()
        .filter(line -> line.startsWith(option))
        .map(line -> Path.of(line.substring(option.length())))
        .findFirst()
        .orElseThrow();
  }

  private Ended launchAfterChangeOf(String source) throws Exception {
    Path file = checkout.resolve(source);
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    return launch("--version");
  }

  private Ended launch(String... arguments) throws Exception {
    List<String> call = Stream.concat(
            Stream.of(checkout.resolve("guildhouse").toString()), Stream.of(arguments))
        .toList();
    return run(temporary, call.toArray(String[]::new));
  }

  private Ended run(Path folder, String... call) throws Exception {
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    ProcessBuilder process = new ProcessBuilder(call)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    process.environment().clear();
    process.environment().putAll(environment);
    int exitCode = process.start().waitFor();
    return new Ended(
        exitCode,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(checkout.resolve("maven-calls"));
  }

  private void stubJdk(String version) throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(jdk.resolve("bin/java"), STUB_JAVA);
    script(jdk.resolve("bin/javac"), STUB_JAVA);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
