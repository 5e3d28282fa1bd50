package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as the environment wants it. */
@EndToEndTest
class LogFormatIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String FORMAT = "QUITTANCE_LOG_FORMAT";
    private static final String LOADED = "A provider is loaded";
    private static final String STATUS_OF_LOGBACK = "|-";

    @TempDir
    private Path directory;

    @Test
    void shouldWriteJson() throws Exception {
        List<String> lines = life(Map.of(FORMAT, "json"));

        assertThat(lines.stream().filter(line -> line.startsWith("{")).map(JsonObject::new))
                .allSatisfy(
                        line -> assertThat(line.fieldNames()).contains("time", "level", "logger", "thread", "message"))
                .anySatisfy(line -> {
                    assertThat(line.getString("message")).isEqualTo(LOADED);
                    assertThat(line.getString("provider")).isNotEmpty();
                });
        assertThat(lines).noneMatch(line -> line.contains(" INFO ") || line.contains(STATUS_OF_LOGBACK));
    }

    @Test
    void shouldWriteTextUnlessAskedForAnother() throws Exception {
        assertThat(life(Map.of()))
                .anyMatch(line -> line.contains(" INFO ") && line.contains(LOADED))
                .noneMatch(line -> line.startsWith("{") || line.contains(STATUS_OF_LOGBACK));
    }

    @Test
    void shouldRefuseAnotherFormat() throws Exception {
        try (GatewayProcess process = GatewayProcess.start(directory, Map.of(FORMAT, "xml"), "version")) {
            assertThat(process.awaitExit(LIMIT)).isEqualTo(1);
            assertThat(process.lines())
                    .containsExactly("QUITTANCE_LOG_FORMAT: \"xml\" is no format of the log; text and json are");
        }
    }

    /** What a gateway prints that starts and ends. */
    private List<String> life(Map<String, String> environment) throws Exception {
        Shop shop = Shop.with(TestStore.chosen());
        try (TestStore store = shop.store();
                GatewayProcess gateway =
                        GatewayProcess.start(directory, environment, "serve", "--config", shop.write(directory))) {
            gateway.awaitReady();
            gateway.terminate(LIMIT);
            return gateway.lines();
        }
    }
}
