package io.starling.chaos.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: chaos -> node -> antientropy -> storage; node -> gossip, forecast. */
class ModuleArrowsTest {
  private static final String STORAGE = "io.starling.storage..";
  private static final String ANTIENTROPY = "io.starling.antientropy..";
  private static final String GOSSIP = "io.starling.gossip..";
  private static final String FORECAST = "io.starling.forecast..";
  private static final String CHAOS = "io.starling.chaos..";

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.starling");

  @Test
  void storageKnowsOnlyItself() {
    assertKnowsOnly(STORAGE, STORAGE);
  }

  @Test
  void antientropyKnowsStorage() {
    assertKnowsOnly(ANTIENTROPY, ANTIENTROPY, STORAGE);
  }

  @Test
  void gossipKnowsOfStorageOnlyTheIds() {
    assertKnowsOnly(GOSSIP, GOSSIP, "io.starling.storage.id..");
  }

  @Test
  void forecastKnowsOnlyItself() {
    assertKnowsOnly(FORECAST, FORECAST);
  }

  @Test
  void nothingKnowsChaos() {
    noClasses()
        .that(resideOutsideOfPackage(CHAOS))
        .should()
        .dependOnClassesThat(resideInAPackage(CHAOS))
        .check(PRODUCTION);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.starling.(*).(*)..").should().beFreeOfCycles().check(PRODUCTION);
  }

  private static void assertKnowsOnly(String module, String... known) {
    DescribedPredicate<JavaClass> unknown =
        resideInAPackage("io.starling..")
            .and(DescribedPredicate.not(resideInAnyPackage(known)))
            .as("reside in a package of ours that %s must not know", module);
    noClasses()
        .that(resideInAPackage(module))
        .should()
        .dependOnClassesThat(unknown)
        .check(PRODUCTION);
  }
}
