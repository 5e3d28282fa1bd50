package io.quittance.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The map of the house: which package of core may know which. The root and {@code cli} wire and may know all. */
@AnalyzeClasses(packages = ArchitectureTest.CORE, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    static final String CORE = "io.quittance.core";

    private static final Set<String> WIRING = Set.of(CORE, CORE + ".cli..");
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry(
                    "http",
                    Set.of(
                            "intake",
                            "reconcile",
                            "replay",
                            "polling",
                            "delivery",
                            "console",
                            "explain",
                            "store",
                            "plugin",
                            "config",
                            "telemetry",
                            "trace")),
            entry("intake", Set.of("plugin", "store", "config", "telemetry", "trace")),
            entry("replay", Set.of("intake", "reconcile", "plugin", "store", "config", "telemetry")),
            entry("polling", Set.of("reconcile", "plugin", "store", "config", "telemetry", "trace")),
            entry("reconcile", Set.of("plugin", "store", "config", "telemetry", "trace")),
            entry("delivery", Set.of("store", "config", "telemetry", "trace")),
            entry("retention", Set.of("store", "config", "telemetry")),
            entry("console", Set.of("explain", "replay", "reconcile", "intake", "store", "config", "telemetry")),
            entry("explain", Set.of("store")),
            entry("demo", Set.of()),
            entry("plan", Set.of("plugin", "config")),
            entry("template", Set.of()),
            entry("plugin", Set.of("config", "telemetry", "trace")),
            entry("store", Set.of("config", "telemetry")),
            entry("telemetry", Set.of("trace", "config")),
            entry("trace", Set.of("config")),
            entry("config", Set.of()));

    @ArchTest
    static void packagesShouldFollowTheArrows(JavaClasses classes) {
        ARROWS.forEach((from, allowed) -> noClasses()
                .that()
                .resideInAPackage(packageOf(from))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbiddenFor(from, allowed))
                .because(from + " may know " + new TreeSet<>(allowed))
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static void everyPackageShouldBeOnTheMap(JavaClasses classes) {
        Set<String> packages = new TreeSet<>();
        classes.forEach(type -> packages.add(type.getPackageName()));

        assertThat(packages).allSatisfy(name -> {
            String area = name.substring(CORE.length()).replaceFirst("^\\.", "").replaceFirst("\\..*", "");
            assertThat(area).isIn(onTheMap());
        });
    }

    @ArchTest
    static final ArchRule packagesShouldBeFreeOfCycles =
            slices().matching(CORE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule blockingDatabaseAccessShouldStayInTheStore = noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("store"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb..", "io.zonky..")
            .because("whoever cannot name JDBC cannot block an event loop with it");

    @ArchTest
    static final ArchRule internalsOfVertxShouldNotBeUsed = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CORE + ".http.HeadWatch")
            .and()
            .doNotHaveFullyQualifiedName(CORE + ".store.SilentServer")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..")
            .because("they change without notice; docs/decisions tells why two classes may");

    private static String packageOf(String area) {
        return CORE + "." + area + "..";
    }

    private static String[] forbiddenFor(String from, Set<String> allowed) {
        Set<String> forbidden = new TreeSet<>(WIRING);
        ARROWS.keySet().stream()
                .filter(area -> !area.equals(from) && !allowed.contains(area))
                .map(ArchitectureTest::packageOf)
                .forEach(forbidden::add);
        return forbidden.toArray(String[]::new);
    }

    private static Set<String> onTheMap() {
        Set<String> areas = new TreeSet<>(ARROWS.keySet());
        areas.add("");
        areas.add("cli");
        return areas;
    }
}
