package dev.guildhouse.schedules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the direction of imports between modules and of data inside the jobs. It stands here
 * because only this module sees all others.
 */
class ArchitectureTest {
  private static final String SCHEMA = "dev.guildhouse.schema..";
  private static final String COLLECTOR = "dev.guildhouse.collector..";
  private static final String JOBS = "dev.guildhouse.jobs..";
  private static final String SCHEDULES = "dev.guildhouse.schedules..";
  private static final String LAKE = "dev.guildhouse.jobs.lake..";

  private static final String[] SPARK = {"org.apache.spark..", "io.delta.."};
  private static final String DISCORD = "net.dv8tion..";

  /** The packages of the jobs, in the order in which data passes through them. */
  private static final List<String> FLOW = List.of(
      "ingest",
      "facts",
      "activity",
      "rollups",
      "marts",
      "disclosure",
      "reports",
      "queries",
      "catalog",
      "alerts",
      "drafts");

  /** The folders of the lake, each built on those before it, and last what others see of it. */
  private static final List<String> LAKE_FOLDERS = List.of(
      "dev.guildhouse.jobs.lake.spark..",
      "dev.guildhouse.jobs.lake.ledger..",
      "dev.guildhouse.jobs.lake.files..",
      "dev.guildhouse.jobs.lake.landing..",
      "dev.guildhouse.jobs.lake.release..",
      "dev.guildhouse.jobs.lake");

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .withImportOption(location -> !location.contains("-tests.jar"))
      .importPackages("dev.guildhouse");

  @ParameterizedTest
  @ValueSource(strings = {"schema", "collector", "jobs", "schedules"})
  void everyModuleIsLookedAt(String module) {
    // The rules pass on packages that are still empty, so an import that found nothing would too.
    assertThat(CLASSES.contain("dev.guildhouse." + module + ".package-info")).isTrue();
  }

  @Test
  void schemaKnowsNoOtherModuleAndNeitherSparkNorDiscord() {
    hold(noClasses()
        .that()
        .resideInAPackage(SCHEMA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COLLECTOR, JOBS, SCHEDULES, SPARK[0], SPARK[1], DISCORD)
        .because("the contract is shared by a process without Spark and by one without Discord"));
  }

  @Test
  void collectorKnowsOnlyTheSchema() {
    hold(noClasses()
        .that()
        .resideInAPackage(COLLECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JOBS, SCHEDULES, SPARK[0], SPARK[1])
        .because("the collector runs in a small heap and meets the jobs only in landing files"));
  }

  @Test
  void jobsKnowOnlyTheSchema() {
    hold(noClasses()
        .that()
        .resideInAPackage(JOBS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COLLECTOR, SCHEDULES, DISCORD)
        .because("jobs yield neutral reports; schedules turns them into Discord's shapes"));
  }

  @Test
  void dataRunsOneWayThroughTheJobs() {
    holdOrder(FLOW.stream().map(stage -> "dev.guildhouse.jobs." + stage + "..").toList());
  }

  @Test
  void theFoldersOfTheLakeKnowOnlyThoseBelowThem() {
    holdOrder(LAKE_FOLDERS);
  }

  @Test
  void onlyTheLakeReadsAndWritesTables() {
    hold(noClasses()
        .that()
        .resideOutsideOfPackage(LAKE)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.apache\\.spark\\.sql\\.(.+\\.)?"
            + "(DataFrameReader|DataFrameWriter(V2)?|MergeIntoWriter)")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("io.delta..")
        .because("a transform takes datasets and returns one"));
  }

  /** No package knows one that is named after it. */
  private static void holdOrder(List<String> packages) {
    for (int place = 0; place < packages.size() - 1; place++) {
      List<String> later = packages.subList(place + 1, packages.size());
      hold(noClasses()
          .that()
          .resideInAPackage(packages.get(place))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later.toArray(String[]::new))
          .because("the folders tell the story in the order of " + packages));
    }
  }

  private static void hold(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
