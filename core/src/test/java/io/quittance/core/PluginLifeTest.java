package io.quittance.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.ConfigurationException;
import io.quittance.core.plugin.BrokenPlugin;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginCorpus;
import io.quittance.core.plugin.PluginLoader;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jars that come, change and go while a gateway runs. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class PluginLifeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, String> ACCOUNTS = Map.of("shop", "alpha");
    private static final List<String> BROKEN = List.of(
            "name-null",
            "name-throws",
            "manifest-null",
            "spi-too-new",
            "schema-type",
            "constructor-private",
            "constructor-throws",
            "initialiser-throws",
            "spi-bundled",
            "spi-class-missing",
            "other-type");

    @TempDir
    private Path directory;

    private PluginCorpus corpus;
    private TestingInstance instance;

    @BeforeEach
    void setUp(TestDatabase store, Vertx vertx) throws Exception {
        corpus = new PluginCorpus(directory);
        corpus.jar("alpha");
        instance = TestingInstance.start(vertx, store, Map.of());
        instance.change(PluginLoader.load(directory), ACCOUNTS);
    }

    @AfterEach
    void tearDown() throws Exception {
        instance.close();
    }

    @Test
    void shouldTakeUpTheNewVersionOfAJar() throws Exception {
        assertThat(instance.headers("shop").firstValue("resource")).hasValue("resource of alpha");

        corpus.jar("alpha", "alpha.jar", Map.of("corpus/resource.txt", "resource of a later alpha"));
        assertThat(instance.headers("shop").firstValue("resource"))
                .as("what runs has a copy")
                .hasValue("resource of alpha");
        instance.change(PluginLoader.load(directory), ACCOUNTS);

        assertThat(instance.headers("shop").firstValue("resource")).hasValue("resource of a later alpha");
    }

    @Test
    void shouldGoOnWithTheOthersWhenAJarComesThatIsBroken() throws Exception {
        for (String plugin : BROKEN) {
            Path jar = corpus.jar(plugin);

            LoadedPlugins plugins = PluginLoader.load(directory);
            assertThat(plugins.broken()).extracting(BrokenPlugin::fileName).containsExactly(plugin + ".jar");
            instance.change(plugins, ACCOUNTS);

            assertThat(instance.post("shop", plugin)).as(plugin).isEqualTo(200);
            Files.delete(jar);
        }
    }

    @Test
    void shouldRefuseAChangeWhoseJarIsBrokenAndSayWhy() throws Exception {
        corpus.jar("constructor-throws", "alpha.jar");
        try (LoadedPlugins plugins = PluginLoader.load(directory)) {

            assertThatThrownBy(() -> instance.change(plugins, ACCOUNTS))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("/accounts/0/provider")
                    .hasMessageContaining("passed over: alpha.jar: its factory corpus.Factory cannot be constructed: "
                            + "java.lang.IllegalStateException: no licence");
        }

        assertThat(instance.headers("shop").firstValue("resource")).hasValue("resource of alpha");
    }

    @Test
    void shouldGoBackToTheJarThatIsNoMoreThere() throws Exception {
        corpus.jar("alpha", "alpha.jar", Map.of("corpus/resource.txt", "resource of a later alpha"));
        instance.change(PluginLoader.load(directory), ACCOUNTS);

        JsonObject back = instance.rollBack();

        assertThat(instance.headers("shop").firstValue("resource")).hasValue("resource of alpha");
        assertThat(back.getJsonArray("plugins").getJsonObject(0).getString("sha256"))
                .isNotEqualTo(PluginLoader.load(directory).plugins().get(0).sha256());
    }

    @Test
    void shouldHideTheGatewayFromLibrariesThatAskTheContextClassLoader() throws Exception {
        corpus.jar("curious");
        instance.change(PluginLoader.load(directory), Map.of("shop", "curious"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(instance.headers("shop").firstValue("seen"))
                        .hasValue("acknowledge nothing, authenticate nothing, create nothing, parse nothing,"
                                + " schedule nothing"));
    }

    @Test
    void shouldLetGoOfTheClassesOfWhatIsReplaced() throws Exception {
        WeakReference<ClassLoader> before = replaced();

        await().atMost(PATIENCE).pollInterval(100, TimeUnit.MILLISECONDS).until(() -> {
            System.gc();
            return before.get() == null;
        });
    }

    /** Apart, so that the reference is on no stack afterwards. */
    private WeakReference<ClassLoader> replaced() throws Exception {
        LoadedPlugins plugins = PluginLoader.load(directory);
        instance.change(plugins, ACCOUNTS);
        assertThat(instance.post("shop", "1")).isEqualTo(200);
        instance.change(PluginLoader.load(directory), ACCOUNTS);
        assertThat(instance.post("shop", "2")).isEqualTo(200);
        instance.rollBack();
        instance.change(PluginLoader.load(directory), ACCOUNTS);
        instance.change(PluginLoader.load(directory), ACCOUNTS);
        assertThat(instance.post("shop", "3")).isEqualTo(200);
        return new WeakReference<>(plugins.plugins().get(0).loader());
    }
}
