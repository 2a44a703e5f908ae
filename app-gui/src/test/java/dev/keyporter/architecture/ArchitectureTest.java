package dev.keyporter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.StreamReader;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** Here, because only the uppermost module sees all the others. */
class ArchitectureTest {
  private static final String MODEL = "dev.keyporter.model..";
  private static final String DB = "dev.keyporter.db..";
  private static final String PROXY = "dev.keyporter.proxy..";
  private static final String CONSOLE = "dev.keyporter.console..";

  /** What each protocol is, and the one place that names them all. */
  private static final String PROTOCOL = "dev.keyporter.proxy.protocol";

  private static final String REGISTRY = PROTOCOL + ".registry";

  /** The packages of single protocols. */
  private static final String PROTOCOLS = PROTOCOL + ".*..";

  /** What ends with the process, the window's own thread, and an executor that replaces its. */
  private static final String WITHOUT_ROUNDS =
      ".*\\.(StopHook|ShownProgress|Display|ConsoleApp|Background)(\\$.*)?";

  // jOOQ's generated classes refer to each other in circles.
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("/dev/keyporter/db/generated/"))
          .importPackages("dev.keyporter");

  @Test
  void layersKnowOnlyTheLayersBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("model")
        .definedBy(MODEL)
        .layer("db")
        .definedBy(DB)
        .layer("proxy")
        .definedBy(PROXY)
        .layer("console")
        .definedBy(CONSOLE)
        .whereLayer("console")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("proxy")
        .mayOnlyBeAccessedByLayers("console")
        .whereLayer("db")
        .mayOnlyBeAccessedByLayers("proxy", "console")
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .because("the proxy runs without a console and the model is everybody's vocabulary")
        .check(PROGRAM);
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.keyporter.(**)")
        .should()
        .beFreeOfCycles()
        .because("a package in a cycle can neither be read nor changed on its own")
        .check(PROGRAM);
  }

  @Test
  void modelNeedsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage(MODEL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(MODEL, "java..", "org.jspecify.annotations..")
        .because("the vocabulary outlives every library")
        .check(PROGRAM);
  }

  @Test
  void modelDoesNotLog() {
    noClasses()
        .that()
        .resideInAPackage(MODEL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "java.sql..", "java.net.http..")
        .because("its classes are values: they log, store and send nothing")
        .check(PROGRAM);
  }

  @Test
  void onlyDbKnowsJooq() {
    noClasses()
        .that()
        .resideOutsideOfPackage(DB)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jooq..", "dev.keyporter.db.generated..", "java.sql..")
        .because("how rows are read and written is db's own affair")
        .check(PROGRAM);
  }

  @Test
  void onlyTheProxyKnowsHelidon() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PROXY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.helidon..")
        .because("HTTP is the proxy's own affair")
        .check(PROGRAM);
  }

  @Test
  void onlyTheRegistryNamesAProtocol() {
    noClasses()
        .that(not(resideInAnyPackage(PROTOCOLS)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(PROTOCOLS).and(not(resideInAnyPackage(REGISTRY))))
        .because("a new protocol is a package of its own and one line in the registry")
        .check(PROGRAM);
  }

  @Test
  void protocolsDoNotKnowEachOther() {
    slices()
        .matching(PROTOCOL + ".(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(resideInAnyPackage(REGISTRY), alwaysTrue())
        .because("each can be read and changed on its own")
        .check(PROGRAM);
    slices()
        .matching(PROTOCOL + ".*.(*)..")
        .should()
        .notDependOnEachOther()
        .because("what a provider's protocols share is in their provider's package")
        .check(PROGRAM);
  }

  @Test
  void protocolsAreSealed() {
    classes()
        .that()
        .implement(Protocol.class)
        .or()
        .implement(Operation.class)
        .or()
        .implement(StreamReader.class)
        .should()
        .resideInAnyPackage(PROTOCOLS)
        .because("Java seals types within one package only, and each protocol has its own")
        .check(PROGRAM);
  }

  @Test
  void onlyTheConsoleKnowsJavaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CONSOLE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..")
        .because("the proxy serves where there is no display")
        .check(PROGRAM);
  }

  @Test
  void onlyTheLetteringKnowsJavaFxInside() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.keyporter.console.lettering..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun.javafx..", "com.sun.glass..", "com.sun.prism..")
        .because("what is inside may change with every version, and is mended in one place")
        .check(PROGRAM);
  }

  @Test
  void threadsThatOthersDependOnOutliveEveryError() {
    noClasses()
        .that(not(resideInAnyPackage("dev.keyporter.db.thread..")))
        .and()
        .haveNameNotMatching(WITHOUT_ROUNDS)
        .should()
        .callMethod(Thread.class, "ofPlatform")
        .orShould()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class, String.class)
        .because("a VitalThread goes on, and says when it fails; others die in silence")
        .check(PROGRAM);
  }

  @Test
  void momentsAreWrittenInOneForm() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(assignableTo(DateTimeFormatter.class)))
                .and(target(nameMatching("ofLocalized.*"))))
        .because("Times writes days and times: a system's own form would stand beside it")
        .check(PROGRAM);
  }

  @Test
  void onlyTheEdgesPrint() {
    noClasses()
        .that(not(resideInAnyPackage("dev.keyporter.proxy.cli..", CONSOLE)))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("standard output belongs to the command that was called")
        .check(PROGRAM);
  }
}
