package io.quittance.provider.secuconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The plugin sees what a gateway lends to any plugin, although its simulator, next door, sees more. */
@AnalyzeClasses(packages = "io.quittance.provider.secuconnect", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

    @ArchTest
    static final ArchRule pluginSeesTheSpiOnly = classes()
            .that()
            .resideInAPackage("io.quittance.provider.secuconnect")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "io.quittance.spi",
                    "io.quittance.provider.secuconnect",
                    "io.vertx.core",
                    "io.vertx.core.buffer",
                    "io.vertx.core.json",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule simulatorSharesNothingWithThePlugin = classes()
            .that()
            .resideInAPackage("io.quittance.provider.secuconnect.simulator")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("io.quittance.provider.secuconnect");
}
