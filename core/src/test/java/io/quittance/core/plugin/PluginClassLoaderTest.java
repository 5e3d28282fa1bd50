package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.Money;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PluginClassLoaderTest {

    @TempDir
    private Path directory;

    private PluginClassLoader loader;

    @BeforeEach
    void setUp() throws IOException {
        loader = new PluginClassLoader("alpha", JarCopies.of(List.of(new PluginCorpus(directory).jar("alpha"))));
    }

    @AfterEach
    void tearDown() throws IOException {
        loader.close();
    }

    @Test
    void shouldShareTheSpiAndVertxWithTheGateway() throws ClassNotFoundException {
        for (Class<?> shared : List.of(Money.class, Future.class, Buffer.class, JsonObject.class)) {
            assertThat(loader.loadClass(shared.getName())).isSameAs(shared);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.quittance.core.plugin.PluginLoader",
                "io.quittance.core.config.GatewayConfig",
                "io.vertx.ext.web.Router",
                "io.vertx.pgclient.PgBuilder",
                "io.vertx.core.internal.VertxInternal",
                "io.vertx.core.impl.VertxImpl",
                "io.vertx.core.json.jackson.JacksonCodec",
                "io.netty.buffer.ByteBuf",
                "com.fasterxml.jackson.core.JsonParser",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.slf4j.Logger",
                "org.postgresql.Driver"
            })
    void shouldHideWhatIsTheGatewaysOwn(String className) throws ClassNotFoundException {
        assertThat(Class.forName(className, false, getClass().getClassLoader())).isNotNull();

        assertThatThrownBy(() -> loader.loadClass(className)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void shouldLoadThePluginsClassesItselfAndTheJdksFromTheJdk() throws ClassNotFoundException {
        assertThat(loader.loadClass("corpus.Factory").getClassLoader()).isSameAs(loader);
        assertThat(loader.loadClass("java.sql.Date")).isSameAs(java.sql.Date.class);
    }

    @Test
    void shouldFindOnlyThePluginsOwnResources() throws IOException {
        String gateways = "io/quittance/core/store/migrations/V1__first_schema.sql";
        assertThat(getClass().getClassLoader().getResource(gateways)).isNotNull();

        assertThat(loader.getResource("corpus/resource.txt")).isNotNull();
        assertThat(loader.getResource(gateways)).isNull();
        assertThat(Collections.list(loader.getResources("META-INF/MANIFEST.MF")))
                .noneMatch(resource -> resource.getPath().contains("vertx"));
    }
}
