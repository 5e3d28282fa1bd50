package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.distribution.GatewayProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance kit on built jars, as authors and operators run it. There is no JUnit in the distribution. */
class ConformIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String VERSION =
            GatewayProcess.HOME.getFileName().toString().substring("quittance-".length());

    private static final String SERVICE =
            "src/main/resources/META-INF/services/io.quittance.spi.PaymentProviderFactory";

    @TempDir
    private static Path acme;

    private static AcmeJars jars;
    private static Path plugin;
    private static Path tests;

    @TempDir
    private Path directory;

    @BeforeAll
    static void build() throws IOException {
        jars = new AcmeJars(acme);
        plugin = jars.plugin();
        tests = jars.tests(plugin);
    }

    @Test
    void shouldFindNothingInTheProvidersOfTheInstallation() throws Exception {
        // Side by side: their simulators wait for most of the time.
        try (GatewayProcess smart2pay = start(installed("smart2pay"));
                GatewayProcess secuconnect = start(installed("secuconnect"))) {
            assertPassed(smart2pay, "conformance: 35 passed, 0 failed, 0 skipped");
            assertPassed(secuconnect, "conformance: 62 passed, 0 failed, 8 skipped");
        }
    }

    @Test
    void shouldNameEachSubject() throws Exception {
        Result result = conform(installed("secuconnect"), "--check", "hosts-declared");

        String tests = "io.quittance.provider.secuconnect.";
        assertThat(result.lines())
                .containsExactly(
                        tests + "SecuconnectConformanceTest:",
                        "passed hosts-declared",
                        tests + "SignedPushConformanceTest:",
                        "passed hosts-declared",
                        "conformance: 2 passed, 0 failed, 0 skipped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            factory-stateless     | implements PaymentProviderFactory {     | implements PaymentProviderFactory { private int asked; | the field asked of com.example.acme.AcmeProviderFactory is not final
            fails-closed          | given.size() == 1 &&                            | !given.isEmpty() &&                                  | X-Acme-Signature
            never-blocks          | String id = Fields.text(event, "id");            | java.util.concurrent.locks.LockSupport.parkNanos(30_000_000_000L); String id = Fields.text(event, "id"); | parse blocks the event loop
            failures-tell-nothing | configuration("Acme refuses the API key")       | configuration("Acme refuses " + "key of the API")    | says a secret or payer data
            amounts-never-guessed | ((Number) units).longValue() < 0               | false                                                | : this comes to
            """)
    void shouldFindWhatIsWrong(String check, String right, String wrong, String words) throws Exception {
        Path cheat = jars.plugin(check, right, wrong);

        Result result = conform(cheat.toString(), "--tests", tests.toString(), "--check", check);

        assertThat(result.lines())
                .startsWith("failed " + check)
                .endsWith("conformance: 0 passed, 1 failed, 0 skipped")
                .anyMatch(line -> line.startsWith("    ") && line.contains(words))
                .anyMatch(line -> line.startsWith("    Why it matters: "));
        assertThat(result.exitCode()).isOne();
    }

    @Test
    void shouldNotWaitForACheckForEver() throws Exception {
        Path endless = jars.plugin(
                "endless",
                "return new AcmeProvider(",
                "while (context != null) { java.util.concurrent.locks.LockSupport.park(); } return new AcmeProvider(");

        Result result = conform(
                endless.toString(), "--tests", tests.toString(), "--limit", "1s", "--check", "create-does-no-io");

        assertThat(result.lines())
                .startsWith("failed create-does-no-io", "    the check has not ended after 1.0 s; it is here:")
                .endsWith("conformance: 0 passed, 1 failed, 0 skipped");
        assertThat(result.exitCode()).isOne();
    }

    @Test
    void shouldRefuseWhatAGatewayWouldRefuse() throws Exception {
        Path broken = directory.resolve("broken.jar");
        Map<String, String> files = AcmePlugin.files();
        files.remove(SERVICE);
        new PluginBuild(directory.resolve("broken")).jar(files, broken);

        assertRefused(
                "broken.jar: it has no META-INF/services/io.quittance.spi.PaymentProviderFactory,"
                        + " so it offers no provider",
                broken.toString());
    }

    @Test
    void shouldSayWhereSubjectsWereLookedFor() throws Exception {
        Path alone = Files.copy(plugin, directory.resolve("alone.jar"));

        assertRefused(
                "alone.jar: nothing says what its provider sends: there is neither "
                        + directory.resolve("alone-tests.jar") + " nor "
                        + GatewayProcess.HOME.resolve("conformance/alone-tests.jar")
                        + ". Get that jar from its author and"
                        + " name it with --tests; docs/writing-a-provider.md tells how it is made",
                alone.toString());
    }

    @Test
    void shouldTestNothingButTheJar() throws Exception {
        assertRefused(
                "both-tests.jar: its subject com.example.acme.AcmeConformanceTest would test"
                        + " com.example.acme.AcmeProviderFactory from both-tests.jar, and not what acme.jar offers:"
                        + " com.example.acme.AcmeProviderFactory",
                plugin.toString(),
                "--tests",
                jars.testsWithProvider().toString());
    }

    @Test
    void shouldMissTheSubjectOfOneOfTwoProviders() throws Exception {
        Path two = directory.resolve("two.jar");
        Map<String, String> files = AcmePlugin.files();
        String factory = "src/main/java/com/example/acme/AcmeProviderFactory.java";
        files.put(
                factory.replace("Acme", "Other"),
                files.get(factory)
                        .replace("AcmeProviderFactory", "OtherProviderFactory")
                        .replace("\"acme\"", "\"other\""));
        files.merge(SERVICE, "com.example.acme.OtherProviderFactory", String::concat);
        new PluginBuild(directory.resolve("two")).jar(files, two);

        assertRefused(
                "acme-tests.jar: it has no subject for the provider \"other\" of two.jar",
                two.toString(),
                "--tests",
                tests.toString());
    }

    @Test
    void shouldRefuseTheSubjectsOfAnotherPlugin() throws Exception {
        Result result = conform(
                plugin.toString(), "--tests", "conformance/quittance-provider-smart2pay-" + VERSION + "-tests.jar");

        assertThat(result.lines())
                .singleElement()
                .asString()
                .contains(
                        "its subject io.quittance.provider.smart2pay.Smart2PayConformanceTest has no factory for acme.jar: it needs"
                                + " the class io.quittance.provider.smart2pay.Smart2PayProviderFactory");
        assertThat(result.exitCode()).isOne();
    }

    @Test
    void shouldNameTheChecksThatThereAre() throws Exception {
        Result result = conform(plugin.toString(), "--check", "nevr-blocks");

        assertThat(result.lines())
                .singleElement()
                .asString()
                .startsWith("--check nevr-blocks: there is no such check; there are: manifest-complete, ")
                .endsWith("; did you mean \"never-blocks\"?");
        assertThat(result.exitCode()).isOne();
    }

    private void assertRefused(String words, String... arguments) throws Exception {
        Result result = conform(arguments);

        assertThat(result.lines()).containsExactly(words);
        assertThat(result.exitCode()).isOne();
    }

    private static void assertPassed(GatewayProcess process, String summary) throws InterruptedException {
        assertThat(process.awaitExit(PATIENCE)).isZero();
        assertThat(process.lines()).last().isEqualTo(summary);
    }

    /** Not where the test runs, but in the installation. */
    private static String installed(String provider) {
        return "plugins/quittance-provider-" + provider + "-" + VERSION + ".jar";
    }

    private GatewayProcess start(String... arguments) throws IOException {
        return GatewayProcess.start(
                directory,
                Stream.concat(Stream.of("conform"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Result conform(String... arguments) throws Exception {
        try (GatewayProcess process = start(arguments)) {
            Integer code = process.awaitExit(PATIENCE);
            assertThat(code).as("the exit code of a command that ends").isNotNull();
            return new Result(code, process.lines());
        }
    }
}
