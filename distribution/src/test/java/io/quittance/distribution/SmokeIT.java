package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeIT {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String FREE_PORTS = """
            {
              "intake": { "host": "127.0.0.1", "port": 0 },
              "management": { "host": "127.0.0.1", "port": 0 },
              "store": { "embedded": { "directory": "data/postgres" } }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldServeUntilTerminated() throws Exception {
        Path config = Files.writeString(directory.resolve("quittance.json"), FREE_PORTS);

        try (GatewayProcess gateway = GatewayProcess.start(directory, "serve", "--config", config.toString())) {
            gateway.awaitReady();
            ManagementClient management = new ManagementClient(gateway.management(), "", "", new HttpSender());

            assertThat(management.status("/health/live")).isEqualTo(200);
            assertThat(management.status("/health/ready")).isEqualTo(200);

            ProcessHandle postgres = gateway.postgres().orElseThrow();
            assertThat(gateway.terminate(STOP_LIMIT)).isEqualTo(0);
            await().atMost(STOP_LIMIT).until(() -> !postgres.isAlive());
        }
    }

    @Test
    void shouldCarryEachBuiltInProviderAsOneJar() throws IOException {
        try (var jars = Files.list(GatewayProcess.HOME.resolve("plugins"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .satisfiesExactlyInAnyOrder(
                            name -> assertThat(name).startsWith("quittance-provider-secuconnect-"),
                            name -> assertThat(name).startsWith("quittance-provider-smart2pay-"));
        }
    }
}
