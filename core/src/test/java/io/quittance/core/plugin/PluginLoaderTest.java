package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.SpiRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PluginLoaderTest {

    @TempDir
    private Path directory;

    private PluginCorpus corpus;

    @BeforeEach
    void setUp() {
        corpus = new PluginCorpus(directory);
    }

    @Test
    void shouldLoadAGoodPlugin() {
        // Given
        Path jar = corpus.jar("good");

        // When
        try (LoadedPlugins loaded = PluginLoader.load(directory)) {

            // Then
            assertThat(loaded.broken()).isEmpty();
            assertThat(loaded.names()).containsExactly("example");
            assertThat(loaded.manifest("example"))
                    .hasValueSatisfying(
                            manifest -> assertThat(manifest.version()).isEqualTo("1.2.3"));
            assertThat(loaded.manifest("another")).isEmpty();
            LoadedPlugin plugin = loaded.plugins().get(0);
            assertThat(plugin.jar()).isEqualTo(jar);
            assertThat(plugin.fileName()).isEqualTo("good.jar");
            assertThat(plugin.version()).isEqualTo("1.2.3");
            assertThat(plugin.spi()).isEqualTo(SpiRange.builtFor("1.0"));
            assertThat(plugin.capabilities())
                    .containsExactly(
                            "notifies by POST", "repeats for 24 h", "keys from event id", "calls the hosts in baseUrl");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name-null | its factory's name() returns null
            name-invalid | its factory's name() returns "Example_1"; a name is lower-case letters, digits and single dashes between them, at most 50 characters
            name-throws | its factory corpus.Factory cannot describe the provider: java.lang.ArithmeticException: / by zero
            manifest-null | its factory's manifest() returns null
            manifest-version | its manifest is wrong: version must be 1 to 50 visible ASCII characters
            spi-too-new | it works with SPI [2.0, 3.0), and this gateway has SPI 1.0
            schema-type | its manifest is wrong: settingsSchema is not a JSON Schema of draft 2020-12: at #/type: Instance does not match any of ["array","boolean","integer","null","number","object","string"]
            constructor-private | its META-INF/services/io.quittance.spi.PaymentProviderFactory cannot be used: the class it names has no public constructor without parameters
            constructor-throws | its factory corpus.Factory cannot be constructed: java.lang.IllegalStateException: no licence
            class-hidden | its factory corpus.Factory cannot be constructed: it is not public
            initialiser-throws | its factory corpus.Factory cannot be constructed: a static initialiser threw java.lang.NumberFormatException: For input string: "x"
            spi-bundled | it bundles io.quittance.spi.Money, which the gateway provides; take that dependency with provided scope
            other-type | its META-INF/services/io.quittance.spi.PaymentProviderFactory cannot be used: corpus.Factory does not implement that interface
            """)
    void shouldNameABrokenPluginWithItsReasonAndLoadTheOthers(String plugin, String reason) {
        // Given
        Path jar = corpus.jar(plugin);
        corpus.jar("alpha");

        // When
        try (LoadedPlugins loaded = PluginLoader.load(directory)) {

            // Then
            assertThat(loaded.broken()).containsExactly(new BrokenPlugin(jar, reason));
            assertThat(loaded.names()).containsExactly("alpha");
        }
    }

    @Test
    void shouldRefuseASchemaThatRefersToNothing() {
        corpus.jar("schema-reference");

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(onlyReason(loaded)).contains("settingsSchema", "$ref", "#/$defs/nothing");
        }
    }

    @Test
    void shouldRefuseAJarWithoutServiceFile() {
        corpus.jar("good", "good.jar", Map.of(PluginCorpus.SERVICE_FILE, ""));

        assertReason("it has no META-INF/services/io.quittance.spi.PaymentProviderFactory, so it offers no provider");
    }

    @Test
    void shouldRefuseAServiceFileThatNamesNothing() {
        corpus.jar("good", "good.jar", Map.of(PluginCorpus.SERVICE_FILE, "# later\n"));

        assertReason("its META-INF/services/io.quittance.spi.PaymentProviderFactory names no class");
    }

    @Test
    void shouldRefuseAServiceFileThatIsNone() {
        corpus.jar("good", "good.jar", Map.of(PluginCorpus.SERVICE_FILE, "corpus Factory\n"));

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(onlyReason(loaded))
                    .startsWith("its META-INF/services/io.quittance.spi.PaymentProviderFactory cannot be used: 1: ")
                    .doesNotContain(directory.toString());
        }
    }

    @Test
    void shouldRefuseAServiceFileThatNamesAMissingClass() {
        corpus.jar("good", "good.jar", Map.of(PluginCorpus.SERVICE_FILE, "corpus.Missing\n"));

        assertReason("its META-INF/services/io.quittance.spi.PaymentProviderFactory cannot be used: "
                + "corpus.Missing is not among its classes");
    }

    @Test
    void shouldNameTheClassThatIsMissingInAJar() {
        corpus.jar("superclass-missing", "incomplete.jar", Map.of("corpus/Removed.class", ""));

        assertReason("it needs the class corpus.Removed, which is neither in the plugin nor in what the gateway shares "
                + "(io.quittance.spi and io.vertx.core)");
    }

    @Test
    void shouldNameTheClassOfALaterSpi() {
        corpus.jar("spi-class-missing", "later.jar", Map.of("io/quittance/spi/OfTomorrow.class", ""));

        assertReason("its factory corpus.Factory cannot describe the provider: it needs the class "
                + "io.quittance.spi.OfTomorrow, which this gateway with SPI 1.0 does not have");
    }

    @Test
    void shouldRefuseAFileThatIsNoJar() throws IOException {
        Files.writeString(directory.resolve("text.jar"), "not a jar");

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(onlyReason(loaded)).startsWith("it is not a jar (");
        }
    }

    @Test
    void shouldRefuseAJarThatIsCutOff() throws IOException {
        Path jar = corpus.jar("good");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(onlyReason(loaded)).startsWith("it is not a jar (");
        }
    }

    @Test
    void shouldRefuseTheLaterOfTwoPluginsOfOneName() {
        corpus.jar("good", "b.jar");
        corpus.jar("good", "a.jar");

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(loaded.plugins()).extracting(LoadedPlugin::fileName).containsExactly("a.jar");
            assertThat(loaded.broken())
                    .extracting(BrokenPlugin::toString)
                    .containsExactly(
                            "b.jar: it offers the provider \"example\", which a.jar offers already; keep one of the two");
        }
    }

    @Test
    void shouldLoadSeveralProvidersOfOneJarFromOneLoader() {
        corpus.jar(
                "two-providers", "both.jar", Map.of(PluginCorpus.SERVICE_FILE, "corpus.Factory\ncorpus.SecondFactory"));

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(loaded.names()).containsExactly("example", "second");
            assertThat(loaded.plugins().stream().map(LoadedPlugin::loader).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void shouldTakeTheJarsOfASubDirectoryAsOnePlugin() {
        // Given
        Map<String, byte[]> library = new TreeMap<>(PluginCorpus.compiled("superclass-missing"));
        library.keySet().retainAll(Set.of("corpus/Removed.class"));
        corpus.jar("superclass-missing", "parts/plugin.jar", Map.of("corpus/Removed.class", ""));
        PluginCorpus.write(directory.resolve("parts/library.jar"), library);

        // When
        try (LoadedPlugins loaded = PluginLoader.load(directory)) {

            // Then
            assertThat(loaded.broken()).isEmpty();
            assertThat(loaded.plugins()).extracting(LoadedPlugin::fileName).containsExactly("parts");
        }
    }

    @Test
    void shouldPassOverWhatIsNoPlugin() throws IOException {
        Files.writeString(directory.resolve("README.txt"), "nothing");
        Files.writeString(directory.resolve(".hidden.jar"), "half copied");
        Files.createDirectory(directory.resolve("empty"));

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(loaded.plugins()).isEmpty();
            assertThat(loaded.broken()).isEmpty();
        }
    }

    @Test
    void shouldSayThatTheDirectoryIsMissing() {
        Path missing = directory.resolve("missing");

        try (LoadedPlugins loaded = PluginLoader.load(missing)) {
            assertThat(loaded.broken())
                    .containsExactly(new BrokenPlugin(missing, "it is not a directory that can be read"));
        }
    }

    @Test
    void shouldLoadOnePluginAlone() {
        corpus.jar("alpha", "parts/alpha.jar");
        corpus.jar("good");

        try (LoadedPlugins jar = PluginLoader.loadOne(directory.resolve("good.jar"));
                LoadedPlugins parts = PluginLoader.loadOne(directory.resolve("parts"))) {
            assertThat(jar.plugins()).extracting(LoadedPlugin::fileName).containsExactly("good.jar");
            assertThat(parts.plugins()).extracting(LoadedPlugin::fileName).containsExactly("parts");
        }
    }

    @Test
    void shouldSayThatOnePathIsNoPlugin() throws IOException {
        Path text = Files.writeString(directory.resolve("README.txt"), "nothing");

        try (LoadedPlugins loaded = PluginLoader.loadOne(text)) {
            assertThat(loaded.broken())
                    .containsExactly(new BrokenPlugin(text, "it is neither a jar nor a directory of jars"));
        }
    }

    @Test
    void shouldExplainAMissingProviderWithWhatWasPassedOver() {
        corpus.jar("alpha");
        corpus.jar("name-null", "example.jar");

        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(loaded.explainMissing("example"))
                    .isEqualTo("no plugin offers the provider \"example\"; there are: alpha; "
                            + "passed over: example.jar: its factory's name() returns null");
        }
    }

    @Test
    void shouldGiveTheThreadItsContextClassLoaderBack() {
        corpus.jar("good");
        corpus.jar("constructor-throws");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        PluginLoader.load(directory).close();

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private void assertReason(String reason) {
        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            assertThat(onlyReason(loaded)).isEqualTo(reason);
        }
    }

    private static String onlyReason(LoadedPlugins loaded) {
        assertThat(loaded.broken()).hasSize(1);
        return loaded.broken().get(0).reason();
    }
}
